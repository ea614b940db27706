"""One small world for all questions: each row is here to be counted by hand."""

from __future__ import annotations

import csv
import io

import networkx as nx

FILES = {
    "parties": """id,name,kind,country,workers
Ada,Ada,brand,,
Bo,Bo,brand,,
House,House,group,,
Tailor,Tailor,facility,BD,400
Knitter,Knitter,facility,BD,
Dyer,Dyer,facility,TR,90
Weaver,Weaver,facility,IN,250
Spinner,Spinner,facility,IN,60
Gin,Gin,facility,UZ,
""",
    "registry": """id,name,kind,country,workers
oshub:TR2026001FIC001,Dyer,facility,TR,110
oshub:IN2026001FIC002,Spinner,facility,,
""",
    "edges": """supplier,buyer,share,confidence,kind,product,since
Tailor,Ada,0.4,0.9,SUPPLIES,shirts,
Knitter,Ada,0.2,0.8,SUPPLIES,jumpers,
Knitter,Bo,0.5,1,SUPPLIES,jumpers,
Dyer,Bo,,0.9,SUPPLIES,,
Weaver,Tailor,0.6,0.9,SUPPLIES,fabric,
Weaver,Dyer,,0.7,SUPPLIES,fabric,
Spinner,Weaver,0.5,0.8,SUPPLIES,yarn,2024
Gin,Spinner,,,SUPPLIES,cotton,
Ada,House,,,MEMBER_OF,,
""",
    "findings": """party,country,point,kind,state,observed,source_type,scale,scope,irremediability,affected,event,text
Tailor,,emergency_preparedness,confirmed,actual,2026-03-02,confirmed_on_site,5,4,5,140,,Both exits were locked.
Tailor,,overtime,audit finding,actual,2025-02,audit,2,3,1,300,,Ninety hours a week.
Knitter,,coercion,allegation,actual,2025-07-01,ngo,4,3,3,,raid:2025,Passports were held.
Weaver,,worker_protection,audit finding,actual,,audit,3,2,3,20,,No guards on the looms.
Spinner,,bonded_labour,inspection finding,actual,2024,inspection,4,3,4,12,,Fees to be worked off.
""",
    "assessments": """party,country,point,outcome,method,standard,cycle,date
Tailor,,overtime,non-compliant,announced,Programme,1,2025-02-10
Tailor,,child_labourers,compliant,announced,Programme,1,2025-02-10
Knitter,,overtime,compliant,announced,Programme,1,2026-02-11
Dyer,,overtime,not checked,announced,Programme,1,2026-02-12
""",
    "works": "party,country,point,outcome,method,standard,cycle,date\n"
    + "".join(
        f"Works {i},VN,overtime,{'non-compliant' if i < 7 else 'compliant'},announced,Programme,1,2026-01-{i + 1:02d}\n"
        for i in range(12)
    ),
    "actions": """party,country,point,what,owner,due,status,date
Tailor,,emergency_preparedness,Take the chains off,sourcing,2026-04-30,under way,2026-03-10
Spinner,,bonded_labour,Pay the fees back,owner,2030-06,planned,2025-01-10
""",
}
FORMATS = {"registry": "parties", "works": "assessments"}
"""Where the format isn't the file's name."""


def rows(name: str) -> list[dict[str, str]]:
    """The rows of one of the files."""
    return list(csv.DictReader(io.StringIO(FILES[name])))


def chain() -> nx.DiGraph:
    """Who supplies whom, as the rows say."""
    return nx.DiGraph([(r["supplier"], r["buyer"]) for r in rows("edges") if r["kind"] == "SUPPLIES"])
