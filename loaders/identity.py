"""What a loader declares that it reads: the rest is closed to it, and what is open is part of the load's identity.

So nothing can be read and forgotten: with another value of anything declared, a reload is no no-op.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from headwater.loaders.pack_parts import Undeclared
from headwater.loaders.port import EVERY, Loader, Options

_SAID = frozenset(f.name for f in fields(Options))


class _Narrowed(Options):
    """Options that raise `Undeclared` where something else than what is declared is read."""

    __slots__ = ("_loader", "_open")

    def __getattribute__(self, name: str) -> object:
        if name in _SAID and name not in object.__getattribute__(self, "_open"):
            raise Undeclared(name, "OPTIONS", object.__getattribute__(self, "_loader"))
        return object.__getattribute__(self, name)


class _Own(dict[str, Any]):
    """A loader's own options, which raise `Undeclared` where one is read that it doesn't declare."""

    def __init__(self, values: Mapping[str, Any], loader: str) -> None:
        super().__init__(values)
        self._loader = loader

    def __missing__(self, name: str) -> Any:
        raise Undeclared(name, "OWN_OPTIONS", self._loader)


def own_options(options: Options, loader: Loader) -> Mapping[str, Any]:
    """The loader's own options alone: as said, else by default."""
    return _Own({o.name: options.own.get(o.name, o.default) for o in loader.OWN_OPTIONS}, loader.NAME)


def narrowed(options: Options, loader: Loader) -> Options:
    """Give the options as this loader may read them: what every loader reads, its OPTIONS and OWN_OPTIONS, its PACK."""
    values = {f.name: getattr(options, f.name) for f in fields(options)}
    held = {"pack": options.pack.only(loader.PACK, loader.NAME), "own": own_options(options, loader)}
    narrow = _Narrowed(**values | held)
    object.__setattr__(narrow, "_loader", loader.NAME)
    object.__setattr__(narrow, "_open", frozenset({"source", "pack", "own", *EVERY, *loader.OPTIONS}))
    return narrow


def mapping_version(loader: Loader, options: Options) -> str:
    """Say what makes one file say something else: the loader, its version, and all that it declares to read."""
    said = [(name, getattr(options, name)) for name in sorted({*EVERY, *loader.OPTIONS} - {"mapping"})]
    said += [(f"option {name}", value) for name, value in sorted(own_options(options, loader).items())]
    words = [(part, options.pack.said(part)) for part in sorted(loader.PACK)]
    mapping = options.mapping.version if "mapping" in loader.OPTIONS and options.mapping is not None else None
    digest = hashlib.sha256(repr((said, words, mapping)).encode()).hexdigest()
    return f"{loader.NAME}/{loader.MAPPING}/{digest[:8]}"


__all__ = ["mapping_version", "narrowed", "own_options"]
