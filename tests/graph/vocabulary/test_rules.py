"""Rules between the lines of a pack; each mistake names file, row and field."""

import shutil
from pathlib import Path

import pytest

from headwater.graph.errors import FileRefused
from headwater.graph.vocabulary import load_pack
from headwater.graph.vocabulary.rules import check
from tests.graph.vocabulary.test_reading import GARMENT


@pytest.fixture
def folder(tmp_path):
    return Path(shutil.copytree(GARMENT, tmp_path / "mine"))


def test_a_sound_pack_passes_and_one_changed_in_memory_is_held_against_the_same_rules():
    pack = load_pack()
    check(GARMENT, pack)
    alpha = next(s for s in pack.settings if s.id == "alpha")
    with pytest.raises(FileRefused, match=r"settings\.csv.*alpha is at most 0\.99"):
        check(GARMENT, pack.changed("settings", alpha.row, value=1.0))
    point = pack.points[0]
    with pytest.raises(FileRefused, match=r"points\.csv.*'cake' is not one of"):
        check(GARMENT, pack.changed("points", point.row, issue="cake"))


def test_goods_that_lead_round_to_themselves_are_refused(folder):
    path = folder / "inputs.csv"
    path.write_text(path.read_text("utf-8") + "textiles,garments,Assumed,true,round\n", "utf-8")
    with pytest.raises(FileRefused, match=r"inputs\.csv.*row 2.*its own input"):
        load_pack(folder)


def test_an_issue_without_points_is_named(folder):
    path = folder / "points.csv"
    lines = path.read_text("utf-8").splitlines(keepends=True)
    path.write_text("".join(x for x in lines if ",working_time," not in x), "utf-8")
    with pytest.raises(FileRefused, match=r"points\.csv.*no row for working_time"):
        load_pack(folder)
