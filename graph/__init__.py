"""The graph package of Headwater."""
