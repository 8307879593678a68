"""Saving a file with comments takes twice the work for twice the rows, whatever happened to them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from effort import steps
from pmtui.model import tomlform
from pmtui.model.postmortem import Postmortem
from pmtui.store import comments


def rows(number: int) -> str:
    return "".join(f'[[timeline]]\nid = "e{n}"\nwhat = "w{n}"\n' for n in range(number))


def people(number: int) -> str:
    return '[[people]]\nname = "the same"\n' * number


def changed(pm: Postmortem, **fields: Any) -> Postmortem:
    return pm.model_copy(update=fields)


CHANGES: dict[str, tuple[Callable[[int], str], Callable[[Postmortem], Postmortem]]] = {
    "every row": (rows, lambda pm: changed(pm, timeline=tuple(changed(e, what="new") for e in pm.timeline))),
    "all rows gone": (rows, lambda pm: changed(pm, timeline=())),
    "every other gone": (rows, lambda pm: changed(pm, timeline=pm.timeline[::2])),
    "turned round": (rows, lambda pm: changed(pm, timeline=pm.timeline[::-1])),
    "twice as many": (
        rows,
        lambda pm: changed(pm, timeline=(*pm.timeline, *(changed(e, id=f"n{e.id}") for e in pm.timeline))),
    ),
    "rows that are all the same": (
        people,
        lambda pm: changed(pm, people=(*pm.people[1:9], changed(pm.people[0], name="x"), *pm.people[12:-3])),
    ),
    "keys": (
        lambda n: "[unfinished]\n" + "".join(f'k{i} = "x"\n' for i in range(n)),
        lambda pm: changed(pm, unfinished={f"{z}{key}": "y" for z in ("", "z") for key in pm.unfinished}),
    ),
    "a title over many tables": (
        lambda n: "".join(f"[t{i}]\n" for i in range(n)),
        lambda pm: changed(pm, title="x"),
    ),
}


@pytest.mark.parametrize("name", CHANGES)
def test_twice_the_rows_are_twice_the_work(name: str) -> None:
    make, change = CHANGES[name]

    def work(number: int) -> int:
        text = f'# by hand\nid = "a"\n{make(number)}'
        after = change(tomlform.loads(text))
        new = ""

        def act() -> None:
            nonlocal new
            new = comments.rewritten(text.encode(), after)

        count = steps(act)
        assert new.startswith("# by hand\n")
        assert tomlform.dumps(tomlform.loads(new)) == tomlform.dumps(after)
        return count

    assert work(160) < 2.2 * work(80)


def test_very_many_rows_without_ids_are_not_compared_each_with_each() -> None:
    text = '# by hand\nid = "a"\n' + people(3000)
    pm = tomlform.loads(text)
    after = changed(pm, people=tuple(changed(one, role=f"{n}") for n, one in enumerate(pm.people[5:])))
    new = comments.rewritten(text.encode(), after)
    assert tomlform.dumps(tomlform.loads(new)) == tomlform.dumps(after)
