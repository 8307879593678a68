"""Questions after an edit, and single ones: the same as all of them worked out anew, with less work."""

from collections.abc import Collection
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import strategies
from effort import steps
from pmtui.interview import asking, walking
from pmtui.interview.asking import asked, asked_beside_rows, asked_of_row, for_path, next_open
from pmtui.interview.question import STEPS, Asked, Step
from pmtui.interview.rows import in_table, rows
from pmtui.model import tomlform
from pmtui.model.edit import Edit, apply
from pmtui.model.postmortem import Postmortem
from pmtui.text import memory

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
MANY = settings(
    max_examples=40, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large], deadline=None
)


def anew(pm: Postmortem, step: Step) -> tuple[Asked, ...]:
    """The questions of a step with nothing remembered."""
    memory.forget()
    return walking.all_of(pm, step)


def looked_for(
    here: tuple[Asked, ...], passed: Collection[str], after: str, needed_only: bool
) -> Asked | None:
    """The next open question, looked for among all of them."""
    names = [one.path for one in here]
    behind = names.index(after) + 1 if after in names else 0
    left = [one for one in here[behind:] if not one.answered and one.path not in passed]
    needed = next((one for one in left if one.question.needed), None)
    return needed or (None if needed_only else next((one for one in left if one.offered), None))


def row_of(pm: Postmortem, path: str) -> str:
    """The path of the row that a path lies in; empty for none."""
    table = in_table(path)
    key = path.removeprefix(table + ".").partition(".")[0]
    return f"{table}.{key}" if table and key in dict(rows(pm, table)) else ""


@MANY
@given(strategies.postmortems(), st.data())
def test_each_question_is_found_alone_as_it_is_among_all(pm: Postmortem, data: st.DataObject) -> None:
    every = {step: anew(pm, step) for step in STEPS}
    for step, here in every.items():
        alone = [one for one in here if not row_of(pm, one.path)]
        assert list(asked_beside_rows(pm, step)) == alone
        for row in {row_of(pm, one.path) for one in here} - {""}:
            assert list(asked_of_row(pm, step, row)) == [one for one in here if row_of(pm, one.path) == row]
        for one in here:
            home = asking.step_of(one.path)
            order = (home, *(each for each in STEPS if each != home))
            assert for_path(pm, one.path) == next(
                each for each in (each for step in order for each in every[step]) if each.path == one.path
            )
        names = [one.path for one in here]
        passed = data.draw(st.sets(st.sampled_from(names)))
        after = data.draw(st.sampled_from([*names, "", "no.such"]))
        for needed_only in (True, False):
            found = next_open(pm, step, passed, after=after, needed_only=needed_only)
            assert found == looked_for(here, passed, after, needed_only)


VALUES = st.one_of(
    st.tuples(
        st.sampled_from(["what", "source", "phase", "lane"]), st.sampled_from(["", "pager", "detection"])
    ),
    st.tuples(st.just("at"), st.integers(0, 9).map(lambda minutes: NOON + timedelta(minutes=minutes))),
)
FIELDS = st.sampled_from(["clock.detected", "clock.mitigated", "clock.resolved"])


@MANY
@given(
    st.lists(
        st.one_of(
            st.tuples(st.integers(0, 4).map(lambda n: f"timeline.t-{n}"), VALUES),
            st.tuples(FIELDS, st.integers(0, 9)),
            st.tuples(st.just("zone"), st.sampled_from(["UTC", "Asia/Tokyo"])),
            st.tuples(st.just("kind"), st.sampled_from(["security-incident", "project-failure"])),
        ),
        max_size=10,
    )
)
def test_after_an_edit_the_questions_are_those_that_would_be_asked_anew(
    edits: list[tuple[str, object]],
) -> None:
    pm = big(5)
    walked = [pm]
    for path, value in edits:
        if isinstance(value, tuple):
            path, value = f"{path}.{value[0]}", value[1]
        elif isinstance(value, int):
            value = NOON + timedelta(minutes=value)
        walked.append(pm := apply(pm, [Edit(path, value)]))
    expected = [[anew(pm, step) for step in STEPS] for pm in walked]
    assert [[asked(pm, step) for step in STEPS] for pm in walked] == expected
    for pm, per_step in zip(walked, expected, strict=True):
        for step, here in zip(STEPS, per_step, strict=True):
            assert next_open(pm, step, ()) == looked_for(here, (), "", False)


def big(many: int) -> Postmortem:
    """A postmortem with so many rows in its timeline, all that is needed in each."""
    timeline = [
        {"id": f"t-{n}", "at": NOON + timedelta(minutes=n), "what": f"{n} it is late"} for n in range(many)
    ]
    clock = {"started": NOON, "detected": NOON, "resolved": NOON + timedelta(minutes=many)}
    return tomlform.from_data({"id": "2026-11-24-a", "timeline": timeline, "clock": clock})


@pytest.mark.parametrize("path", ["timeline.t-5.what", "clock.started", "timeline.new", "summary"])
def test_a_question_is_found_as_quickly_among_thousands_of_rows(path: str) -> None:
    def effort(many: int) -> int:
        pm = big(many)
        for_path(pm, path)
        return steps(lambda: for_path(apply(pm, [Edit("title", "late")]), path))

    assert effort(3_000) < 1.2 * effort(10) + 100


def test_after_an_edit_what_comes_next_is_known_as_quickly_among_thousands_of_rows() -> None:
    def effort(many: int) -> int:
        pm = big(many)
        edited = apply(pm, [Edit("timeline.t-5.what", "it is slow")])

        def ask(pm: Postmortem) -> None:
            next_open(pm, "timeline", (), after="timeline.t-5.what")
            asked_beside_rows(pm, "timeline")
            asked_of_row(pm, "timeline", "timeline.t-5")

        ask(pm)
        return steps(lambda: ask(edited))

    assert effort(3_000) < 1.2 * effort(10) + 100
