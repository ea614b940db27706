"""The demo: a fictional garment world, written as files in the real formats and taken the whole way."""

from headwater.demo.files import SAID, DemoFile, write_world

__all__ = ["SAID", "DemoFile", "write_world"]
