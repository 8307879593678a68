"""What people do to a postmortem, as hypothesis draws it: a version to begin with, and edits of two sides."""

from __future__ import annotations

import copy
from collections import Counter
from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import strategies as st

from pmtui.model import tomlform
from pmtui.model.postmortem import Postmortem

NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
TABLES = ("timeline", "action", "causes.why")
TEXTS = ("summary", "impact.note", "causes.problem")
LISTS = ("lessons.well", "services", "people", "history")

_words = st.sampled_from(["deploy", "rollback", "page", "queue full", "disk full", "restart"])
_lines = st.lists(_words, max_size=5).map("\n".join)
_minutes = st.integers(0, 20)
_place = st.integers(0, 7)


def _item(name: str) -> st.SearchStrategy[Any]:
    if name == "people":
        return st.fixed_dictionaries({"name": _words}, optional={"role": _words, "x_team": _words})
    if name == "history":
        at = _minutes.map(lambda minutes: NOON + timedelta(minutes=minutes))
        return st.fixed_dictionaries({"what": _words}, optional={"at": at, "why": _words})
    return _words


def _row(table: str) -> st.SearchStrategy[dict[str, Any]]:
    text = "because" if table == "causes.why" else "what"
    more: dict[str, Any] = {"x_tool": _words, "x_more": st.dictionaries(_words, _words, max_size=2)}
    if table == "timeline":
        more |= {"at": _minutes.map(lambda minutes: NOON + timedelta(minutes=minutes)), "source": _words}
    elif table == "action":
        more |= {"owner": _words, "breaks": st.lists(_words, max_size=2), "measure": _lines}
    else:
        more |= {"evidence": st.lists(_words, max_size=2), "note": _lines}
    return st.fixed_dictionaries({text: _words}, optional=more)


def _rows(table: str) -> st.SearchStrategy[list[dict[str, Any]]]:
    one = st.tuples(st.sampled_from(["r-1", "r-2", "r-3", "r-4", "r-5"]), _row(table))
    named = one.map(lambda both: {"id": both[0], **both[1]})
    return st.lists(named, max_size=5, unique_by=lambda row: row["id"])


_begun = st.fixed_dictionaries(
    {
        "title": _words,
        **{table: _rows(table) for table in TABLES},
        **dict.fromkeys(TEXTS, _lines),
        **{name: st.lists(_item(name), max_size=4) for name in LISTS},
        "unfinished": st.dictionaries(st.sampled_from(["clock.started", "summary"]), _words),
    }
)


def _base(said: dict[str, Any]) -> dict[str, Any]:
    data: dict[str, Any] = {"id": "2026-11-24-it"}
    for path, value in said.items():
        _set(data, path, value)
    return data


def edits(own: str) -> st.SearchStrategy[list[tuple[Any, ...]]]:
    """Edits of one side; `own` is in the ids of rows that nobody else adds."""
    rows = st.sampled_from(TABLES).flatmap(
        lambda table: st.one_of(
            st.tuples(
                st.just("add"),
                st.just(table),
                st.sampled_from([f"{own}-1", f"{own}-2", "both"]),
                _place,
                _row(table),
            ),
            st.tuples(st.just("change"), st.just(table), _place, _row(table)),
            st.tuples(st.just("remove"), st.just(table), _place),
            st.tuples(st.just("move"), st.just(table), _place, _place),
        )
    )
    lists = st.sampled_from(LISTS).flatmap(
        lambda name: st.one_of(
            st.tuples(st.just("insert item"), st.just(name), _place, _item(name)),
            st.tuples(st.just("append item"), st.just(name), _item(name)),
            st.tuples(st.just("change item"), st.just(name), _place, _item(name)),
            st.tuples(st.just("remove item"), st.just(name), _place),
        )
    )
    texts = st.sampled_from(TEXTS).flatmap(
        lambda name: st.one_of(
            st.tuples(st.just("insert line"), st.just(name), _place, _words),
            st.tuples(st.just("change line"), st.just(name), _place, _words),
            st.tuples(st.just("remove line"), st.just(name), _place),
        )
    )
    fields = st.one_of(
        st.tuples(
            st.just("set"), st.sampled_from(["title", "impact.delay", "x_new", "clock.x_zone"]), _words
        ),
        st.tuples(st.just("set"), st.just("impact.users"), st.integers(0, 3)),
        st.tuples(
            st.just("set"), st.just("clock.started"), _minutes.map(lambda m: NOON + timedelta(minutes=m))
        ),
        st.tuples(st.just("type"), st.sampled_from(["clock.started", "summary", "action.new"]), _words),
        st.tuples(st.just("clear"), st.sampled_from(["title", "summary", "impact.note"])),
    )
    return st.lists(st.one_of(rows, lists, texts, fields), max_size=6)


def _versions(drawn: tuple[Any, ...]) -> tuple[Postmortem, ...]:
    base = _base(drawn[0])
    return tuple(tomlform.from_data(data) for data in (base, *(done(base, steps) for steps in drawn[1:])))


def versions() -> st.SearchStrategy[tuple[Postmortem, ...]]:
    """A version, and what two people made of it."""
    return _drawn


def done(base: dict[str, Any], steps: list[tuple[Any, ...]]) -> dict[str, Any]:
    data = copy.deepcopy(base)
    for what, name, *more in steps:
        if what == "set":
            _set(data, name, more[0])
        elif what == "clear":
            _set(data, name, "")
        elif what == "type":
            data.setdefault("unfinished", {})[name] = more[0]
        elif what.endswith(" line"):
            lines = _get(data, name, "").split("\n")
            _on_list(lines, what, *more)
            _set(data, name, "\n".join(lines))
        else:
            _on_list(_list(data, name), what, *more)
    return data


def _on_list(items: list[Any], what: str, *more: Any) -> None:
    what = what.split()[0]
    place = more[0] % (len(items) + 1) if isinstance(more[0], int) else 0
    if what == "add":
        if all(row["id"] != more[0] for row in items):
            items.insert(more[1] % (len(items) + 1), {"id": more[0], **more[2]})
    elif what == "append":
        items.append(more[0])
    elif what == "insert":
        items.insert(place, more[1])
    elif place < len(items):
        old = items.pop(place)
        if what == "move":
            items.insert(more[1] % (len(items) + 1), old)
        elif what == "change":
            items.insert(place, {**old, **more[1]} if isinstance(old, dict) else more[1])


def _get(data: dict[str, Any], path: str, missing: Any) -> Any:
    for part in path.split("."):
        data = data.get(part, missing)
        if data is missing:
            return missing
    return data


def _list(data: dict[str, Any], path: str) -> list[Any]:
    items = _get(data, path, None)
    if items is None:
        items = []
        _set(data, path, items)
    return items


def _set(data: dict[str, Any], path: str, value: Any) -> None:
    *above, last = path.split(".")
    for part in above:
        data = data.setdefault(part, {})
    data[last] = value


def leaves(data: Any, path: str = "") -> dict[str, Any]:
    """All that is said in plain data: a field's path to its value; whole lists where items have no ids."""
    out: dict[str, Any] = {}
    if isinstance(data, dict) and not path.rpartition(".")[2].startswith("x_"):
        for key, value in data.items():
            out |= leaves(value, f"{path}.{key}" if path else key)
    elif isinstance(data, list) and path in TABLES:
        for row in data:
            out |= leaves(row, f"{path}.{row['id']}")
    else:
        out[path] = data
    return out


def new_ones(items: list[Any], base: list[Any]) -> list[Any]:
    """The items that are there more often than in the base."""
    extra = Counter(map(repr, items)) - Counter(map(repr, base))
    return [item for item in items if repr(item) in extra]


_drawn = st.tuples(_begun, edits("a"), edits("b")).map(_versions)
