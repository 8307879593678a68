"""The fault tree: its shape, its leaves, what happened, and what the actions leave open."""

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from effort import steps
from pmtui.analysis.causes import conclusions
from pmtui.checks import check
from pmtui.checks.open_combinations import breaking_of, open_combination
from pmtui.model import paths
from pmtui.model.postmortem import Postmortem

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)


def made(gates: dict[str, Any], events: dict[str, Any] | int = 3, top: str = "g-1") -> Postmortem:
    """A tree: gates as (kind, inputs) or tables, events by their ids or b-1 to b-n."""
    if isinstance(events, int):
        events = {f"b-{n}": {} for n in range(1, events + 1)}
    rows = tuple(
        {
            "id": name,
            "what": f"State {name}",
            **(g if isinstance(g, dict) else {"gate": g[0], "inputs": g[1]}),
        }
        for name, g in gates.items()
    )
    leaves = tuple({"id": name, "what": f"Condition {name} holds", **row} for name, row in events.items())
    causes = {"top": top, "gate": rows, "event": leaves}
    return Postmortem.model_validate({"id": "2026-11-24-a", "causes": causes})


def found(pm: Postmortem, *families: str) -> list[tuple[str, str, str]]:
    mine = (each for each in check(pm, NOW) if each.rule.startswith(families or ("tree.",)))
    return [(each.rule, each.path, each.severity) for each in mine]


def acted(pm: Postmortem, *breaks: str, **row: Any) -> Postmortem:
    return paths.put(
        pm, "action.ac-1", {"what": "Refuse it", "level": "engineering", "breaks": breaks, **row}
    )


def test_a_sound_tree_has_no_finding() -> None:
    assert found(made({"g-1": ("and", ("g-2", "b-3")), "g-2": ("or", ("b-1", "b-2"))})) == []
    assert found(Postmortem(id="2026-11-24-a")) == []


@pytest.mark.parametrize(
    ("gates", "events", "finding"),
    [
        (
            {"g-1": ("and", ("g-2", "b-1")), "g-2": ("or", ("g-1", "b-2"))},
            2,
            ("tree.loop", "causes.gate.g-1.inputs", "warning"),
        ),
        (
            {"g-1": ("and", ("g-2", "b-1")), "g-2": ("or", ())},
            1,
            ("tree.no-inputs", "causes.gate.g-2.inputs", "warning"),
        ),
        (
            {"g-1": {"gate": "atleast", "k": 4, "inputs": ("b-1", "b-2", "b-3")}},
            3,
            ("tree.how-many", "causes.gate.g-1.k", "warning"),
        ),
        (
            {"g-1": {"gate": "atleast", "inputs": ("b-1", "b-2", "b-3")}},
            3,
            ("tree.how-many", "causes.gate.g-1.k", "warning"),
        ),
        ({"g-1": ("and", ("b-1", "b-2"))}, 3, ("tree.unreachable", "causes.event.b-3.what", "warning")),
        (
            {"g-1": ("and", ("b-1", "b-2")), "g-2": ("and", ("b-1", "b-2"))},
            2,
            ("tree.unreachable", "causes.gate.g-2.what", "warning"),
        ),
        ({"g-1": ("and", ("b-1", "b-2", "b-1"))}, 2, ("tree.repeated", "causes.gate.g-1.inputs", "hint")),
        (
            {"g-1": ("and", ("g-2", "b-1")), "g-2": ("or", ("b-2",))},
            2,
            ("tree.one-input", "causes.gate.g-2.inputs", "hint"),
        ),
    ],
)
def test_what_is_off_in_the_shape_is_named_at_its_place(
    gates: dict[str, Any], events: int, finding: tuple[str, str, str]
) -> None:
    pm = made(gates, events)
    assert found(pm) == [finding]
    [what] = [each.what for each in check(pm, NOW) if each.rule == finding[0]]
    assert "“" in what, "it is named by its words"


def test_a_name_that_is_gone_is_named_once_and_not_by_the_tree() -> None:
    pm = made({"g-1": ("and", ("b-1", "b-9"))}, 1)
    assert found(pm, "tree.", "file.") == [("file.gone", "causes.gate.g-1.inputs", "warning")]


def test_of_several_tops_one_is_chosen() -> None:
    gates = {"g-1": ("and", ("b-1", "b-2")), "g-2": ("or", ("b-1", "b-2"))}
    pm = made(gates, 2, top="")
    assert found(pm) == [("tree.no-top", "causes.top", "warning")]
    [what] = [each.what for each in check(pm, NOW) if each.rule == "tree.no-top"]
    assert what == "2 gates lead to no other: “State g-1”, “State g-2”. One of them is the top event."
    assert found(made({"g-1": gates["g-1"]}, 2, top="")) == [], "a single one needs no choice"
    round_and_round = made({"g-1": ("and", ("g-2", "b-1")), "g-2": ("or", ("g-1", "b-2"))}, 2, top="")
    assert [rule for rule, _, _ in found(round_and_round)] == ["tree.loop"]


@pytest.mark.parametrize(
    ("what", "severity"),
    [
        ("The engineer on duty was new", "warning"),
        ("The engineer forgot the flag", "hint"),
        ("A rebuild by hand includes the removal of a directory", ""),
        ("Stored tokens work until somebody rotates them", ""),
        ("Failures of the backup job reach nobody", ""),
        ("The engineer on duty has no switch for all hosts", ""),
        ("The engineer on duty had switched off the wrong host", "hint"),
    ],
)
def test_a_leaf_is_no_person(what: str, severity: str) -> None:
    pm = made({"g-1": ("and", ("b-1", "b-2"))}, {"b-1": {"what": what}, "b-2": {}})
    assert found(pm) == ([("tree.person", "causes.event.b-1.what", severity)] if severity else [])


def test_what_is_confirmed_wants_something_that_shows_it() -> None:
    pm = made({"g-1": ("and", ("b-1", "b-2"))}, {"b-1": {"state": "confirmed"}, "b-2": {"state": "unknown"}})
    assert found(pm) == [("tree.no-evidence", "causes.event.b-1.evidence", "hint")]
    assert found(paths.put(pm, "causes.event.b-1.evidence", ("why-1",))) == []
    assert found(paths.put(pm, "causes.event.b-1.from", ("why-1",))) == []


def states(**each: str) -> dict[str, Any]:
    return {name.replace("_", "-"): {"state": state, "evidence": ("log",)} for name, state in each.items()}


GATES = {"g-1": ("and", ("g-2", "b-3")), "g-2": ("or", ("b-1", "b-2"))}


@pytest.mark.parametrize(
    ("given", "severity"),
    [
        ({"b_1": "confirmed", "b_2": "ruled-out", "b_3": "confirmed"}, ""),
        ({"b_1": "confirmed", "b_2": "confirmed", "b_3": "ruled-out"}, "warning"),
        ({"b_1": "confirmed", "b_2": "confirmed", "b_3": "unknown"}, "hint"),
        ({"b_1": "confirmed", "b_2": "unknown", "b_3": "unknown"}, ""),
        ({"b_1": "ruled-out", "b_2": "ruled-out", "b_3": "confirmed"}, "warning"),
        ({"b_1": "ruled-out", "b_2": "unknown", "b_3": "unknown"}, ""),
    ],
)
def test_that_no_combination_is_confirmed_is_said_once_enough_is_known(
    given: dict[str, str], severity: str
) -> None:
    pm = made(GATES, states(**given))
    assert found(pm) == ([("tree.unconfirmed", "causes.top", severity)] if severity else [])


def test_single_points_and_combinations_that_are_left_open() -> None:
    pm = made({"g-1": ("or", ("b-1", "g-2")), "g-2": ("and", ("b-2", "b-3"))})
    families = ("tree.", "prevention.open")
    assert found(pm, *families) == [], "before there are actions nothing is open"
    single = ("tree.single-point", "causes.event.b-1.what", "warning")
    pair = ("prevention.open-combination", "causes.top", "warning")
    assert found(acted(pm, "b-9"), *families) == [pair, single]
    assert found(acted(pm, "b-1"), *families) == [pair]
    assert found(acted(pm, "b-3"), *families) == [single]
    assert found(acted(pm, "b-1", "b-2"), *families) == []
    assert found(acted(pm, "b-1", "b-2", status="dropped"), *families) == [pair, single]
    ruled_out = paths.put(acted(pm, "b-1"), "causes.event.b-2.state", "ruled-out")
    assert found(ruled_out, *families) == []


def test_a_combination_that_is_left_open_is_named_with_how_many_there_are() -> None:
    gates = {"g-1": ("and", ("g-2", "g-3")), "g-2": ("or", ("b-1", "b-2")), "g-3": ("or", ("b-3", "b-4"))}
    pm = acted(made(gates, 4), "b-9")
    [one] = [each for each in check(pm, NOW) if each.rule == "prevention.open-combination"]
    first = "Condition b-1 holds + Condition b-3 holds"
    assert one.what == f"No action breaks this combination: {first}, and 3 more."
    assert open_combination(pm) == ("b-1", "b-3")
    assert open_combination(acted(made(gates, 4), "b-1", "b-3")) == ("b-2", "b-4")


def test_the_tree_is_worked_out_once_for_each_of_its_states(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []
    real = conclusions.breaking
    monkeypatch.setattr(conclusions, "breaking", lambda pm: asked.append(pm) or real(pm))
    monkeypatch.setattr(conclusions._LAST, "found", None)
    pm = acted(made(GATES), "b-1")
    for text in ("a", "ab", "abc"):
        pm = paths.put(pm, "summary", text)
        check(pm, NOW)
        breaking_of(pm)
    assert len(asked) == 1
    check(paths.put(pm, "causes.event.b-1.state", "ruled-out"), NOW)
    check(acted(pm, "b-2"), NOW)
    assert len(asked) == 3


def test_a_tree_of_hundreds_of_rows_is_cheap_while_other_things_are_typed() -> None:
    gates = {f"g-{n}": ("and" if n % 2 else "or", (f"g-{n + 1}", f"b-{n}")) for n in range(1, 200)}
    pm = acted(made({**gates, "g-200": ("or", ("b-200", "b-201"))}, 201), "b-1")
    check(pm, NOW)
    assert steps(lambda: check(paths.put(pm, "title", "A title"), NOW)) < 200_000


names = st.sampled_from([*(f"g-{n}" for n in range(1, 5)), *(f"b-{n}" for n in range(1, 5)), "b-9"])
gate_rows = st.tuples(
    st.sampled_from(["and", "or", "atleast"]), st.lists(names, max_size=4), st.none() | st.integers(1, 5)
)


@settings(deadline=None, max_examples=150)
@given(
    st.dictionaries(st.sampled_from(["g-1", "g-2", "g-3", "g-4"]), gate_rows, min_size=1), names | st.just("")
)
def test_no_tree_is_too_odd(rows: dict[str, Any], top: str) -> None:
    gates = {name: {"gate": kind, "inputs": inputs, "k": k} for name, (kind, inputs, k) in rows.items()}
    pm = acted(made(gates, 4, top), "b-2")
    for each in check(pm, NOW):
        paths.get(pm, each.path)
