"""What a loader declares that it reads: the rest is closed to it, and what is open is part of the load's identity.

So nothing can be read and forgotten: with another value of anything declared, a reload is no no-op.
"""

from __future__ import annotations

import hashlib
from dataclasses import fields

from headwater.loaders.pack_parts import Undeclared
from headwater.loaders.port import EVERY, Loader, Options

_SAID = frozenset(f.name for f in fields(Options))


class _Narrowed(Options):
    """Options that raise `Undeclared` where something else than what is declared is read."""

    __slots__ = ("_open",)

    def __getattribute__(self, name: str) -> object:
        if name in _SAID and name not in object.__getattribute__(self, "_open"):
            raise Undeclared(name, "OPTIONS")
        return object.__getattribute__(self, name)


def narrowed(options: Options, loader: Loader) -> Options:
    """Give the options as this loader may read them: what every loader reads, its OPTIONS, its PACK."""
    values = {f.name: getattr(options, f.name) for f in fields(options)}
    narrow = _Narrowed(**values | {"pack": options.pack.only(loader.PACK)})
    object.__setattr__(narrow, "_open", frozenset({"source", "pack", *EVERY, *loader.OPTIONS}))
    return narrow


def mapping_version(loader: Loader, options: Options) -> str:
    """Say what makes one file say something else: the loader, its version, and all that it declares to read."""
    said = [(name, getattr(options, name)) for name in sorted({*EVERY, *loader.OPTIONS} - {"mapping"})]
    words = [(part, options.pack.said(part)) for part in sorted(loader.PACK)]
    mapping = options.mapping.version if "mapping" in loader.OPTIONS and options.mapping is not None else None
    digest = hashlib.sha256(repr((said, words, mapping)).encode()).hexdigest()
    return f"{loader.NAME}/{loader.MAPPING}/{digest[:8]}"


__all__ = ["mapping_version", "narrowed"]
