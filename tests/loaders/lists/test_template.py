"""What our own templates share."""

from headwater.loaders.formats.assessments import Assessments
from headwater.loaders.formats.findings import Findings
from headwater.loaders.formats.parties import Parties
from headwater.loaders.formats.risks import Risks
from headwater.loaders.input.files import open_files
from headwater.loaders.input.probe import probes_of

PARTIES = "id,name,kind,country,region,good,chain_end,workers,women,migrants\n"


FINDINGS = (
    "party,country,point,kind,state,observed,source_type,scale,scope,irremediability,likelihood,affected,women,"
    "migrants,minors,event,cause,remedied_effect,text\n"
)


ASSESSMENTS = "party,country,point,outcome,method,standard,cycle,date\n"


def test_each_template_is_sure_of_its_own_columns_only(tmp_path):
    heads = {"parties": PARTIES, "findings": FINDINGS, "assessments": ASSESSMENTS, "risks": "party,issue,value\n"}
    for name, head in heads.items():
        path = tmp_path / f"{name}.csv"
        path.write_text(head + ",".join("x" for _ in head.split(",")) + "\n", encoding="utf-8")
        sure = [
            x.NAME
            for x in (Parties(), Findings(), Assessments(), Risks())
            if x.sniff(probes_of(open_files([path]))) > 0.5
        ]
        assert sure == [name]
