"""The fish: where its bones stand, what it says of those without factors, and how it grows."""

import re
from pathlib import Path

import pytest

from pmtui.drawing.fish import fish, indented
from pmtui.model import tomlform
from pmtui.model.postmortem import Causes, Factor

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
KNIGHT = EXAMPLES / "2012-08-01-knight-order-router-deployment.toml"

DRAWN = r"""
                             People                   Technology
       ● people factor 1 ─────────\                            \
 \      ○ people factor 2 ─────────\ not looked at yet ─────────\
  \                                 \                            \  ┌────────────────────┐
   ═════════════════════════════════════════════════════════════════╡ Checkout was down  │
  /                                 /                            /  │ for 40 minutes     │
 /      looked, none found ────────/ not looked at yet ─────────/   └────────────────────┘
                                  /                            /
                            Process                  Environment
"""


def factors(**counts: int) -> tuple[Factor, ...]:
    return tuple(
        Factor(id=f"{bone}-{number}", bone=bone, what=f"{bone} factor {number}", likely=number == 1)
        for bone, count in counts.items()
        for number in range(1, count + 1)
    )


def test_a_fish_as_it_is_drawn() -> None:
    causes = Causes(
        problem="Checkout was down for 40 minutes", none_found=("process",), factor=factors(people=2)
    )
    assert "\n".join(fish(causes, 90, str.title).rows) == DRAWN.strip("\n")


def test_the_upright_fish_as_it_is_drawn() -> None:
    causes = Causes(problem="Checkout was down", none_found=("process",), factor=factors(people=2))
    assert indented(causes, 80, str.title, plain=True).rows == (
        "+= Checkout was down",
        "+= People",
        "|   * people factor 1",
        "|   o people factor 2",
        "+= Process",
        "|     looked, none found",
        "+= Technology",
        "|     not looked at yet",
        "+= Environment",
        "      not looked at yet",
    )


def test_spots_go_from_the_head_bone_by_bone_in_their_order() -> None:
    causes = Causes(bones=("people", "tools"), factor=factors(tools=1, people=2, weather=1))
    assert [spot.path for spot in fish(causes, 120, str.title).spots] == [
        "causes.problem",
        "bone:people",
        "causes.factor.people-1.what",
        "causes.factor.people-2.what",
        "bone:tools",
        "causes.factor.tools-1.what",
        "bone:weather",
        "causes.factor.weather-1.what",
    ]


@pytest.mark.parametrize("count", range(1, 15))
@pytest.mark.parametrize("width", [90, 120, 200])
def test_however_many_bones_each_is_there_once_and_none_runs_into_another(count: int, width: int) -> None:
    names = [f"bone{number}" for number in range(count)]
    causes = Causes(problem="It was down", factor=factors(**dict.fromkeys(names, 3)))
    causes = causes.model_copy(update={"bones": tuple(names)})
    text = "\n".join(fish(causes, width, str.title).rows)
    for name in names:
        assert len(re.findall(rf"\b{name.title()}\b", text)) == 1
        assert all(f"{name} factor {number} ─" in text for number in (1, 2, 3))
    assert text.count("It was down") == 1


def test_many_factors_make_the_bone_longer_and_none_is_left_out() -> None:
    causes = Causes(factor=factors(people=40))
    text = "\n".join(fish(causes, 100, str.title).rows)
    assert all(f"people factor {number} " in text for number in range(1, 41))


def test_a_number_stands_before_a_factor() -> None:
    causes = Causes(factor=factors(people=1))
    for drawing in (
        fish(causes, 100, str.title, number=lambda _: "F7"),
        indented(causes, 80, str.title, number=lambda _: "F7"),
    ):
        assert any("● F7 people factor 1" in row for row in drawing.rows)


def test_wide_characters_are_counted_by_their_cells() -> None:
    causes = Causes(
        problem="障害" * 9, factor=(Factor(id="f", bone="people", what="主データベース", likely=True),)
    )
    drawing = fish(causes, 100, str.title)
    spot = next(spot for spot in drawing.spots if spot.path == "causes.factor.f.what")
    assert spot.end - spot.start == 14
    assert "主データベース ─" in drawing.rows[spot.row]


def test_an_example_is_the_fish_that_was_looked_at() -> None:
    causes = tomlform.loads(KNIGHT.read_text(encoding="utf-8"), KNIGHT.name).causes
    rows = fish(causes, 100, str.title).rows
    assert rows[0].split() == ["People", "Technology"]
    assert rows[-1].split() == ["Process", "Environment"]
    assert len(rows) <= 20
    assert any("looked, none found ─" in row for row in rows)
