"""Source files become records. Each format is one file here and one line in `registry`."""

from headwater.loaders.registry import LOADERS, detect, get_loader

__all__ = ["LOADERS", "detect", "get_loader"]
