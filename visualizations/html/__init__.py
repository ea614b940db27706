"""HTML, and Markdown: the one Jinja environment of views, reports and the API's pages, its tokens and macros."""

from __future__ import annotations

from headwater.visualizations.html.templating import environment, soft

__all__ = ["environment", "soft"]
