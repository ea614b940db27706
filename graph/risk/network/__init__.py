"""Links as a network: shares, distances, groups, owners, and what of the purchases is mapped."""
