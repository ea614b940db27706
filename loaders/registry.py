"""The registry of loaders. A new format is one file and one line here."""

from __future__ import annotations

from collections.abc import Sequence

from headwater.graph.errors import UnknownName
from headwater.loaders.formats.actions import Actions
from headwater.loaders.formats.any_list import UnknownList
from headwater.loaders.formats.assessments import Assessments
from headwater.loaders.formats.brand_list import BrandList
from headwater.loaders.formats.edges import Edges
from headwater.loaders.formats.findings import Findings
from headwater.loaders.formats.ilab_goods import Ilab
from headwater.loaders.formats.merged_list import MergedList
from headwater.loaders.formats.osh_api import OshApi
from headwater.loaders.formats.osh_download import OshDownload
from headwater.loaders.formats.osh_list import OshList
from headwater.loaders.formats.parties import Parties
from headwater.loaders.formats.risks import Risks
from headwater.loaders.formats.wikirate_wage_gap import WageGap
from headwater.loaders.input.probe import probes_of
from headwater.loaders.port import InputFile, Loader

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
    """Give the loader that is surest of these files, each looked at once for all; None: a list nobody knows."""
    probes = probes_of(files)
    sure = [(loader.sniff(probes), -place, loader) for place, loader in enumerate(LOADERS)]
    best = max(sure, key=lambda s: s[:2], default=None)
    return best[2] if best is not None and best[0] >= CERTAIN else None


__all__ = ["CERTAIN", "LOADERS", "detect", "get_loader"]
