"""Rules in force: a value that is set once; what is off is given nowhere, a severity that is set holds."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmtui.checks import blame, check, check_text, lint, rules
from pmtui.checks.rules import book as rulebook
from pmtui.checks.rules import team_pack
from pmtui.checks.rules.book import Rulebook
from pmtui.errors import ContentError
from pmtui.model.postmortem import HistoryEntry, Postmortem, TimelineEvent
from pmtui.text.owners import find_owner, is_team
from pmtui.text.people import team_words

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
EMPTY = Postmortem(id="2026-11-24-a")
SLANG = """
[[rule]]
id = "acme.slang"
severity = "warning"
what = "A word of ours."
why = "Others do not know it."
next = "What do others call it?"
phrases = ["the big red button"]
matches = ["We pressed the big red button"]
passes = ["We rolled back"]
"""
PRESSED = "We pressed the big red button"


def book(text: str) -> Rulebook:
    made = team_pack.joined([team_pack.read(text.encode(), "acme.toml")])
    assert not made.troubles
    return made


def found(text: str, path: str = "causes.root.new") -> dict[str, str]:
    return {each.rule: each.severity for each in check_text(EMPTY, path, text, NOW)}


def linted(text: str) -> dict[str, str]:
    return {each.rule: each.severity for each in lint.findings(text, "any", lines=False, now=NOW)}


def test_without_a_team_the_rules_are_those_that_are_built_in() -> None:
    assert rulebook.present() == Rulebook()
    assert rulebook.present().own_families() == ()


def test_an_own_rule_is_found_in_every_field_and_by_every_way_in() -> None:
    pm = EMPTY.model_copy(update={"summary": PRESSED, "timeline": (TimelineEvent(id="ev-1", what=PRESSED),)})
    with rulebook.in_force(book(SLANG)):
        for path in (
            "summary",
            "timeline.new",
            "impact.note",
            "action.new",
            "lessons.badly.new",
            "causes.trigger",
        ):
            assert found(PRESSED, path)["acme.slang"] == "warning", path
        assert {each.path for each in check(pm, NOW) if each.rule == "acme.slang"} == {
            "summary",
            "timeline.ev-1.what",
        }
        assert linted(PRESSED) == {"acme.slang": "warning"}
    assert "acme.slang" not in found(PRESSED, "summary")
    assert linted(PRESSED) == {}


def test_an_own_rule_can_be_waived() -> None:
    waived = HistoryEntry(at=NOW, what="finding waived", rule="acme.slang", field="summary", why="known here")
    pm = EMPTY.model_copy(update={"summary": PRESSED, "history": (waived,)})
    with rulebook.in_force(book(SLANG)):
        assert "acme.slang" not in {each.rule for each in check(pm, NOW)}
        assert "acme.slang" not in {each.rule for each in check_text(pm, "summary", PRESSED, NOW)}
        assert "acme.slang" in {each.rule for each in check_text(pm, "causes.trigger", PRESSED, NOW)}


OFF = [
    ("blame.human-error", "Root cause: human error", "causes.root.new"),
    ("blame.role-fault", "The engineer forgot to check the backup", "causes.root.new"),
    ("tone.defensive", "This was beyond our control", "summary"),
    ("smart.measurable", "Add a canary stage by 2027-01-15", "action.new"),
    ("depth.compared-with", "Poor tooling in the release path", "causes.root.new"),
]


@pytest.mark.parametrize(("rule_id", "text", "path"), OFF)
def test_a_rule_that_is_off_is_given_nowhere(rule_id: str, text: str, path: str) -> None:
    pm = EMPTY.model_copy(update={"summary": text})
    assert rule_id in found(text, path)
    in_lint = rule_id in linted(text)
    with rulebook.in_force(Rulebook(switches={rule_id: "off"})):
        assert rule_id not in found(text, path)
        assert rule_id not in linted(text)
        assert rule_id not in {each.rule for each in check(pm, NOW)}
    assert rule_id in found(text, path)
    assert (rule_id in linted(text)) == in_lint


def test_blame_that_is_off_hides_no_other_blame() -> None:
    text = "The engineer forgot to check the backup"
    [only] = blame.hits(text, "cause")
    with rulebook.in_force(Rulebook(switches={only.rule: "off"})):
        assert blame.hits(text, "cause") == ()


@pytest.mark.parametrize("severity", ["hint", "warning", "error"])
def test_a_severity_that_is_set_holds_in_every_field(severity: str) -> None:
    text = "The engineer forgot to check the backup"
    with rulebook.in_force(Rulebook(switches={"blame.role-fault": severity})):  # type: ignore[dict-item]
        for path in ("causes.root.new", "timeline.new", "summary"):
            assert found(text, path)["blame.role-fault"] == severity, path
        assert rules.rule("blame.role-fault").severity_for("cause") == severity


def test_what_claims_nothing_stays_a_hint() -> None:
    with rulebook.in_force(Rulebook(switches={"smart.specific": "error"})):
        rule = rules.rule("smart.specific")
        assert rule.finding("action.new", severity="hint").severity == "hint"
        assert rule.finding("action.new", severity="warning").severity == "error"
    rule = rules.rule("smart.specific")
    assert rule.finding("action.new", severity="warning").severity == "warning"


def test_words_of_the_team_change_who_is_a_person() -> None:
    with rulebook.in_force(Rulebook(words=team_words.TeamWords(systems=frozenset({"watson"})))):
        assert blame.hits("Watson forgot to renew the lease", "cause") == ()
    assert blame.hits("Watson forgot to renew the lease", "cause")
    words = team_words.TeamWords(roles=frozenset({"plumbing captain"}), teams=frozenset({"zebras"}))
    with rulebook.in_force(Rulebook(words=words)):
        [hit] = blame.hits("Both Plumbing Captains failed to test the failover", "cause")
        assert hit.rule == "blame.role-fault"
        [hit] = blame.hits("The zebras ignored the alert", "cause")
        assert hit.rule == "blame.team-fault"
        assert is_team("Zebras") and find_owner("Add a canary stage (Owner: Zebras)") is None
    assert not is_team("Zebras")


def test_words_of_a_team_keep_spans_in_place() -> None:
    words = team_words.TeamWords(roles=frozenset({"plumbing captain"}))
    text = "After dusk the plumbing  captain forgot to check the valve"
    with rulebook.in_force(Rulebook(words=words)):
        [hit] = blame.hits(text, "cause")
        assert text[slice(*hit.span)].endswith("captain forgot")


def test_after_an_error_the_rules_before_are_back() -> None:
    with pytest.raises(ZeroDivisionError), rulebook.in_force(book(SLANG)):
        assert rules.rule("acme.slang").id == "acme.slang"
        raise ZeroDivisionError
    with pytest.raises(ContentError):
        rules.rule("acme.slang")


def test_a_rulebook_says_what_was_left_out_in_one_sentence() -> None:
    trouble = rulebook.Trouble("a.toml", "rule a.b", "why")
    assert Rulebook().trouble_words() == ""
    assert Rulebook(troubles=(trouble,)).trouble_words() == "a.toml: rule a.b is left out: why"
    both = Rulebook(troubles=(trouble, replace(trouble, what="x")))
    assert both.trouble_words().endswith("(and 1 more: pmtui check names them)")


HOSTILE = st.text(max_size=80) | st.lists(
    st.sampled_from(
        ["Plumbing", "captain", "captains'", "Watson", "forgot", "TKT-1", "\u202e", "\x00", "e\u0301", "\n"]
    )
).map(" ".join)


@given(HOSTILE)
def test_with_words_and_rules_of_a_team_any_text_has_its_spans_within(text: str) -> None:
    words = team_words.TeamWords(roles=frozenset({"plumbing captain"}), systems=frozenset({"watson"}))
    pattern = SLANG.replace("phrases", "patterns = ['TKT-\\d{1,6}']\nphrases")
    with rulebook.in_force(replace(book(pattern), words=words)):
        for each in check_text(EMPTY, "causes.root.new", text, NOW):
            start, end = each.span or (0, 0)
            assert 0 <= start <= end <= len(text)
