"""A check after an edit: what is remembered of the state before changes nothing, and spares most work."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import strategies
from effort import steps
from pmtui.checks import check
from pmtui.checks.rubric import scores
from pmtui.interview.progress import criteria
from pmtui.interview.progress import steps as steps_of
from pmtui.model import tomlform
from pmtui.model.edit import Edit, apply
from pmtui.model.postmortem import Postmortem
from pmtui.text import memory

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)

WORDS = st.sampled_from(
    (
        *(
            "",
            "the deploy went out",
            "Dana forgot to check the flag",
            "⟨what⟩ failed",
            "It was a stupid mistake",
        ),
        *(
            "Many users waited",
            "1,200 users could not pay",
            "human error",
            "the replica stopped taking writes",
        ),
    )
)
MINUTES = st.integers(0, 90).map(lambda minutes: NOON + timedelta(minutes=minutes))
ROW = st.fixed_dictionaries(
    {"what": WORDS},
    optional={
        "at": MINUTES,
        "until": MINUTES,
        "phase": st.sampled_from(["detection", "resolution", ""]),
        "precision": st.sampled_from(["exact", "minute", "hour", "day", "approximate"]),
        "believed": WORDS,
        "evidence": st.just("a link"),
    },
)
NAMES = st.sampled_from([f"t-{number}" for number in range(6)])
EDITS = st.one_of(
    st.builds(
        lambda name, row, at: Edit(f"timeline.{name}", {"id": name, **row}, at), NAMES, ROW, st.integers(0, 5)
    ),
    st.builds(lambda name: Edit(f"timeline.{name}", None), NAMES),
    st.builds(lambda name, words: Edit(f"timeline.{name}.what", words), NAMES, WORDS),
    st.builds(lambda name, at: Edit(f"timeline.{name}.at", at), NAMES, MINUTES),
    st.builds(Edit, st.sampled_from(["summary", "impact.note", "causes.problem", "title"]), WORDS),
    st.builds(Edit, st.sampled_from(["clock.started", "clock.mitigated", "clock.resolved"]), MINUTES),
    st.builds(lambda name: Edit("people", [{"name": name}]), st.sampled_from(["Dana Reyes", "Sam Okafor"])),
    st.builds(
        lambda words: Edit("causes.why.w-1", {"id": "w-1", "because": words, "explains": ["problem"]}), WORDS
    ),
    st.builds(
        lambda words, name: Edit(
            "causes.why.w-2",
            {"id": "w-2", "because": words, "explains": ["w-1"], "evidence": [name] if name != "t-5" else []},
        ),
        WORDS,
        NAMES,
    ),
    st.builds(lambda words: Edit("action.ac-1", {"id": "ac-1", "what": words}), WORDS),
)


def states(edits: list[Edit]) -> list[Postmortem]:
    """The states of a postmortem to which one edit after the other is done, as far as each can be."""
    pm = Postmortem(id="2026-11-24-a", kind="production-outage")
    found = [pm]
    for edit in edits:
        row = edit.path.split(".")[1] if edit.path.startswith("timeline.") else ""
        there = {event.id for event in pm.timeline}
        if row and row not in there and (edit.value is None or edit.path.count(".") > 1):
            continue
        pm = apply(pm, [edit])
        found.append(pm)
    return found


def known(pm: Postmortem) -> tuple[object, ...]:
    """All that is worked out for a state."""
    found = check(pm, NOW)
    return found, steps_of(pm, NOW, found), criteria(pm, NOW, found), scores(pm, NOW, found)


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.lists(EDITS, max_size=12), st.randoms(use_true_random=False))
def test_after_an_edit_everything_is_found_as_if_nothing_were_remembered(edits, random) -> None:
    walked = states(edits)
    walked += random.sample(walked, len(walked) // 2)  # as undo does, and another postmortem in between
    anew = []
    for pm in walked:
        memory.forget()
        anew.append(known(pm))
    assert [known(pm) for pm in walked] == anew


@settings(
    max_examples=30, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large], deadline=None
)
@given(st.lists(strategies.postmortems(), min_size=2, max_size=3))
def test_one_postmortem_leaves_nothing_in_the_next(pms: list[Postmortem]) -> None:
    memory.forget()
    anew = []
    for pm in pms:
        memory.forget()
        anew.append(known(pm))
    assert [known(pm) for pm in pms] == anew


def big(rows: int) -> Postmortem:
    """A postmortem with so many rows in its timeline, a minute between each two."""
    timeline = [
        {
            "id": f"t-{n}",
            "at": NOON + timedelta(minutes=n),
            "what": f"{n} the queue answers late",
            "phase": "detection",
        }
        for n in range(rows)
    ]
    clock = {"started": NOON, "detected": NOON, "resolved": NOON + timedelta(minutes=rows)}
    why = {"id": "w-1", "because": "the queue was full", "explains": ["problem"], "evidence": ["t-1"]}
    causes = {"problem": "no payment for an hour", "why": [why]}
    return tomlform.from_data({"id": "2026-11-24-a", "timeline": timeline, "clock": clock, "causes": causes})


@pytest.mark.parametrize(
    "path", ["timeline.t-5.what", "timeline.t-5.at", "summary", "causes.why.w-1.because"]
)
def test_after_an_edit_a_check_takes_no_longer_with_thousands_of_rows(path: str) -> None:
    def effort(rows: int) -> int:
        pm = big(rows)
        value = NOON if path.endswith(".at") else "the queue is slow"
        edited, again = apply(pm, [Edit(path, value)]), apply(pm, [Edit(path, value, None)])
        for each in (pm, edited, pm):
            known(each)
        return steps(lambda: known(again))

    assert effort(3_000) < 1.2 * effort(10) + 100
