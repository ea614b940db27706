"""The api package of Headwater."""
