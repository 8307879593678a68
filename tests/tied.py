"""Postmortems whose rows name each other across tables, and what every change of them has to keep to."""

from __future__ import annotations

from collections.abc import Iterable

from hypothesis import strategies as st

from pmtui.model import postmortem as records
from pmtui.model.edit import Edit, apply, inverse
from pmtui.model.postmortem import Action, BasicEvent, Factor, Postmortem, RootCause, TimelineEvent, Why
from strategies import linked_causes, one_of, texts

SAID = st.sampled_from(["one mirror", "One  MIRROR", "no alarm", "", "the queue was full"]) | texts
"""Words that several rows share, written in more than one way, and any others."""


@st.composite
def tied_postmortems(draw: st.DrawFn) -> Postmortem:
    """Give postmortems with ladders, fishes, trees, root causes and actions that name each other's rows."""
    causes = draw(linked_causes())
    rows = (*causes.why, *causes.factor, *causes.event)
    named = ["ev-1", "ev-2", "gone", "problem", *(row.id for row in rows)]
    some = st.lists(st.sampled_from(named), max_size=3).map(tuple)

    def why(row: Why) -> Why:
        return row.model_copy(update={"because": draw(SAID), "evidence": draw(some), "from_": draw(some)})

    def factor(row: Factor) -> Factor:
        return row.model_copy(update={"what": draw(SAID), "from_": draw(some)})

    def event(row: BasicEvent) -> BasicEvent:
        return row.model_copy(update={"what": draw(SAID), "evidence": draw(some), "from_": draw(some)})

    ids = range(1, draw(st.integers(0, 3)) + 1)
    roots = tuple(RootCause(id=f"rc-{n}", what=draw(SAID), from_=draw(some)) for n in ids)
    answered = st.lists(st.sampled_from(["gone", *(f"rc-{n}" for n in ids)]), max_size=2).map(tuple)
    actions = tuple(
        Action(
            id=f"ac-{n}",
            what=draw(SAID),
            answers=draw(answered),
            breaks=draw(some),
            status=draw(st.none() | one_of(records.ActionStatus)),
        )
        for n in range(draw(st.integers(0, 2)))
    )
    return Postmortem(
        id="2026-11-24-any",
        title=draw(SAID),
        timeline=tuple(TimelineEvent(id=f"ev-{n}", what=draw(SAID)) for n in range(draw(st.integers(0, 3)))),
        causes=causes.model_copy(
            update={
                "why": tuple(map(why, causes.why)),
                "factor": tuple(map(factor, causes.factor)),
                "event": tuple(map(event, causes.event)),
                "root": roots,
            }
        ),
        action=actions,
    )


def there_and_back(pm: Postmortem, edits: Iterable[Edit]) -> Postmortem:
    """Return what the edits make of a postmortem, when their inverse leads back to it."""
    listed = tuple(edits)
    done = apply(pm, listed)
    assert apply(done, inverse(pm, listed)) == pm
    return done
