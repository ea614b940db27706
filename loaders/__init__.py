"""The loaders package of Headwater."""
