"""Enterprise or systemic: what the assessed factories of a place say together."""
