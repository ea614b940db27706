"""What is said about the fictional facilities: findings of every kind, checks with all four outcomes, and actions."""

from __future__ import annotations

from random import Random

from headwater.demo.world import SYSTEMIC, Facility, World

FINDING_COLUMNS = (
    "party", "country", "point", "kind", "state", "observed", "source_type", "scale", "scope", "irremediability",
    "likelihood", "affected", "women", "migrants", "minors", "event", "cause", "remedied_effect", "text",
    "delay_irremediable",
)  # fmt: skip
ASSESSMENT_COLUMNS = ("party", "country", "point", "outcome", "method", "standard", "cycle", "date")
ACTION_COLUMNS = ("party", "country", "point", "what", "owner", "due", "status", "verified_effect", "date", "event")
RECRUITER = "Bright Heron Manpower Pvt. Ltd."

AUDITS: tuple[tuple[str, dict[str, object]], ...] = (
    ("nightjar", {
        "point": "emergency_preparedness", "kind": "confirmed", "observed": "2025-09-14",
        "source_type": "confirmed_on_site", "scale": 5, "scope": 3, "irremediability": 5, "affected": 140, "women": 110,
        "delay_irremediable": "yes",
        "text": "Both exits were locked during the night shift; workers showed the chain and the padlock.",
    }),
    ("ullisco", {
        "point": "bonded_labour", "kind": "audit", "observed": "2025-05-20", "source_type": "audit", "scale": 4,
        "scope": 3, "irremediability": 3, "affected": 85, "women": 40, "migrants": 85, "event": "ullisco-fees-2025",
        "cause": "recruitment corridor",
        "text": "Migrant workers owe eight months of wages for the fees of their recruitment.",
    }),
    ("ullisco", {
        "point": "coercion", "kind": "inspection", "observed": "2024-11-06", "source_type": "inspection", "scale": 4,
        "scope": 3, "irremediability": 2, "affected": 120, "migrants": 120, "remedied_effect": 0.8,
        "text": "Passports were kept in the office. Returned to their owners; checked again in March 2025.",
    }),
    ("recruiter", {
        "point": "bonded_labour", "kind": "decision", "observed": "2025-07-02", "source_type": "inspection", "scale": 4,
        "scope": 4, "irremediability": 3, "affected": 310, "migrants": 310,
        "text": "The fictional labour office withdrew the agency's licence for charging fees to workers.",
    }),
    ("cigdem", {
        "point": "interference_and_discrimination", "kind": "confirmed", "observed": "2025-02-18",
        "source_type": "confirmed_on_site", "scale": 4, "scope": 2, "irremediability": 3, "affected": 14, "women": 9,
        "text": "Fourteen workers were dismissed in the week after they founded a union committee.",
    }),
    ("zorvani", {
        "point": "worker_protection", "kind": "audit", "observed": "2024-10-09", "source_type": "audit", "scale": 3,
        "scope": 2, "irremediability": 4, "affected": 60, "women": 22,
        "text": "No guards on the cutting machines of line 4.",
    }),
    ("tamsin", {
        "point": "minimum_wages_piece_rate", "kind": "inspection", "observed": "2024-03-11",
        "source_type": "inspection", "scale": 3, "scope": 4, "irremediability": 1, "affected": 900, "women": 790,
        "remedied_effect": 1.0, "text": "Piece rates came to less than the minimum wage. Paid back in full, checked.",
    }),
    ("ravundo", {
        "point": "emergency_preparedness", "kind": "decision", "observed": "2025-04-30", "source_type": "inspection",
        "scale": 5, "scope": 3, "irremediability": 5, "affected": 9, "event": "ravundo-boiler-2025",
        "text": "The fictional provincial inspector closed the boiler house after an explosion with three deaths.",
    }),
    ("jorimar", {
        "point": "worker_accommodation", "kind": "audit", "observed": "2025-01", "source_type": "audit", "scale": 3,
        "scope": 3, "affected": 200, "migrants": 200, "text": "Sixteen people sleep in rooms meant for eight.",
        "delay_irremediable": "no",
    }),
    ("hallowmoor", {
        "point": "chemicals_and_hazardous_substances", "kind": "audit", "state": "potential",
        "observed": "2025-06-12", "source_type": "audit", "scale": 3, "irremediability": 3, "likelihood": 0.4,
        "text": "A new solvent is to be used before its safety data sheet has arrived.",
    }),
    ("velethra", {
        "point": "overtime", "kind": "audit", "observed": "2022", "source_type": "audit", "scale": 2, "scope": 3,
        "text": "Eighty hours of overtime in a month; only the year is given.",
    }),
)  # fmt: skip
"""The audits and authorities file: who, then what the row says."""

VOICES: tuple[tuple[str, dict[str, object]], ...] = (
    ("nightjar", {
        "point": "child_labourers", "kind": "allegation", "observed": "2025-06", "source_type": "press", "scale": 4,
        "affected": 6, "minors": 6, "text": "A newspaper that doesn't exist met six sewing helpers under fourteen.",
    }),
    ("ullisco", {
        "point": "bonded_labour", "kind": "allegation", "observed": "2025-05-02", "source_type": "ngo", "scale": 4,
        "scope": 3, "affected": 60, "migrants": 60, "event": "ullisco-fees-2025",
        "text": "An invented workers' centre collected sixty receipts for recruitment fees.",
    }),
    ("ravundo", {
        "point": "emergency_preparedness", "kind": "allegation", "observed": "2025-04-29", "source_type": "press",
        "scale": 5, "affected": 7, "event": "ravundo-boiler-2025",
        "text": "Boiler explosion at the mill, first report.",
    }),
    ("ravundo", {
        "point": "emergency_preparedness", "kind": "allegation", "observed": "2025-05-03", "source_type": "ngo",
        "scale": 5, "affected": 9, "event": "ravundo-boiler-2025",
        "text": "Boiler explosion at the mill, second report.",
    }),
    ("brizanda", {
        "point": "bonded_labour", "kind": "allegation", "observed": "2024-08", "source_type": "ngo", "scale": 5,
        "scope": 3, "affected": 150, "women": 150, "minors": 20,
        "text": "Signs of forced labour: girls in the hostel may leave only with the manager's permission.",
    }),
    ("jorimar", {
        "point": "forced_labour_and_overtime", "kind": "allegation", "observed": "2023-11-15",
        "source_type": "allegation", "scale": 4, "migrants": 40,
        "text": "An unsigned letter: who refuses Friday work is threatened with deportation.",
    }),
    ("zorvani", {
        "point": "gender", "kind": "allegation", "observed": "", "source_type": "ngo",
        "text": "Dismissed when pregnant, says a former worker; no date is given.",
    }),
    ("pelunda", {
        "point": "overtime_wages", "kind": "allegation", "observed": "2025-08-21", "source_type": "press", "scale": 2,
        "scope": 4, "affected": 700, "women": 460, "text": "Overtime of two months isn't paid.",
    }),
)  # fmt: skip
"""The voices file: NGOs, press, unsigned letters. Two events stand in both files."""

ACTIONS: tuple[tuple[str, dict[str, object]], ...] = (
    ("nightjar", {
        "point": "emergency_preparedness", "what": "Take the chains off both exits and see that they open at night",
        "owner": "Larkspur & Vale sourcing department (fictional)", "due": "2025-10-31", "status": "under way",
        "date": "2025-09-20",
    }),
    ("brizanda", {
        "point": "bonded_labour", "what": "Let the girls of the hostel come and go; a trade union visits each month",
        "owner": "facility management and trade union", "due": "2030-06", "status": "planned", "date": "2025-11-10",
    }),
    ("ravundo", {
        "point": "emergency_preparedness", "what": "Put a new boiler outside the hall and have it inspected",
        "owner": "facility management", "due": "2025-09-30", "status": "done", "date": "2025-09-26",
        "event": "ravundo-boiler-2025",
    }),
    ("ullisco", {
        "point": "bonded_labour", "what": "Pay the recruitment fees back",
        "owner": "buyers' compliance department", "due": "2025-11", "status": "verified", "verified_effect": 0.5,
        "date": "2025-12-02", "event": "ullisco-fees-2025",
    }),
    ("jorimar", {
        "point": "worker_accommodation", "what": "Rent a second dormitory",
    }),
)  # fmt: skip
"""The actions file: overdue, open, done, verified with a stated effect, and one of which no more is known than what is
to be done. Owners are roles or organisations."""

KINDS = {
    "allegation": "allegation", "audit": "audit finding", "inspection": "inspection finding",
    "confirmed": "confirmed", "decision": "decision of an authority",
}  # fmt: skip

METHODS = ("announced", "unannounced", "off-site interviews", "workers' representatives present")
POINTS = ("overtime", "emergency_preparedness", "worker_protection", "minimum_wages_piece_rate", "child_labourers",
          "freedom_to_associate", "gender", "bonded_labour")  # fmt: skip

OFTEN = ("overtime", "worker_protection", "minimum_wages_piece_rate")
"""Points that also fail elsewhere, here and there."""


CAUSES = ("buyers' practices",) * 5 + ("labour inspection",)
"""What auditors say lies behind the overtime of the first factories of the country where most have it."""


def finding_rows(world: World, seed: int, voices: bool) -> list[list[str]]:
    """The rows of a findings file, in the template's columns; `voices`: NGOs and press, else audits."""
    rows = []
    for word, said in VOICES if voices else AUDITS:
        party, country = _who(world, word)
        row: dict[str, object] = {"state": "actual", **said, "party": party, "country": country}
        row |= {"kind": KINDS[str(said["kind"])], "text": f"{said['text']} (fictional)"}
        rows.append([str(row.get(c, "")) for c in FINDING_COLUMNS])
    if not voices:
        native = next(f for f in world.facilities if f.name.startswith("虚构晨露"))
        leave = {
            "party": native.key, "country": "CN", "point": "leave", "kind": "audit finding", "state": "actual",
            "observed": "2025-03-27", "source_type": "audit", "scale": "2", "scope": "2",
            "text": "年假记录不完整（虚构）",
        }  # fmt: skip
        # One row that can't be read: no pack knows this point. It belongs in quarantine.
        menu = leave | {"point": "canteen_menu", "text": "A point that no pack knows (fictional)."}
        rows += [[row.get(c, "") for c in FINDING_COLUMNS] for row in (leave, menu, *_overtime(world, seed))]
    return rows


def action_rows(world: World) -> list[list[str]]:
    """The rows of the actions file, in the template's columns."""
    rows = []
    for word, said in ACTIONS:
        party, country = _who(world, word)
        row = {**said, "party": party, "country": country, "what": f"{said['what']} (fictional)"}
        rows.append([str(row.get(c, "")) for c in ACTION_COLUMNS])
    return rows


def _overtime(world: World, seed: int) -> list[dict[str, str]]:
    """Audits that name a cause outside the factory, where the programme found overtime too."""
    checks = (dict(zip(ASSESSMENT_COLUMNS, row, strict=True)) for row in assessment_rows(world, seed))
    bad = [c for c in checks if (c["country"], c["point"], c["outcome"]) == (SYSTEMIC, "overtime", "non-compliant")]
    return [
        {
            "party": c["party"], "country": SYSTEMIC, "point": "overtime", "kind": "audit finding", "state": "actual",
            "observed": c["date"], "source_type": "audit", "scale": "3", "affected": str(120 + 10 * number),
            "women": str(96 + 8 * number), "cause": cause,
            "text": "More than 300 hours of overtime in a year, before the season's orders went out. (fictional)",
        }
        for number, (c, cause) in enumerate(zip(bad, CAUSES, strict=False))
    ]  # fmt: skip


def _who(world: World, word: str) -> tuple[str, str]:
    if word == "recruiter":
        return RECRUITER, "NP"
    facility = world.named[word]
    return facility.key, facility.country


def assessment_rows(world: World, seed: int) -> list[list[str]]:
    """Checks of one programme: overtime non-compliant in most factories of one country, whoever owns them.

    Elsewhere few points fail; in Cambodia most of the failing factories have one owner.
    """
    random = Random(seed + 1)
    rows: list[list[str]] = []
    story = list(world.named.values())
    free = [f for f in world.tier(1) if f not in story]
    checked = [f for f in free if f.country == SYSTEMIC][:26]
    checked += [f for f in free if f.country == "KH"][:13]
    checked += [f for f in free if f.country in ("BD", "TR", "PT", "IN")][::2]
    for f in checked:
        method, date = random.choice(METHODS), f"2025-{random.randint(1, 11):02d}-{random.randint(1, 28):02d}"
        for point in POINTS:
            outcome = _outcome(random, f, point)
            rows.append([f.key, f.country, point, outcome, method, "Fictional Works Programme", "3", date])
    return rows


def _outcome(random: Random, f: Facility, point: str) -> str:
    chance = random.random()
    if point == "overtime" and f.country == SYSTEMIC:
        return "non-compliant" if chance < 0.72 else "compliant"
    if point == "emergency_preparedness" and f.country == "KH":
        theirs = f.owner == "Corvind Holdings (fictional)"
        return "non-compliant" if theirs or chance < 0.05 else "compliant"
    if point == "bonded_labour":
        return "not applicable" if chance < 0.7 else "compliant"
    if chance < 0.12:
        return "not checked"
    return "non-compliant" if point in OFTEN and chance < 0.2 else "compliant"
