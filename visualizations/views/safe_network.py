"""pyvis made safe: its model of nodes, edges and options, and never its pages.

The stock pages run scripts from headings, ids, options and tooltips with "href" in them, and load
from other hosts. Everything that writes one of them is closed here; `page` fills our own template,
in which all values are escaped and vis-network comes from the installed pyvis package.
"""

from __future__ import annotations

import importlib.resources
import json
from functools import cache
from typing import Any, NoReturn

from markupsafe import Markup
from pyvis.network import Network

from headwater.visualizations.subgraph import Subgraph
from headwater.visualizations.views import page

VIS = "vis-9.1.2"
"""The vis-network that the pinned pyvis carries."""


@cache
def _vis(name: str) -> Markup:
    """A file of vis-network, as text that can't end the element it stands in."""
    text = (importlib.resources.files("pyvis") / "lib" / VIS / name).read_text("utf-8")
    return Markup(text.replace("</script", "<\\/script").replace("</style", "<\\/style"))


class SafeNetwork(Network):  # type: ignore[misc]  # pyvis has no types
    """A pyvis network that writes only our own page."""

    def __init__(self) -> None:
        super().__init__(directed=True, height="100%")
        self.toggle_physics(False)

    def page(self, subgraph: Subgraph, **values: Any) -> str:
        """Give the page of this network."""
        options = json.loads(self.options.to_json())
        return page.render(
            "network.html",
            subgraph,
            nodes=self.nodes,
            edges=self.edges,
            options=options | OPTIONS,
            vis_js=_vis("vis-network.min.js"),
            vis_css=_vis("vis-network.css"),
            **values,
        )

    def _closed(self, *_: Any, **__: Any) -> NoReturn:
        raise NotImplementedError("pyvis's own pages are unsafe and load from other hosts; use SafeNetwork.page")

    generate_html = write_html = show = set_options = from_DOT = from_nx = _closed  # noqa: N815
    save_graph = prep_notebook = set_template = set_template_dir = _closed


OPTIONS: dict[str, Any] = {
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False, "randomSeed": 1},
    "interaction": {
        "hover": True,
        "dragNodes": False,
        "hideEdgesOnDrag": True,
        "tooltipDelay": 150,
        "zoomSpeed": 0.6,
        "keyboard": {"enabled": True, "bindToWindow": False},
    },
    "edges": {
        "smooth": {"enabled": True, "type": "cubicBezier", "forceDirection": "horizontal", "roundness": 0.45},
        "arrows": {"to": {"enabled": True, "scaleFactor": 0.45}},
        "arrowStrikethrough": False,
    },
}
"""Options of vis-network that our pages set; constants, no text of the data."""
