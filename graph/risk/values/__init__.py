"""The values of the indicators, solved over a network that a what-if may have edited."""
