"""Enterprise or systemic, per place and compliance point."""

from __future__ import annotations

from headwater.graph.errors import UnknownName
from headwater.graph.risk.systemic.systemic import Systemic
from headwater.graph.risk.systemic.systemic import systemic as make_systemic
from headwater.loaders.cells.countries import country_code
from headwater.tasks.workspace import Workspace


def systemic(
    workspace: Workspace,
    *,
    by: str = "country,point",
    buyer: str | None = None,
    issue: str | None = None,
    country: str | None = None,
    as_of: str | None = None,
) -> Systemic:
    """What the assessed factories of each place say together; a country is given by code or name."""
    code = None if country is None else country_code(country)
    if country is not None and code is None:
        raise UnknownName("country", country, ["an ISO 3166 code or a name, such as BD or Bangladesh"])
    snapshot, own = workspace.picture(as_of)
    return make_systemic(
        snapshot,
        workspace.pack,
        today=own.today,
        by=[word.strip() for word in by.split(",") if word.strip()],
        buyer=None if buyer is None else workspace.party(buyer, as_of=as_of),
        issue=issue,
        country=code,
    )
