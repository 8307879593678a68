"""Fish, tree and ladder in text: nothing is lost, nothing stands outside its width, spots point at words."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmtui.drawing.cells import cells, one_line
from pmtui.drawing.fish import fish, indented
from pmtui.drawing.ladder import ladder
from pmtui.drawing.spots import Drawing
from pmtui.drawing.tree import tree
from pmtui.model import tomlform
from pmtui.model.postmortem import Causes
from strategies import linked_causes

EXAMPLES = sorted((Path(__file__).resolve().parents[2] / "examples").glob("*.toml"))
each_example = pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
Draw = Callable[[Causes, int, bool], Drawing]

DRAWINGS: dict[str, tuple[Draw, int]] = {
    "fish": (lambda causes, width, plain: fish(causes, width, str.title, plain), 90),
    "upright": (lambda causes, width, plain: indented(causes, width, str.title, plain), 40),
    "tree": (tree, 40),
    "ladder": (ladder, 40),
}
each_drawing = pytest.mark.parametrize("name", DRAWINGS)


def causes_of(path: Path) -> Causes:
    return tomlform.loads(path.read_text(encoding="utf-8"), path.name).causes


def under(row: str, start: int, end: int) -> str:
    """Return what stands in the cells of a row from `start` up to `end`."""
    out, at = [], 0
    for char in row:
        if start <= at < end:
            out.append(char)
        at += cells(char)
    return "".join(out)


def check_form(drawing: Drawing, width: int) -> None:
    assert drawing.rows
    assert all(cells(row) <= width for row in drawing.rows), max(map(cells, drawing.rows))
    assert all(row == row.rstrip() for row in drawing.rows)
    assert not any("\n" in row for row in drawing.rows)
    for spot in drawing.spots:
        assert 0 <= spot.start <= spot.end <= cells(drawing.rows[spot.row]), spot


def fields(causes: Causes) -> dict[str, str]:
    """Return the words of each field that a drawing may show, by its path."""
    out = {"causes.problem": causes.problem}
    out |= {f"causes.factor.{row.id}.what": row.what for row in causes.factor}
    out |= {f"causes.why.{row.id}.because": row.because for row in causes.why}
    out |= {f"causes.gate.{row.id}.what": row.what for row in causes.gate}
    out |= {f"causes.event.{row.id}.what": row.what for row in causes.event}
    return {path: one_line(words) for path, words in out.items()}


def check_spots(drawing: Drawing, causes: Causes, wanted: str) -> None:
    """Each field of the wanted tables has a spot, and under its first spot stand its words' beginning."""
    known = fields(causes)
    first = {spot.path: spot for spot in reversed(drawing.spots)}
    assert {path for path in known if path.startswith(wanted)} <= set(first)
    for path, words in known.items():
        if path in first and cells(words):
            spot = first[path]
            shown = under(drawing.rows[spot.row], spot.start, spot.end)
            beginning = shown.rstrip("…").removesuffix("...").rstrip()
            assert words.startswith(beginning) or shown.startswith("("), (path, shown)
            assert shown


TABLES = {"fish": "causes.factor", "upright": "causes.factor", "ladder": "causes.why"}


@each_drawing
@settings(max_examples=25, deadline=None)
@given(causes=linked_causes(), over=st.integers(0, 60), plain=st.booleans())
def test_a_drawing_keeps_its_width_and_its_spots_show_their_words(
    name: str, causes: Causes, over: int, plain: bool
) -> None:
    draw, least = DRAWINGS[name]
    drawing = draw(causes, least + over, plain)
    check_form(drawing, least + over)
    for table in [TABLES[name]] if name in TABLES else ["causes.gate", "causes.event"]:
        if not (name == "tree" and not causes.gate and not causes.event):
            check_spots(drawing, causes, table)


@settings(max_examples=25, deadline=None)
@given(causes=linked_causes(), width=st.integers(90, 160))
def test_the_upright_fish_has_the_same_spots_in_the_same_order(causes: Causes, width: int) -> None:
    lying, upright = fish(causes, width, str.title), indented(causes, 80, str.title)
    assert [spot.path for spot in lying.spots] == [spot.path for spot in upright.spots]
    assert fish(causes, 89, str.title) == indented(causes, 89, str.title)


@each_drawing
@each_example
@pytest.mark.parametrize("width", [80, 90, 100, 120, 200])
def test_plain_drawings_of_the_examples_are_ascii_and_lose_nothing(name: str, path: Path, width: int) -> None:
    draw, _ = DRAWINGS[name]
    causes = causes_of(path)
    plain, other = draw(causes, width, True), draw(causes, width, False)
    check_form(plain, width)
    assert all(row.isascii() for row in plain.rows)
    assert [spot.path for spot in plain.spots] == [spot.path for spot in other.spots]
