"""What several companies share, in lines; what may be shared stands apart."""

from headwater.graph.risk.leverage.shared import share
from headwater.visualizations.text import printed, render
from tests.graph.risk.rows import PACK, TODAY, brand, facility, snap, supplies

WORLD = (
    brand("Ada"), brand("Bo"), brand("Cy"), facility("Mill", "BD"), facility("Twin", "XA"),
    facility("TWIN", source="b"), supplies("Mill", "Ada"), supplies("Mill", "Cy"), facility("Hub"),
    supplies("Mill", "Hub"), supplies("Hub", "Bo"), supplies("Twin", "Ada"), supplies("TWIN", "Bo"),
)  # fmt: skip


def test_who_buys_how_and_who_else():
    lines = render(printed(share(snap(*WORLD), PACK, ["name:Ada", "name:Bo"], today=TODAY))).splitlines()
    assert lines[0] == "Shared by Ada and Bo: 1 facility, revision 1"
    assert lines[1] == "  Mill (country: Bangladesh); 3 direct buyers known; also Cy, Hub"
    assert lines[2] == "    asked for here: 1 of 3 known direct buyers"
    assert lines[3].startswith("    Ada: directly [made-up.csv row ")
    assert lines[4] == "    Bo: in 2 steps"
    assert lines[5] == "May be shared, for a person to decide first (1), not counted above:"
    assert lines[6] == "  TWIN [name:TWIN] ~ Twin [name:Twin]: same name, a country is unknown"
