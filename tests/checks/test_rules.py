"""The rule packs: each rule's own examples, and what is refused in a pack."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from pmtui.checks import check_text, rules
from pmtui.errors import ContentError
from pmtui.model.postmortem import Postmortem

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
EMPTY = Postmortem(id="2026-11-24-a")
FIELD = {
    "cause": "causes.root.new",
    "timeline": "timeline.new",
    "summary": "summary",
    "impact": "impact.note",
    "action": "action.new",
    "lesson": "lessons.badly.new",
}
ALL = [each for family in rules.families() for each in rules.pack(family).values()]
MATCHES = [(each.id, text) for each in ALL for text in each.matches]
PASSES = [(each.id, text) for each in ALL for text in each.passes]


def found_in(rule_id: str, text: str) -> list[tuple[int, int] | None]:
    path = FIELD[rules.rule(rule_id).tried_in]
    return [each.span for each in check_text(EMPTY, path, text, NOW) if each.rule == rule_id]


@pytest.mark.parametrize(("rule_id", "text"), MATCHES)
def test_a_rule_is_found_in_its_examples(rule_id: str, text: str) -> None:
    assert found_in(rule_id, text)


@pytest.mark.parametrize(("rule_id", "text"), PASSES)
def test_a_rule_passes_over_its_counter_examples(rule_id: str, text: str) -> None:
    assert not found_in(rule_id, text)


def test_a_rule_that_looks_at_texts_has_examples_of_both_kinds_and_any_other_a_test() -> None:
    tests = "".join(path.read_text(encoding="utf-8") for path in Path(__file__).parent.glob("test_*.py"))
    for each in ALL:
        if not (each.matches and each.passes):
            assert f'"{each.id}"' in tests.replace("'", '"'), f"{each.id} has no examples and no test"


def test_ids_are_unique_and_every_rule_says_what_why_and_next() -> None:
    ids = [each.id for each in ALL]
    assert len(ids) == len(set(ids))
    for each in ALL:
        assert each.what.endswith(".") and each.why.endswith("."), each.id
        assert each.next[-1] in ".?", each.id
        assert "!" not in each.what + each.why + each.next, each.id


def test_phrases_know_alternatives_stems_and_gaps() -> None:
    pattern = rules.compiled(["more/less care*", "blamed on ... engineer*", "no _ test"])
    assert pattern is not None
    for text in ("More careful", "less  care", "blamed on the new engineers", "no real test"):
        assert pattern.search(text), text
    for text in ("moreover careful", "blamed on a b c d engineer", "no test"):
        assert not pattern.search(text), text


def test_no_phrases_make_no_pattern() -> None:
    assert rules.compiled([]) is None


def test_an_unknown_rule_is_refused() -> None:
    with pytest.raises(ContentError):
        rules.rule("blame.no-such-rule")
    with pytest.raises(ContentError):
        rules.rule("nofamily.rule")


@pytest.mark.parametrize(
    "change", [{"colour": "red"}, {"severity": "fatal"}, {"severity_in": {"cause": "loud"}}, {"what": None}]
)
def test_a_broken_rule_is_refused(change: dict[str, object]) -> None:
    sound = {"id": "blame.x", "severity": "hint", "what": "A.", "why": "B.", "next": "C?"}
    data = {key: value for key, value in (sound | change).items() if value is not None}
    with pytest.raises(ContentError):
        rules.read_rule(data, "rules/blame.toml")
