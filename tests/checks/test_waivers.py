"""Waivers: data in the history; the last entry about a rule and a field counts."""

from datetime import UTC, datetime

from pmtui.checks import check, check_text, waived
from pmtui.checks.waivers import entry_against, entry_for, in_force
from pmtui.model import paths
from pmtui.model.postmortem import Postmortem

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
TEXT = "Priya forgot the flag"
PM = paths.put(Postmortem(id="2026-11-24-a"), "summary", TEXT)


def with_entry(pm: Postmortem, entry: dict[str, object]) -> Postmortem:
    return paths.put(pm, f"history.{len(pm.history)}", entry)


def test_a_waiver_holds_until_it_is_taken_back_and_can_be_given_again() -> None:
    (finding,) = check(PM, NOW)
    entry = entry_for(finding, "she asked to be named", "Kim", NOW)
    pm = with_entry(PM, entry)
    assert check(pm, NOW) == () == check_text(pm, "summary", TEXT, NOW)
    (waiver,) = in_force(pm).values()
    assert (waiver.why, waiver.who) == ("she asked to be named", "Kim")
    back = with_entry(pm, entry_against(waiver, "Kim", NOW))
    assert waived(back) == frozenset() and check(back, NOW) == (finding,)
    assert len(back.history) == 2, "what was decided stays on record"
    assert waived(with_entry(back, entry)) == {(finding.rule, "summary")}


def test_an_entry_written_by_hand_waives_too_and_other_entries_do_not() -> None:
    by_hand = with_entry(PM, {"rule": "blame.named-person", "field": "summary"})
    assert check(by_hand, NOW) == ()
    moved = with_entry(PM, {"what": "due moved", "field": "summary"})
    assert waived(moved) == frozenset()
