"""Enterprise or systemic: what the assessed factories of a location say together."""
