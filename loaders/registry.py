"""The registry of loaders. A new format is one file and one line here."""

from __future__ import annotations

from collections.abc import Sequence

from headwater.graph.errors import UnknownName
from headwater.loaders.actions import Actions
from headwater.loaders.base import InputFile, Loader
from headwater.loaders.brand_list import BrandList
from headwater.loaders.edges import Edges
from headwater.loaders.ilab import Ilab
from headwater.loaders.merged_list import MergedList
from headwater.loaders.osh_api import OshApi
from headwater.loaders.osh_download import OshDownload
from headwater.loaders.osh_list import OshList
from headwater.loaders.risks import Risks
from headwater.loaders.templates import Assessments, Findings, Parties
from headwater.loaders.unknown import UnknownList
from headwater.loaders.wikirate import WageGap

LOADERS: tuple[Loader, ...] = (
    BrandList(),
    MergedList(),
    OshDownload(),
    OshList(),
    OshApi(),
    Ilab(),
    WageGap(),
    Parties(),
    Edges(),
    Findings(),
    Assessments(),
    Actions(),
    Risks(),
    UnknownList(),
)
"""All loaders; the first of equally sure ones takes the files."""

CERTAIN = 0.5
"""Under this no loader takes the files: then it's a list nobody knows. Assumed."""


def get_loader(name: str) -> Loader:
    """Give the loader of this NAME. Raises UnknownName, listing those there are."""
    for loader in LOADERS:
        if name == loader.NAME:
            return loader
    raise UnknownName("format", name, sorted(x.NAME for x in LOADERS))


def detect(files: Sequence[InputFile]) -> Loader | None:
    """Give the loader that is surest of these files; None: a list nobody knows."""
    sure = [(loader.sniff(files), -place, loader) for place, loader in enumerate(LOADERS)]
    best = max(sure, key=lambda s: s[:2], default=None)
    return best[2] if best is not None and best[0] >= CERTAIN else None


__all__ = ["CERTAIN", "LOADERS", "detect", "get_loader"]
