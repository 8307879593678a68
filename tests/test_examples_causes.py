"""The shipped examples in all three views: one set of causes with its ties, as the page about it says."""

import re
from pathlib import Path

import pytest

from pmtui.analysis.causes.breaking import breaking
from pmtui.analysis.causes.conclusions import conclusions
from pmtui.analysis.causes.links import links, paths_by_id
from pmtui.checks.depth.shape import Shape
from pmtui.model import tomlform
from pmtui.model.postmortem import Postmortem

ROOT = Path(__file__).resolve().parents[1]
FILES = sorted((ROOT / "examples").glob("*.toml"))
BONES = {"people", "process", "technology", "environment"}

each_file = pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)


def load(path: Path) -> Postmortem:
    return tomlform.loads(path.read_text(encoding="utf-8"), path.name)


def named(pm: Postmortem, row: str) -> set[str]:
    """Return the tables that a row is tied to."""
    return {link.path.rpartition(".")[0].rpartition(".")[0] for link in links(pm, row)}


@each_file
def test_the_ladder_has_three_legs_that_branch_and_each_branch_says_why_it_ends(path: Path) -> None:
    causes = load(path).causes
    shape = Shape(causes)
    assert {why.leg for why in causes.why if "problem" in why.explains} == {"happened", "not-caught", "slow"}
    assert len(shape.ends) >= 4
    assert [why.id for why in causes.why if why.id in shape.ends and not why.stop] == []
    assert [why.id for why in causes.why if why.confidence is None or not why.evidence] == []
    assert {why.confidence for why in causes.why} >= {"fact", "inference"}
    assert any(len(why.explains) > 1 for why in causes.why), "a cause beneath two others"


@each_file
def test_each_bone_was_looked_at_and_what_became_of_each_factor_is_said(path: Path) -> None:
    pm = load(path)
    causes = pm.causes
    assert {factor.bone for factor in causes.factor} | set(causes.none_found) == BONES
    assert not {factor.bone for factor in causes.factor} & set(causes.none_found)
    for factor in causes.factor:
        assert links(pm, f"causes.factor.{factor.id}") or (factor.likely is False and factor.note), factor.id


@each_file
def test_each_base_event_goes_back_to_what_it_came_from_and_to_what_shows_it(path: Path) -> None:
    pm = load(path)
    rows = {event.id for event in pm.timeline}
    for event in pm.causes.event:
        assert event.state in ("confirmed", "ruled-out")
        assert event.evidence, event.id
        if event.state == "confirmed":
            assert rows & set(event.evidence), event.id
    drawn = [event for event in pm.causes.event if event.from_]
    assert len(drawn) >= len([event for event in pm.causes.event if event.state == "confirmed"]) - 1
    assert any(event.undeveloped for event in pm.causes.event)


@each_file
def test_each_root_cause_was_drawn_from_the_ladder_and_has_its_actions(path: Path) -> None:
    pm = load(path)
    for root in pm.causes.root:
        assert {"causes.why", "action"} <= named(pm, f"causes.root.{root.id}"), root.id
    assert all(ref in paths_by_id(pm) for action in pm.action for ref in (*action.answers, *action.breaks))


@each_file
def test_what_happened_is_known_and_no_combination_stays_open(path: Path) -> None:
    pm = load(path)
    found, broken = conclusions(pm), breaking(pm)
    assert found.analysis is not None and found.happened is not None and broken is not None
    assert not found.refused and found.analysis.single_points == ()
    assert 1 <= len(found.happened.happened) == found.happened.possible
    assert (broken.left, broken.open_sets) == (0, ())


def test_the_page_tells_of_circleci_and_knight_what_the_tree_comes_to() -> None:
    page = " ".join((ROOT / "docs" / "root-cause.md").read_text(encoding="utf-8").split())
    circleci, knight = (load(path) for path in (FILES[-1], FILES[0]))
    tree, happened = conclusions(circleci), conclusions(circleci).happened
    assert tree.analysis is not None and happened is not None
    assert (len(circleci.causes.event), tree.analysis.cut_sets, len(happened.happened)) == (9, 4, 2)
    assert "Of nine base events none is enough alone. There are four minimal cut sets. Two hold" in page
    in_each = set.intersection(*(set(each) for each in tree.cut_sets))
    assert in_each == {"b-standing", "b-memory", "b-long-lived"}
    assert "b-long-lived" not in {ref for action in circleci.action for ref in action.breaks}
    alone = {
        each: breaking(
            circleci.model_copy(
                update={"action": tuple(action for action in circleci.action if action.id == each)}
            )
        )
        for each in ("ac-alert", "ac-rotate-all")
    }
    assert [found and found.left for found in alone.values()] == [1, 1]
    known = conclusions(knight).happened
    assert known is not None and sorted({len(each) for each in known.happened}) == [6, 8]
    assert "six base events with the rollback, eight with the router that was left out" in page


def test_the_page_quotes_the_causes_as_they_stand_in_the_example() -> None:
    page = " ".join((ROOT / "docs" / "root-cause.md").read_text(encoding="utf-8").split())
    section = page.split("## The same incident in three views")[1].split("## ")[0]
    said = FILES[-1].read_text(encoding="utf-8").lower()
    quoted = re.findall(r"“([^”]{20,})”", section.split("**Sources.**")[0])
    assert len(quoted) >= 3
    assert [each for each in quoted if each.lower() not in said] == []
