"""Causes by actions: the cells, what is broken of the fault tree, and how that is said."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmtui.analysis.causes.breaking import Breaking, breaking
from pmtui.analysis.causes.breaking_words import sentences
from pmtui.analysis.causes.matrix import matrix
from pmtui.model.postmortem import Postmortem
from strategies import postmortems


def made(**data: Any) -> Postmortem:
    return Postmortem.model_validate({"id": "2026-11-24-any", **data})


def tree(gate: str, *inputs: str, k: int | None = None, **states: str) -> dict[str, Any]:
    """Return causes with one gate over base events; `lag` is worded as replica lag and so on."""
    words = {"lag": "replica lag", "alert": "no alert", "config": "bad config", "canary": "no canary"}
    events = [
        {"id": f"b-{name}", "what": words.get(name, name), "state": states.get(name, "unknown")}
        for name in inputs
    ]
    row = {
        "id": "g-top",
        "what": "Checkout is down",
        "gate": gate,
        "inputs": [f"b-{name}" for name in inputs],
    }
    return {"top": "g-top", "gate": [{**row, **({"k": k} if k else {})}], "event": events}


def action(name: str, *breaks: str, **more: Any) -> dict[str, Any]:
    return {"id": name, "what": f"Do {name}", "breaks": [f"b-{each}" for each in breaks], **more}


def said(pm: Postmortem) -> tuple[str, ...]:
    found = breaking(pm)
    assert found is not None
    return sentences(pm, found)


def test_without_a_tree_there_is_nothing_to_break() -> None:
    assert breaking(made()) is None
    assert breaking(made(causes={"event": [{"id": "b-1"}]})) is None


def test_what_is_broken_and_what_is_left_in_words() -> None:
    causes = tree("atleast", "lag", "alert", "config", "canary", k=2)
    pm = made(causes=causes, action=[action("ac-1", "config"), action("ac-2", "canary")])
    found = breaking(pm)
    assert found is not None
    assert (found.actions, found.combinations, found.broken, found.left) == (2, 6, 5, 1)
    assert found.open_sets == (("b-alert", "b-lag"),) and len(found.broken_sets) == 5
    first, rest = sentences(pm, found)
    assert first == "The 2 planned actions break 5 of 6 combinations; {no alert, replica lag} is still open."
    assert rest.startswith("One more would leave none open: ")


def test_several_left_name_the_smallest_and_the_single_points() -> None:
    causes = tree("or", "lag", "alert", "config")
    pm = made(causes=causes, action=[action("ac-1", "config")])
    assert said(pm) == (
        "The planned action breaks 1 of 3 combinations; 2 are still open, the smallest {no alert}.",
        "Enough alone, and open, 2 of them: no alert, replica lag.",
        "The smallest addition, each of: no alert, replica lag.",
    )


def test_one_that_is_enough_alone_is_not_named_twice() -> None:
    pm = made(causes=tree("or", "lag", "config"), action=[action("ac-1", "config")])
    first, *rest = said(pm)
    assert first == "The planned action breaks 1 of 2 combinations; {replica lag} is still open."
    assert rest == ["One more would leave none open: replica lag."]


@pytest.mark.parametrize(
    ("gate", "actions", "expected"),
    [
        ("and", [], "No action breaks a combination of the fault tree yet: {no alert, replica lag} is open."),
        (
            "or",
            [],
            "No action breaks a combination of the fault tree yet: 2 are open, the smallest {no alert}.",
        ),
        (
            "and",
            [action("ac-1", "lag")],
            "The planned action breaks the one combination that is still possible.",
        ),
        (
            "or",
            [action("ac-1", "lag", "alert")],
            "The planned action breaks all 2 combinations that are still possible.",
        ),
    ],
)
def test_nothing_and_everything(gate: str, actions: list[dict[str, Any]], expected: str) -> None:
    assert said(made(causes=tree(gate, "lag", "alert"), action=actions))[0] == expected


def test_a_dropped_action_breaks_nothing() -> None:
    pm = made(causes=tree("and", "lag", "alert"), action=[action("ac-1", "lag", status="dropped")])
    assert said(pm)[0].startswith("No action breaks")


def test_what_is_ruled_out_is_no_longer_possible() -> None:
    pm = made(causes=tree("and", "lag", "alert", lag="ruled-out"))
    assert said(pm) == ("The fault tree holds no combination that is still possible.",)
    found = breaking(made(causes=tree("or", "lag", "alert", lag="ruled-out", alert="confirmed")))
    assert found is not None and found.open_sets == (("b-alert",),) and found.events == {"b-alert"}


def test_a_tree_that_cant_be_read_says_why() -> None:
    pm = made(causes={**tree("and", "lag"), "top": "g-gone"})
    assert said(pm)[0].startswith("The fault tree can't be looked at yet: the top event is")


def test_what_cant_be_counted_is_said_so() -> None:
    pm = made(causes=tree("and", "lag", "alert"))
    found = Breaking(actions=1, open_sets=(("b-lag",),))
    assert sentences(pm, found)[0] == (
        "The planned action breaks some of the combinations, which are too many to count; "
        "{replica lag} is still open."
    )


def test_the_rows_and_cells() -> None:
    causes = tree("and", "lag", "alert")
    causes["root"] = [
        {"id": "rc-1", "what": "Nothing pages", "from": ["b-alert"]},
        {"id": "rc-2", "what": "No limit", "category": "process-gap"},
    ]
    causes["factor"] = [{"id": "cf-1", "what": "Friday night", "likely": True}]
    actions = [
        {**action("ac-1", "alert", level="engineering"), "answers": ["rc-2"]},
        action("ac-2", "lag", status="dropped"),
        {**action("ac-3", level="training"), "answers": ["rc-2", "cf-1"]},
    ]
    pm = made(causes=causes, action=actions)
    found = matrix(pm, breaking(pm))
    assert [number for number, _ in found.actions] == [1, 3]
    rows = {row.short: row for row in found.rows}
    assert rows["Nothing pages"].cells == ("part", "") and rows["Nothing pages"].open
    assert rows["No limit"].cells == ("whole", "whole") and rows["No limit"].level == "engineering"
    assert rows["Friday night"].cells == ("", "whole") and rows["Friday night"].section == "factor"
    assert rows["B1 replica lag"].cells == ("", "") and rows["B1 replica lag"].open
    assert rows["B2 no alert"].cells == ("whole", "")
    both = rows["B1 + B2"]
    assert both.cells == ("part", "") and not both.open and both.words == "replica lag + no alert"
    assert [row.section for row in found.rows] == ["root", "root", "factor", "event", "event", "set"]


def test_without_a_tree_only_the_causes_are_rows() -> None:
    pm = made(causes={"root": [{"id": "rc-1", "what": "x"}]})
    assert [row.section for row in matrix(pm, breaking(pm)).rows] == ["root"]


@settings(max_examples=40, deadline=None)
@given(postmortems())
def test_the_matrix_of_any_postmortem_can_be_made(pm: Postmortem) -> None:
    found = breaking(pm)
    table = matrix(pm, found)
    assert all(len(row.cells) == len(table.actions) for row in table.rows)
    assert found is None or all(sentences(pm, found))


@settings(max_examples=60, deadline=None)
@given(
    st.integers(2, 6).flatmap(
        lambda n: st.tuples(
            st.just(n), st.integers(1, n), st.lists(st.sets(st.integers(0, n - 1)), max_size=4)
        )
    )
)
def test_open_and_broken_make_up_all_combinations(case: tuple[int, int, list[set[int]]]) -> None:
    number, k, breaks = case
    names = [str(n) for n in range(number)]
    actions = [action(f"ac-{at}", *map(str, sorted(each))) for at, each in enumerate(breaks)]
    found = breaking(made(causes=tree("atleast", *names, k=k), action=actions))
    assert found is not None
    gone = {f"b-{each}" for parts in breaks for each in parts}
    assert all(gone.isdisjoint(parts) for parts in found.open_sets)
    assert all(gone & set(parts) for parts in found.broken_sets)
    assert (
        found.combinations
        == len(found.open_sets) + len(found.broken_sets)
        == (found.left or 0) + (found.broken or 0)
    )
