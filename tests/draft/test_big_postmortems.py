"""A postmortem of thousands of rows: a key and a save cost what they cost in a small one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given

from effort import steps
from pmtui.draft.draft import Draft
from pmtui.draft.sharing import sharing
from pmtui.merging.difference import difference
from pmtui.model import tomlform
from pmtui.model.edit import Edit, apply
from pmtui.model.postmortem import Postmortem, TimelineEvent
from pmtui.store import files
from strategies import postmortems

BEGAN = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
MANY, FEW = 2000, 10


def of(rows: int) -> Postmortem:
    events = (
        TimelineEvent(id=f"t-{number}", at=BEGAN + timedelta(seconds=number), what=f"{number} #incident")
        for number in range(rows)
    )
    return Postmortem(id="2026-03-02-a", summary="It stood still.", timeline=tuple(events))


def opened(folder: Path, rows: int) -> Draft:
    file = folder / f"{rows}.toml"
    file.write_text(tomlform.dumps(of(rows)))
    stored = files.read(file)
    return Draft(file, stored.pm, stored.raw, now=lambda: BEGAN)


def places(rows: int) -> tuple[str, str, str]:
    return "summary", f"timeline.t-{rows // 2}.what", "unfinished.timeline.new"


@pytest.mark.parametrize("which", [0, 1, 2])
def test_a_key_and_a_save_cost_what_they_cost_in_a_small_one(tmp_path: Path, which: int) -> None:
    def work(rows: int) -> tuple[int, int]:
        draft = opened(tmp_path, rows)
        place = places(rows)[which]

        def typed(text: str) -> Callable[[], None]:
            return lambda: draft.do(Edit(place, text), typing=True)

        typed("a")()
        draft.save()  # the first one writes all of it
        key, save = steps(typed("ab")), steps(draft.save)
        assert draft.state.kind == "saved"
        if which < 2:
            assert files.read(draft.path).pm == draft.pm
        draft.close()
        return key, save

    (key, save), (small_key, small_save) = work(MANY), work(FEW)
    assert key <= 1.1 * small_key + 20
    assert save <= 1.1 * small_save + 40


def test_what_changed_of_thousands_of_rows_is_told_as_of_ten() -> None:
    def work(rows: int) -> int:
        pm = of(rows)
        after = apply(pm, [Edit(places(rows)[1], "other")])
        assert difference(pm, after) == (Edit(places(rows)[1], "other"),)
        return steps(lambda: difference(pm, after))

    assert work(MANY) <= 1.1 * work(FEW) + 10


def test_a_row_more_is_written_as_few_others(tmp_path: Path) -> None:
    def work(rows: int) -> int:
        draft = opened(tmp_path, rows)
        draft.do(Edit("summary", "Done."))
        draft.save()
        draft.do(Edit("timeline.t-new", {"what": "between", "at": BEGAN}, rows // 2))
        count = steps(draft.save)
        assert files.read(draft.path).pm == draft.pm
        assert files.read(draft.path).raw.decode() == tomlform.dumps(draft.pm)
        draft.close()
        return count

    assert work(MANY) <= 1.1 * work(FEW) + 40


def test_rows_that_somebody_else_left_as_they_were_stay_the_same_objects(tmp_path: Path) -> None:
    draft = opened(tmp_path, FEW)
    before = draft.pm.timeline
    theirs = files.read(draft.path)
    files.write(draft.path, apply(theirs.pm, [Edit("timeline.t-3.what", "theirs")]), base=theirs.raw)
    draft.do(Edit("summary", "Mine."))
    assert draft.look_outside()
    after = draft.pm.timeline
    assert after[3].what == "theirs" and draft.pm.summary == "Mine."
    assert [now is was for was, now in zip(before, after, strict=True)] == [at != 3 for at in range(FEW)]
    draft.save()
    assert files.read(draft.path).pm == draft.pm
    draft.close()


@given(postmortems(), postmortems())
def test_sharing_rows_changes_nothing(one: Postmortem, other: Postmortem) -> None:
    shared = sharing(one, other)
    assert shared == one and tomlform.dumps(shared) == tomlform.dumps(one)
