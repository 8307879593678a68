"""docs/root-cause.md names the rules about causes, and the questions for the room as they are asked."""

import re
from pathlib import Path

from pmtui.checks import rules
from pmtui.interview import facilitation

PAGE = (Path(__file__).resolve().parents[1] / "docs" / "root-cause.md").read_text(encoding="utf-8")
IDS = {rule_id for family in rules.families() for rule_id in rules.pack(family)}
_DOTTED = re.findall(r"`([a-z]+)\.([a-z0-9-]+)`", PAGE)
NAMED = {f"{family}.{name}" for family, name in _DOTTED if family in rules.families()}
ELSEWHERE = {"depth.surface", "depth.human-error", "prevention.no-level"}
"""Rules about causes that are no part of W1 to W15, nor of the floor."""


def test_every_rule_on_the_page_is_one() -> None:
    assert NAMED and NAMED <= IDS, NAMED - IDS


def test_every_rule_about_causes_is_on_the_page() -> None:
    mine = {each for each in IDS if each.startswith(("depth.", "fishbone.", "tree.", "prevention."))}
    assert mine - ELSEWHERE <= NAMED, mine - NAMED


def test_the_table_goes_from_w1_to_w15() -> None:
    assert re.findall(r"(?m)^\| (W\d+) \|", PAGE) == [f"W{number}" for number in range(1, 16)]


def test_no_check_of_the_table_is_an_error() -> None:
    table = [line for line in PAGE.splitlines() if re.match(r"\| W\d+ \|", line)]
    for rule_id in re.findall(r"`((?:depth|time)\.[a-z-]+)`", "\n".join(table)):
        rule = rules.rule(rule_id)
        assert {rule.severity, *rule.severity_in.values()} <= {"warning", "hint"}, rule_id


def test_the_questions_for_the_room_are_those_that_are_asked() -> None:
    for one in facilitation.prompts():
        if one.idea is not None:
            assert f"| {one.idea} | {one.step} | {one.ask} | " in PAGE
        assert not one.source or f": {one.source}\n" in PAGE
