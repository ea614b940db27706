"""The questions, one file each; a new one is its file and a line here.

Everything that asks reads this tuple: the command line, the API, the pages, the library's methods, the reference.
"""

from __future__ import annotations

from headwater.asking.question import Question
from headwater.graph.errors import UnknownName

FACTS, RISK, CHANGE, MEANS, GROUND, FILES = (
    "companies and facilities",
    "risk",
    "what a change would move",
    "means",
    "what the numbers rest on",
    "pictures and files",
)

QUESTIONS: tuple[Question, ...] = (
    Question("find", "Search companies and facilities by name, alias or id.", FACTS),
    Question("show", "Show one company or facility with its statements, sources and dates.", FACTS),
    Question(
        "priorities",
        "List what to look at first upstream of a buyer, in a country or at a facility: severity first.",
        RISK,
    ),
    Question("brief", "Two pages: what is known, what comes first, what this can't tell.", RISK),
    Question("trace", "Follow a company or facility upstream by tier.", FACTS),
    Question("buyers", "List who buys from a facility, directly or through others.", FACTS),
    Question("share", "List facilities that several companies share.", MEANS),
    Question("score", "Compute an indicator over the graph.", RISK),
    Question("explain", "Take an indicator apart; each list adds up.", RISK),
    Question("compare", "Put companies side by side; an order only where one is fair.", RISK),
    Question("whatif", "Show what a change would move, in two ledgers. Nothing is saved.", CHANGE),
    Question("largest", "Show which remedies would change upstream_risk most; it orders no work.", CHANGE),
    Question("leverage", "Say who buys at a facility, and how few could ask together.", MEANS),
    Question("systemic", "Tell systemic issues from those of an owner or a factory.", RISK),
    Question("indicators", "List the indicators: the question each answers, and its parameters.", GROUND),
    Question("pack", "Print the sector's pack: every word and number with its source and reason.", GROUND),
    Question("sensitivity", "Say how much each assumed number of the pack moves a result.", GROUND),
    Question("review", "List what a person should decide.", GROUND),
    Question("match", "Say which keys are one party and why.", GROUND),
    Question("loads", "Show the load log.", GROUND),
    Question("view", "Draw who stands upstream, as one self-contained HTML file.", FILES),
    Question("export", "Write the subgraph around companies or facilities to a file.", FILES),
)
"""The questions, in the order of work."""


def get_question(name: str) -> Question:
    """The question of that name. Raises UnknownName, which lists them."""
    for one in QUESTIONS:
        if one.name == name:
            return one
    raise UnknownName("question", name, [q.name for q in QUESTIONS])


__all__ = ["QUESTIONS", "get_question"]
