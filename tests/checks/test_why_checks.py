"""The checks W1 to W15 of docs/root-cause.md: each finds what it is for, and leaves good ladders alone."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from effort import steps
from pmtui.checks import check, check_text
from pmtui.checks.depth.likeness import likeness, says_the_same, stem
from pmtui.model import paths
from pmtui.model.postmortem import HistoryEntry, Postmortem

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
START = datetime(2026, 11, 24, 8, tzinfo=UTC)
GOOD = (
    "A release left one of eight hosts behind.",
    "The copy of a release ends with the same line for seven hosts as for eight.",
    "The script that copies was written when there were two hosts.",
    "Nothing asks the script how many hosts it has reached.",
    "A release counts as done when the chat says so.",
)


def made(*answers: str, **causes: Any) -> Postmortem:
    """A ladder of one line, each answer with a piece of evidence and a confidence."""
    whys = tuple(
        {
            "id": f"why-{n}",
            "explains": (f"why-{n - 1}",) if n > 1 else ("problem",),
            "because": because,
            "evidence": ("log",),
            "confidence": "fact",
        }
        for n, because in enumerate(answers, 1)
    )
    problem = "42 orders were lost between 08:00 and 10:00."
    return Postmortem.model_validate(
        {"id": "2026-11-24-a", "causes": {"problem": problem, "why": whys, **causes}}
    )


def found(pm: Postmortem, *rules: str) -> dict[str, str]:
    """Return the path of each finding of the family (or of the rules), by its rule; the last one of each."""
    wanted = rules or ("depth.", "time.cause-later")
    return {each.rule: each.path for each in check(pm, NOW) if each.rule.startswith(wanted)}


def typed(pm: Postmortem, text: str, path: str = "causes.why.new", target: str = "") -> dict[str, str]:
    return {each.rule: each.severity for each in check_text(pm, path, text, NOW, target)}


def said(pm: Postmortem, rule: str) -> list[str]:
    return [each.what for each in check(pm, NOW) if each.rule == rule]


# -- W1, W2: how deep, how broad --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("whys", "severity", "begins"),
    [
        (1, "warning", "One why"),
        (2, "warning", "Two whys"),
        (3, "hint", "Three whys"),
        (4, "hint", "Four whys"),
    ],
)
def test_w1_a_shallow_end_is_warned_about_and_a_middling_one_hinted_at(
    whys: int, severity: str, begins: str
) -> None:
    pm = made(*GOOD[:whys])
    [one] = [each for each in check(pm, NOW) if each.rule == "depth.too-few"]
    assert (one.severity, one.path) == (severity, f"causes.why.why-{whys}.stop")
    assert one.what.startswith(begins) and one.next.startswith("What made that possible?")
    ended = paths.put(pm, f"causes.why.why-{whys}.stop", "out-of-scope")
    assert "depth.too-few" not in found(ended)


def test_w2_a_single_line_is_asked_for_its_branches() -> None:
    factors = tuple({"id": f"cf-{n}", "bone": "process", "what": GOOD[n]} for n in (1, 2))
    pm = made(*GOOD, factor=factors)
    assert found(pm) == {"depth.single-chain": "causes.why.why-5.because"}
    assert found(paths.put(pm, "causes.only_one", "Traced end to end; nothing else moved.")) == {}
    branch = {
        "explains": ("why-1",),
        "because": "The eighth host runs a program of 2003.",
        "evidence": ("log",),
    }
    assert "depth.single-chain" not in found(paths.put(pm, "causes.why.why-6", branch))
    leg = {**branch, "explains": ("problem",)}
    assert "depth.single-chain" not in found(paths.put(pm, "causes.why.why-6", leg))
    assert found(made(*GOOD)) == {"depth.single-cause": "causes.why.why-5.because"}, "never both"


# -- W3, W15: circles and questions begged ----------------------------------------------------------------


def test_w3_an_answer_that_an_earlier_why_gave_is_named_by_its_number() -> None:
    pm = made(*GOOD[:3], "One host of the eight was left behind by a release.")
    assert found(pm, "depth.circle") == {"depth.circle": "causes.why.why-4.because"}
    assert said(pm, "depth.circle") == ["This says the same as why 1."]
    back = made(*GOOD[:2], "Between 08:00 and 10:00, 42 orders were lost.")
    assert said(back, "depth.circle") == ["This says the same as the problem."]


def test_w15_a_question_in_other_words_is_no_answer() -> None:
    assert found(made("From 08:00 to 10:00, 42 orders were lost."), "depth.restates") == {
        "depth.restates": "causes.why.why-1.because"
    }
    assert found(made("Overload"), "depth.one-word") == {"depth.one-word": "causes.why.why-1.because"}
    assert "depth.one-word" not in found(made("Overload of `db1`"))


def test_what_is_denied_in_one_and_claimed_in_the_other_is_not_the_same() -> None:
    assert says_the_same("The standby had the key", "The key was on the standby")
    assert not says_the_same("The standby had the key", "The standby did not have the key")
    assert not says_the_same("Overload", "Overload"), "too short to tell"
    assert says_the_same("The cache was emptied", "The cache was empty")
    assert not says_the_same("The cache is emptied on each release", "The cache was empty"), "it adds how"
    assert not says_the_same("A flag is on for all hosts at once", "The flag was on for all hosts")


@pytest.mark.parametrize(
    "forms",
    [
        ("cache", "caches", "cached", "caching"),
        ("deploy", "deploys", "deployed", "deploying", "deployment", "deployments"),
        ("stop", "stops", "stopped", "stopping"),
        ("query", "queries"),
        ("fail", "failed", "failing"),
    ],
)
def test_the_forms_of_a_word_have_one_stem(forms: tuple[str, ...]) -> None:
    assert len({stem(form) for form in forms}) == 1, {form: stem(form) for form in forms}


def test_likeness_is_from_nothing_to_all() -> None:
    assert likeness("", "the") == 0
    assert likeness("The queue was full", "A full queue") == 1
    assert 0 < likeness("The queue was full", "The queue is read by one host") < 0.5


# -- W4 to W8: what a text shows --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("The engineer on call forgot the second step", "blame.role-fault"),  # W4
        ("The runbook was not followed", "depth.procedure"),  # W5
        ("The review of the change was skipped", "depth.procedure"),
        ("Monitoring was inadequate", "depth.compared-with"),  # W6
        ("There was not enough headroom", "depth.compared-with"),
        ("The alert should have fired earlier", "depth.counterfactual"),  # W7
        ("Failure to rotate the keys in time", "depth.counterfactual"),
        ("Our provider had an outage", ""),  # W8: it says whose it is
        ("The provider had an outage", "depth.outside"),
        ("Bad luck", "depth.outside"),
        ("The customer import fails on the first broken row", ""),  # it is ours, and called after them
        ("The partner feed broke", "depth.outside"),
        ("A failure to renew the lease is logged and goes no further", ""),
        ("The firewall rule was ignored after a restart", ""),
        ("The plan of the rollout was not followed", "depth.procedure"),
    ],
)
def test_w4_to_w8_are_found_while_typing(text: str, rule: str) -> None:
    rules = typed(made(GOOD[0]), text)
    assert rule in rules if rule else not any(each.startswith("depth.") for each in rules)
    for each, severity in rules.items():
        assert severity != "error" or each.startswith("blame."), "none of them blocks"


def test_w5_and_w7_step_back_where_blame_says_it() -> None:
    assert typed(made(), "The clerk did not follow the runbook")["depth.procedure"] == "hint"
    rules = typed(made(), "The engineer should have asked the network team first")
    assert "blame.counterfactual" in rules and "depth.counterfactual" not in rules


def test_w6_a_number_says_how_it_was() -> None:
    assert "depth.compared-with" in typed(made(), "The number of workers was insufficient")
    assert "depth.compared-with" not in typed(made(), "40 workers were insufficient for 9,000 jobs an hour")
    assert "depth.compared-with" not in typed(made(), "There were not enough workers compared with the jobs")


def test_w8_only_an_end_is_asked_what_left_us_exposed() -> None:
    pm = made(GOOD[0], "The vendor had an outage")
    assert found(pm, "depth.outside") == {"depth.outside": "causes.why.why-2.because"}
    assert found(paths.put(pm, "causes.why.why-2.stop", "outside-control"), "depth.outside") == {}
    assert found(made("The vendor had an outage", GOOD[1]), "depth.outside") == {}


# -- W9 to W12: what shows it -----------------------------------------------------------------------------


def test_w9_each_step_wants_something_that_shows_it() -> None:
    pm = paths.put(paths.put(made(*GOOD), "causes.why.why-5.evidence", ()), "causes.why.why-2.evidence", ())
    assert found(pm, "depth.no-evidence", "depth.link-unshown") == {
        "depth.no-evidence": "causes.why.why-5.evidence",
        "depth.link-unshown": "causes.why.why-2.evidence",
    }
    guessed = paths.put(pm, "causes.why.why-2.confidence", "guess")
    assert "depth.link-unshown" not in found(guessed), "a guess that says so hides nothing"
    none_to_be_had = paths.put(pm, "causes.why.why-5.stop", "no-evidence")
    assert "depth.no-evidence" not in found(none_to_be_had)


def test_w10_a_finished_branch_is_to_be_read_back_once() -> None:
    pm = paths.put(made(*GOOD), "causes.why.why-2.confidence", None)
    assert found(pm, "depth.therefore") == {"depth.therefore": "causes.why.why-2.confidence"}
    [what] = said(pm, "depth.therefore")
    assert what.startswith("Read it upwards: The copy of a release ends with")
    assert what.endswith(", therefore a release left one of eight hosts behind.")
    assert found(made(*GOOD), "depth.therefore") == {}
    unfinished = paths.put(made(*GOOD[:3]), "causes.why.why-2.confidence", None)
    assert found(unfinished, "depth.therefore") == {}


def test_w11_a_root_cause_that_made_no_difference_is_none() -> None:
    factors = (
        {"id": "cf-1", "what": GOOD[1], "likely": False},
        {"id": "cf-2", "what": GOOD[2], "likely": True},
    )
    events = ({"id": "b-1", "what": GOOD[3], "state": "ruled-out"},)
    roots = tuple(
        {"id": f"rc-{n}", "what": GOOD[n], "from": (ref,)} for n, ref in enumerate(("cf-1", "cf-2", "b-1"))
    )
    pm = made(factor=factors, event=events, root=roots)
    told = {each.path: each.what for each in check(pm, NOW) if each.rule == "depth.not-needed"}
    assert told == {
        "causes.root.rc-0.what": "What this root cause was drawn from is said to make no difference.",
        "causes.root.rc-2.what": "What this root cause was drawn from is ruled out in the tree.",
    }


def rows(pm: Postmortem, **minutes: float) -> Postmortem:
    for row, value in minutes.items():
        pm = paths.put(
            pm, f"timeline.ev-{row}", {"at": START + timedelta(minutes=value), "what": f"Row {row}"}
        )
    return pm


def test_w12_a_cause_after_its_effect_is_named() -> None:
    pm = rows(made(*GOOD[:2]), a=0, b=30)
    pm = paths.put(
        paths.put(pm, "causes.why.why-1.evidence", ("ev-a",)), "causes.why.why-2.evidence", ("ev-b",)
    )
    [one] = [each for each in check(pm, NOW) if each.rule == "time.cause-later"]
    assert (one.severity, one.path) == ("warning", "causes.why.why-2.evidence")
    assert "“Row b” comes after “Row a”" in one.what
    assert found(rows(pm, a=30, b=0), "time.cause") == {}, "in order"
    for change in (
        {"timeline.ev-b.precision": "approximate"},
        {"timeline.ev-a.precision": "day"},
        {"timeline.ev-a.until": START + timedelta(minutes=40)},
        {"timeline.ev-b.phase": "investigation"},
        {"timeline.ev-b.at": None},
        {"causes.why.why-1.evidence": ("a log",)},
    ):
        changed = pm
        for path, value in change.items():
            changed = paths.put(changed, path, value)
        assert found(changed, "time.cause") == {}, change


# -- W13, W14: leaps, and fixes as causes -----------------------------------------------------------------


def test_w13_a_leap_shares_nothing_and_is_told_nowhere() -> None:
    leap = "Budgets for hardware follow the fiscal calendar."
    pm = paths.put(made(*GOOD[:2], leap), "causes.why.why-3.evidence", ())
    assert found(pm, "depth.leap") == {"depth.leap": "causes.why.why-3.because"}
    shown = paths.put(pm, "causes.why.why-3.evidence", ("minutes of March",))
    assert found(shown, "depth.leap") == {}
    told = paths.put(pm, "causes.lead_up", "Budgets for hardware follow a calendar of their own.")
    assert found(told, "depth.leap") == {}
    from_the_problem = paths.put(made(leap), "causes.why.why-1.evidence", ())
    assert found(from_the_problem, "depth.leap") == {}, "the first answer always brings new words"


@pytest.mark.parametrize(
    ("cause", "action", "is_found"),
    [
        ("No canary", "Add a canary stage with an abort", True),
        ("No canary stage", "Add a canary stage with an abort", True),
        ("Missing schema validation", "Introduce schema validation in the pipeline", True),
        ("There was no schema validation", "Introduce schema validation in the pipeline", True),
        ("No canary stage", "Remove the canary stage", False),
        (
            "Config reaches every region at once, as no canary stage holds it back",
            "Add a canary stage",
            False,
        ),
    ],
)
def test_w14_the_absence_of_the_fix_is_no_cause(cause: str, action: str, is_found: bool) -> None:
    pm = paths.put(made(root=({"id": "rc-1", "what": cause},)), "action.ac-1", {"what": action})
    wanted = {"depth.absent-fix": "causes.root.rc-1.what"} if is_found else {}
    assert found(pm, "depth.absent-fix") == wanted
    dropped = paths.put(pm, "action.ac-1.status", "dropped")
    assert found(dropped, "depth.absent-fix") == {}


# -- while it is typed ------------------------------------------------------------------------------------


def test_an_entry_line_is_compared_with_what_it_is_to_explain() -> None:
    pm = made(*GOOD[:3])
    again = "The script for copying was written when there were two hosts"
    assert typed(pm, again)["depth.restates"] == "warning"
    assert "depth.restates" not in typed(pm, again, target="why-1")
    assert typed(pm, GOOD[0])["depth.circle"] == "warning"
    assert "depth.circle" not in typed(pm, GOOD[0], "causes.why.new.slow")
    assert typed(pm, "42 orders were lost from 08:00 to 10:00", "causes.why.new.else")["depth.restates"]
    assert typed(pm, GOOD[4]) == {}


def test_a_finding_of_the_ladder_can_be_waived() -> None:
    pm = made("Overload")
    waiver = HistoryEntry(at=NOW, rule="depth.one-word", field="causes.why.why-1.because", why="ours")
    assert "depth.one-word" not in found(pm.model_copy(update={"history": (waiver,)}))


def test_no_check_of_the_ladder_blocks() -> None:
    pm = made("Overload", "Overload", "The vendor failed", "The vendor failed")
    pm = paths.put(pm, "causes.why.why-1.explains", ("why-4",))
    assert {each.severity for each in check(pm, NOW) if each.rule.startswith("depth.")} <= {"warning", "hint"}


def test_a_ladder_of_hundreds_of_whys_costs_little_beyond_its_texts() -> None:
    answers = [
        f"The buffer of stage {n} fills while stage {n + 1} waits for acknowledgement {n}."
        for n in range(300)
    ]
    pm = made(*answers)
    check(pm, NOW)  # texts are read once
    assert steps(lambda: check(pm, NOW)) < 900_000


def test_the_trigger_is_no_root_cause() -> None:
    trigger = "The certificate of the print queue ran out at 06:02"
    roots = (
        {"id": "rc-1", "what": "The print queue's certificate ran out at 06:02"},
        {"id": "rc-2", "what": "Inner certificates are on no list that anything watches"},
    )
    pm = made(*GOOD, trigger=trigger, root=roots)
    assert found(pm, "depth.trigger") == {"depth.trigger": "causes.root.rc-1.what"}
    assert not found(made(*GOOD, trigger=trigger, root=roots[1:]), "depth.trigger")
