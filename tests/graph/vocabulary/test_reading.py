import shutil
from pathlib import Path

import pytest

from headwater.graph import vocabulary
from headwater.graph.errors import FileRefused, UnknownName
from headwater.graph.vocabulary import load_pack

GARMENT = Path(vocabulary.__file__).parent / "garment"


@pytest.fixture
def folder(tmp_path):
    return Path(shutil.copytree(GARMENT, tmp_path / "mine"))


def edit(folder, name, old, new):
    path = folder / name
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def test_a_folder_with_the_same_bytes_is_the_same_pack(folder):
    assert load_pack(folder).version == load_pack("garment").version


def test_the_version_changes_with_any_value(folder):
    edit(folder, "priors.csv", "listed,0.2,", "listed,0.25,")
    mine = load_pack(folder)
    assert mine.version != load_pack("garment").version
    assert mine.version.startswith("garment 2026-11 (")
    assert mine.prior("listed").mean == 0.25


def test_line_endings_of_another_system_change_nothing(folder):
    path = folder / "points.csv"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert load_pack(folder).version == load_pack("garment").version


@pytest.mark.parametrize(
    ("name", "old", "new", "says"),
    [
        ("points.csv", "Child labourers,4", "Child labourers,6", ["points.csv", "row 2", "field severity", "6"]),
        (
            "points.csv",
            "child_labourers,child_labour",
            "child_labourers,cake",
            ["points.csv", "row 2", "field issue", "'cake'", "osh"],
        ),
        ("points.csv", "hazardous_work,", "child_labourers,", ["points.csv", "row 4", "twice"]),
        ("points.csv", "title,severity", "title,gravity", ["points.csv", "row 2", "severity", "missing"]),
        ("credibility.csv", "Audit,0.7,", "Audit,much,", ["credibility.csv", "row 3", "field value", "'much'"]),
        (
            "credibility.csv",
            "Audit,0.7,Assumed,true,method 4",
            "Audit,0.7,,true,method 4",
            ["row 3", "field source", "missing"],
        ),
        ("detection.csv", "osh,announced", "osh,guessing", ["detection.csv", "field method", "'guessing'"]),
        ("settings.csv", "alpha,0.85,0 to 1,", "beta,0.85,0 to 1,", ["settings.csv", "field id", "'beta'"]),
        ("priors.csv", "world,0.1,0.01", "world,0.1,0.3", ["priors.csv", "row 3", "low ≤ mean ≤ high"]),
        ("half_lives.csv", "*,2", "osh,2", ["half_lives.csv", "no row for *"]),
        ("severity.csv", "5,Critical", "5,", ["severity.csv", "row 2", "field word", "missing"]),
        ("wages.csv", "40,5,Assumed,true,", "40,5,Assumed,true,,,", ["wages.csv", "row 2", "as many cells"]),
        ("settings.csv", "alpha,0.85,", "alpha,nan,", ["settings.csv", "field value", "finite"]),
        ("settings.csv", "alpha,0.85,", "alpha,1,", ["settings.csv", "field value", "alpha is at most 0.99"]),
        ("settings.csv", "detection_cap,0.9,", "detection_cap,1.9,", ["detection_cap is at most 1", "1.9"]),
        ("settings.csv", "detection_cap,0.9,", "detection_cap,-0.9,", ["settings.csv", "row 4", "-0.9"]),
        ("settings.csv", "assessed_months,24,", "assessed_months,2.5,", ["assessed_months is a whole number"]),
        ("settings.csv", "prior_pseudo_count,4,", "prior_pseudo_count,0,", ["prior_pseudo_count is over 0"]),
        ("settings.csv", "alpha,0.85", "decay_below,0.85", ["settings.csv", "'decay_below' is there twice"]),
        ("half_lives.csv", "*,2", "*,inf", ["half_lives.csv", "row 2", "field years", "finite"]),
        ("half_lives.csv", "*,2", "*,0", ["half_lives.csv", "row 2", "field years"]),
        ("half_lives.csv", "forced_labour,4", "cake,4", ["half_lives.csv", "field issue", "'cake'"]),
        ("credibility.csv", "Audit,0.7", "Audit,nan", ["credibility.csv", "row 3", "field value"]),
        ("priors.csv", "listed,0.2,", "listed,NaN,", ["priors.csv", "row 2", "field mean"]),
        ("points.csv", "child_labour,Child labourers,4", "child_labour,Child labourers,4.5", ["field severity", "4.5"]),
        ("wages.csv", "60,4", "40,4", ["wages.csv", "row 3", "twice"]),
        ("inputs.csv", "garments,textiles", "garments,cake", ["inputs.csv", "field input", "'cake'"]),
        ("inputs.csv", "garments,textiles", "garments,garments", ["inputs.csv", "row 2", "its own input"]),
        (
            "methods.csv",
            "Announced audit,announced audit,",
            "Announced audit,unannounced audit,",
            ["methods.csv", "means"],
        ),
        ("pack.yaml", "name: garment", "nome: garment", ["pack.yaml", "field name", "missing"]),
        ("pack.yaml", "name: garment", "name: [", ["pack.yaml", "not YAML"]),
    ],
)
def test_a_mistake_names_file_row_and_field(folder, name, old, new, says):
    edit(folder, name, old, new)
    with pytest.raises(FileRefused) as caught:
        load_pack(folder)
    for words in says:
        assert words in str(caught.value)
    assert caught.value.code == "pack_invalid"


def test_a_missing_file_and_a_missing_setting_are_named(folder):
    (folder / "goods.csv").unlink()
    with pytest.raises(FileRefused, match=r"goods\.csv.*missing"):
        load_pack(folder)


def test_a_file_that_is_not_text_is_refused(folder):
    (folder / "goods.csv").write_bytes(b"id,title\n\xff\xfe")
    with pytest.raises(FileRefused, match=r"goods\.csv.*UTF-8"):
        load_pack(folder)


def test_no_such_pack_lists_the_shipped_ones():
    with pytest.raises(UnknownName, match="garment"):
        load_pack("cocoa")


COCOA = {
    "pack.yaml": "name: cocoa\ntitle: Cocoa\nedition: '1'\n",
    "issues.csv": """id,title,kind,source,checked
child_labour,Child labour,core,Assumed,true
forests,Forests,law,Assumed,true
""",
    "points.csv": """id,issue,title,severity,source,checked
farm_children,child_labour,Children on farms,4,Assumed,true
clearing,forests,Clearing,3,Assumed,true
""",
    "severity.csv": "value,word,source,checked\n" + "".join(f"{i},Grade {i},Assumed,true\n" for i in range(1, 6)),
    "credibility.csv": "id,of,title,value,source,checked\nunknown,source_type,Any,0.3,Assumed,true\n",
    "methods.csv": "id,title,source,checked\nvisit,Visit,Assumed,true\n",
    "detection.csv": "issue,method,value,source,checked\nforests,visit,0.5,Assumed,true\n",
    "half_lives.csv": "issue,years,source,checked\n*,3,Assumed,true\n",
    "priors.csv": "id,mean,low,high,source,checked\nlisted,0.4,,,Assumed,true\nworld,0.1,0.05,0.3,Assumed,true\n",
    "goods.csv": "id,title,source,checked\ncocoa,Cocoa,Assumed,true\n",
}


def test_another_sector_is_a_folder_and_needs_no_code(tmp_path):
    from headwater.graph.risk.own_risk.evidence import own
    from headwater.graph.risk.register.register import priorities
    from tests.graph.risk.rows import TODAY, brand, facility, finding, listed, snap, supplies

    for name, text in COCOA.items():
        (tmp_path / name).write_text(text, "utf-8")
    shutil.copy(GARMENT / "settings.csv", tmp_path)
    pack = load_pack(tmp_path)
    assert (pack.name, pack.clusters, pack.tags) == ("cocoa", ("child_labour", "forests"), ())
    s = snap(
        brand("Bar"), facility("Farm", "XA", "cocoa"), facility("Coop", "XA", "cocoa"),
        supplies("Farm", "Bar"), supplies("Coop", "Farm"),
        listed("XA", "cocoa", "child_labour"), finding("Farm", "clearing", "press"),
    )  # fmt: skip
    result = own(s, pack, TODAY)
    k, i = result.column("child_labour"), s.find("name:Coop")
    assert result.s[i, k] == pytest.approx(0.4 * 4 / 5)
    assert result.low[i, k] < result.s[i, k] < result.high[i, k] < 0.8  # the Beta of a prior without a range
    (row,) = priorities(s, result, pack, ["name:Bar"]).rows
    assert (row.issue, row.severity, row.severity_word) == ("forests", 3, "Grade 3")
