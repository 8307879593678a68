"""Depth of the causes, and how strongly they are answered."""

from datetime import UTC, date, datetime

import pytest

from pmtui.checks import check
from pmtui.checks.depth import is_surface
from pmtui.checks.prevention import open_combination
from pmtui.model import paths
from pmtui.model.postmortem import Postmortem

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
EMPTY = Postmortem(id="2026-11-24-a")
LADDER = (
    "Orders were charged twice.",
    "The retry of the queue sent each message again.",
    "The broker confirms a message only after 30 seconds.",
    "Its timeout is a default from a time of small loads.",
    "No load test covers the path between shop and bank.",
)


def ladder(*answers: str, **last: object) -> Postmortem:
    pm = paths.put(EMPTY, "causes.problem", "Customers paid twice for 40 minutes.")
    for number, because in enumerate(answers, 1):
        row: dict[str, object] = {
            "because": because,
            "evidence": ("log",),
            "confidence": "fact",
            "explains": (f"why-{number - 1}",),
        }
        row["explains"] = ("problem",) if number == 1 else row["explains"]
        if number == len(answers):
            row |= last
        pm = paths.put(pm, f"causes.why.why-{number}", row)
    return pm


def found(pm: Postmortem, family: str) -> dict[str, str]:
    return {each.rule: each.path for each in check(pm, NOW) if each.rule.startswith(family)}


def with_root(pm: Postmortem, **row: object) -> Postmortem:
    pm = paths.put(pm, "causes.only_one", "Traced end to end; nothing else moved.")
    return paths.put(pm, "causes.root.rc-1", {"what": "No load test covers the path", **row})


def with_action(pm: Postmortem, number: int = 1, **row: object) -> Postmortem:
    return paths.put(pm, f"action.ac-{number}", {"what": "x", "answers": ("rc-1",), **row})


def test_a_single_cause_is_asked_about_until_there_is_a_reason() -> None:
    pm = paths.put(EMPTY, "causes.root.rc-1", {"what": "No load test covers the path"})
    assert found(pm, "depth.") == {"depth.single-cause": "causes.root.rc-1.what"}
    assert found(paths.put(pm, "causes.only_one", "Nothing else moved."), "depth.") == {}
    assert found(paths.put(pm, "causes.factor.cf-1", {"what": "a"}), "depth.") != {}
    two = paths.put(pm, "causes.root.rc-2", {"what": "The broker confirms late"})
    assert found(two, "depth.") == {}


def test_a_ladder_of_fewer_than_five_says_why_it_stops() -> None:
    assert found(ladder(*LADDER[:3]), "depth.too-few") == {"depth.too-few": "causes.why.why-3.stop"}
    assert found(ladder(*LADDER[:3], stop="changeable"), "depth.too-few") == {}
    assert found(with_root(ladder(*LADDER[:3]), **{"from": ("why-3",)}), "depth.too-few") == {}
    assert found(ladder(*LADDER), "depth.too-few") == {}


def test_a_root_that_blames_does_not_end_a_ladder() -> None:
    pm = paths.put(ladder(*LADDER[:2]), "causes.root.rc-1", {"what": "Human error", "from": ("why-2",)})
    assert "depth.too-few" in found(pm, "depth.")


@pytest.mark.parametrize(
    "last", ["Human error.", "The engineer forgot the flag.", "A developer was on call."]
)
def test_a_ladder_does_not_end_at_a_person(last: str) -> None:
    pm = ladder(*LADDER[:4], last)
    assert found(pm, "depth.person") == {"depth.person": "causes.why.why-5.because"}


@pytest.mark.parametrize(
    "last",
    [
        "The engineer on call has no access to the database.",
        "The engineer had to type the name of the host by hand.",
        "The reviewer sees only the diff, not what it does.",
        "The person on duty gets 400 pages a week.",
        "The engineer in Dublin did not have the key to the vault.",
        "The engineer was given the name of another host.",
        "Engineers have write access to production by default.",
    ],
)
def test_what_a_person_has_in_hand_is_a_condition(last: str) -> None:
    assert found(ladder(*LADDER[:4], last), "depth.person") == {}


@pytest.mark.parametrize(
    "last",
    [
        "The engineer had typed the name of another host.",
        "The engineer had run the script twice.",
        "The engineer had no idea what the flag does.",
        "The engineer did not see the alert.",
        "The engineer had two windows open and typed into the other one.",
        "The engineer was asked to hurry and skipped the review.",
    ],
)
def test_what_a_person_had_done_or_had_not_in_mind_is_about_them(last: str) -> None:
    assert found(ladder(*LADDER[:4], last), "depth.person") == {"depth.person": "causes.why.why-5.because"}


def test_a_person_on_the_way_down_is_no_stop() -> None:
    pm = ladder(*LADDER[:3], "A new colleague was unfamiliar with the broker.", LADDER[4])
    assert found(pm, "depth.person") == {}


def test_an_answer_that_restates_is_found() -> None:
    pm = ladder("Customers paid twice.")
    assert found(pm, "depth.restates") == {"depth.restates": "causes.why.why-1.because"}


def test_circles_are_found_in_links_and_in_words() -> None:
    pm = paths.put(ladder(*LADDER[:3]), "causes.why.why-1.explains", ("why-3",))
    circles = [each for each in check(pm, NOW) if each.rule == "depth.circle"]
    assert [(each.path, each.severity) for each in circles] == [
        (f"causes.why.why-{number}.explains", "warning") for number in (1, 2, 3)
    ]
    said_again = ladder(*LADDER[:3], LADDER[1])
    assert found(said_again, "depth.circle") == {"depth.circle": "causes.why.why-4.because"}


def test_a_leaf_without_evidence_is_hinted_at() -> None:
    assert found(ladder(*LADDER, evidence=()), "depth.") == {
        "depth.no-evidence": "causes.why.why-5.evidence",
        "depth.single-cause": "causes.why.why-5.because",
    }


@pytest.mark.parametrize(
    "text", ["Bug caused the outage", "Database failure", "Config error", "The host crashed"]
)
def test_symptoms_are_surface(text: str) -> None:
    assert is_surface(text)


@pytest.mark.parametrize("text", ["No failover for the database", "The retry limit is a default of 2012", ""])
def test_conditions_are_not(text: str) -> None:
    assert not is_surface(text)


# -- prevention -----------------------------------------------------------------------------------------


def test_a_root_cause_wants_an_action_that_is_not_dropped() -> None:
    pm = with_root(EMPTY)
    assert found(pm, "prevention.") == {"prevention.unanswered": "causes.root.rc-1.what"}
    assert found(with_action(pm, level="engineering"), "prevention.") == {}
    dropped = with_action(pm, level="engineering", status="dropped")
    assert found(dropped, "prevention.") == {"prevention.unanswered": "causes.root.rc-1.what"}


def test_training_alone_is_an_error_and_words_alone_a_warning() -> None:
    pm = with_action(with_root(EMPTY), level="training")
    assert found(pm, "prevention.") == {"prevention.training-alone": "action.ac-1.level"}
    pm = with_action(pm, 2, level="administrative")
    assert found(pm, "prevention.") == {"prevention.weak": "action.ac-2.level"}, "the strongest goes up first"
    assert found(with_action(pm, 3, level="substitute"), "prevention.") == {}


@pytest.mark.parametrize(
    ("what", "level", "kind", "asked", "said"),
    [
        (
            "Train the crew on the new console",
            "training",
            "production-outage",
            "What would make this knowledge unnecessary, or put it in front of the hands that need it?",
            ["One up, administrative: Link the runbook", "Better, engineering: Let the pipeline refuse", "⟨"],
        ),
        (
            "Checklist for the evening hand-over",
            "administrative",
            "process-failure",
            "Could the pipeline refuse to go on while an item is missing?",
            ["One up, engineering: Let the tool stop when one of the eight servers", "⟨the item⟩"],
        ),
        (
            "A second approval for each payment run",
            "administrative",
            "no such kind",
            "Instead of another approval: could less be reached by one change?",
            ["One up, engineering: Let the pipeline refuse a config", "Cut how much ⟨one change⟩ can reach"],
        ),
        (
            "Something else",
            "administrative",
            "security-incident",
            "What does the reader of it look for? Could the tool look for that, and refuse",
            ["One up, engineering: "],
        ),
    ],
)
def test_a_weak_answer_is_asked_whether_it_could_go_one_up(
    what: str, level: str, kind: str, asked: str, said: list[str]
) -> None:
    pm = paths.put(with_action(with_root(EMPTY), what=what, level=level), "kind", kind)
    (finding,) = (
        each for each in check(pm, NOW) if each.rule in ("prevention.weak", "prevention.training-alone")
    )
    assert finding.next.startswith(asked)
    assert all(words in finding.next for words in said), finding.next
    assert finding.replacement is None, "never automatic"


def tree(gate: str, **broken: object) -> Postmortem:
    pm = paths.put(EMPTY, "causes.top", "g-1")
    pm = paths.put(
        pm, "causes.gate.g-1", {"what": "Down", "gate": gate, "inputs": ("b-1", "b-2", "b-3"), "k": 2}
    )
    for number in (1, 2, 3):
        pm = paths.put(pm, f"causes.event.b-{number}", {"what": f"Event {number}"})
    return with_action(pm, **broken)


@pytest.mark.parametrize(
    ("gate", "breaks", "left"),
    [
        ("and", ("b-1",), ()),
        ("and", (), ("b-1", "b-2", "b-3")),
        ("or", ("b-1", "b-2"), ("b-3",)),
        ("or", ("b-1", "b-2", "b-3"), ()),
        ("atleast", ("b-1",), ("b-2", "b-3")),
        ("atleast", ("b-1", "b-2"), ()),
    ],
)
def test_a_combination_that_no_action_breaks_is_found(
    gate: str, breaks: tuple[str, ...], left: tuple[str, ...]
) -> None:
    pm = tree(gate, breaks=breaks, level="engineering")
    assert open_combination(pm) == left
    assert ("prevention.open-combination" in found(pm, "prevention.")) == (len(left) > 1)
    assert found(pm, "tree.single") == (
        {"tree.single-point": f"causes.event.{left[0]}.what"} if len(left) == 1 else {}
    )


def test_ruled_out_events_and_circles_of_gates_do_not_happen() -> None:
    pm = paths.put(tree("and"), "causes.event.b-2.state", "ruled-out")
    assert open_combination(pm) == ()
    round_trip = paths.put(tree("or"), "causes.gate.g-1", {"gate": "and", "inputs": ("g-1",)})
    assert open_combination(round_trip) == ()


# -- follow-through and references ----------------------------------------------------------------------


def test_a_day_that_was_moved_three_times_is_asked_about() -> None:
    log = tuple({"what": f"due moved from 2026-10-0{day}: waits"} for day in range(1, 4))
    row = {"due": date(2027, 1, 1), "status": "open"}
    assert "follow.moved" in found(with_action(EMPTY, **row, log=log), "follow.")
    assert found(with_action(EMPTY, **row, log=log[:2]), "follow.") == {}


def test_an_open_action_in_a_closed_postmortem_is_an_error() -> None:
    pm = paths.put(with_action(EMPTY, status="open"), "status", "closed")
    assert found(pm, "follow.") == {"follow.closed-open": "action.ac-1.status"}


def test_references_to_rows_that_are_gone_are_found() -> None:
    pm = with_action(EMPTY, answers=("rc-9",), breaks=("b-9",))
    pm = paths.put(
        pm, "causes.why.why-1", {"explains": ("problem", "why-7"), "evidence": ("ev-3k9fq", "log 12")}
    )
    pm = paths.put(pm, "causes.top", "g-9")
    gone = {each.path for each in check(pm, NOW) if each.rule == "file.gone"}
    assert gone == {
        "action.ac-1.answers",
        "action.ac-1.breaks",
        "causes.why.why-1.explains",
        "causes.why.why-1.evidence",
        "causes.top",
    }


def test_an_unknown_kind_is_found() -> None:
    assert found(paths.put(EMPTY, "kind", "weather"), "file.") == {"file.unknown-kind": "kind"}
    assert found(paths.put(EMPTY, "kind", "process-failure"), "file.") == {}
