"""Any two sequences of edits from one version: nothing is lost, nothing depends on who is first."""

from __future__ import annotations

import copy
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from merging_edits import NOON, TABLES, leaves, new_ones, versions

from pmtui.merging.difference import difference
from pmtui.merging.items import key
from pmtui.merging.merge import Clash, Merged, merge, noted
from pmtui.model import tomlform
from pmtui.model.edit import apply
from pmtui.model.postmortem import Postmortem
from pmtui.model.same import same
from strategies import postmortem_data

FEW = settings(max_examples=max(15, settings().max_examples // 5))
"""For postmortems with all there is in them, which take long to make."""
ROW_TABLES = (
    "timeline",
    "action",
    *(f"causes.{name}" for name in ("why", "factor", "gate", "event", "root")),
)


def plain(pm: Postmortem) -> dict[str, Any]:
    return tomlform.to_data(pm)


def pair(clash: Clash) -> tuple[str, bool, list[str]]:
    return clash.path, clash.removed, sorted(key(value) for value in (clash.here, clash.other))


def without_named(pm: Postmortem, clashes: tuple[Clash, ...]) -> Any:
    """The data outside the paths that are named: without the fields, and with the tables in order of ids."""
    data = copy.deepcopy(plain(pm))
    for clash in clashes:
        if not clash.removed:
            _forget(data, clash.path)
    return data


def _forget(data: Any, path: str) -> None:
    if path.startswith("unfinished."):
        data.get("unfinished", {}).pop(path.removeprefix("unfinished."), None)
        return
    if path in ROW_TABLES:
        above, _, table = path.rpartition(".")
        (data[above] if above else data)[table].sort(key=lambda row: row["id"])
        return
    here, parts = data, path.split(".") if '"' not in path else _quoted(path)
    for part in parts[:-1]:
        if isinstance(here, list):
            here = next(row for row in here if row["id"] == part)
        else:
            here = here.get(part, {})
    here.pop(parts[-1], None)
    if not here and path.count("."):  # a table stays out of the file once it is empty
        _forget(data, path.rpartition(".")[0])


def _quoted(path: str) -> list[str]:
    import tomllib

    above, _, name = path.partition('"')
    [unquoted] = tomllib.loads(f'"{name} = 0')
    return [*above.split(".")[:-1], unquoted]


def check_symmetric(base: Postmortem | None, one: Postmortem, other: Postmortem) -> None:
    left, right = merge(base, one, other), merge(base, other, one)
    assert sorted(map(pair, left.clashes)) == sorted(map(pair, right.clashes))
    assert same(without_named(left.pm, left.clashes), without_named(right.pm, right.clashes))
    rows = [noted(merged, "outside", NOON) for merged in (left, right)]
    assert {row.id for row in rows[0].conflict} == {row.id for row in rows[1].conflict}


def check_loads(merged: Merged) -> None:
    pm = noted(merged, "outside", NOON)
    assert same(plain(tomlform.loads(tomlform.dumps(pm))), plain(pm))
    again = noted(Merged(pm, merged.clashes), "outside", NOON)
    assert same(plain(again), plain(pm))


@given(versions())
def test_merging_with_the_base_or_with_itself_changes_nothing(three) -> None:
    base, one, other = three
    for version in (one, other):
        for merged in (merge(base, version, base), merge(base, base, version), merge(base, version, version)):
            assert merged == Merged(version, ())
        assert merge(version, base, base) == Merged(base, ())


@given(versions())
def test_no_edit_of_either_side_is_lost(three) -> None:
    base, one, other = three
    merged = merge(base, one, other)
    before, after = leaves(plain(base)), leaves(plain(merged.pm))
    named = {}
    for clash in merged.clashes:
        named.setdefault(clash.path, []).append(clash)
    for side in (one, other):
        now = leaves(plain(side))
        for path, value in now.items():
            if not same(value, before.get(path)):
                check_kept(path, value, before.get(path), after.get(path), named.get(path, []))
        for path in before.keys() - now.keys():
            check_gone(path, before[path], after, leaves(plain(other if side is one else one)), named)


def check_kept(path: str, value: Any, was: Any, now: Any, clashes: list[Clash]) -> None:
    both = [side for clash in clashes for side in (clash.here, clash.other)]
    if any(same(value, side) for side in (now, *both)):
        return
    if isinstance(value, str):
        assert "\n" in f"{value}{was}{now}", path
        kept = {line for text in (now, *both) for line in (text or "").split("\n")}
        for line in new_ones(value.split("\n"), (was or "").split("\n")):
            assert line in kept, (path, line)
    elif isinstance(value, list):
        kept_items = [*(now or ()), *both]
        for item in new_ones(value, was or []):
            if isinstance(item, dict):
                for name, part in item.items():
                    assert any(same(part, known.get(name)) for known in kept_items), (path, name, part)
            else:
                assert item in kept_items, (path, item)
    else:
        assert isinstance(value, dict), path  # a key that is not known, merged within
        for name, part in value.items():
            if (was or {}).get(name) != part:
                assert any(part == side.get(name) for side in (now, *both) if side), (path, name)


def check_gone(path: str, was: Any, after: Any, others: Any, named: Any) -> None:
    """What one side emptied is empty, or the other side changed it, and that is named or in a list."""
    row = ".".join(path.split(".")[: 3 if path.startswith("causes.why") else 2])
    if path in after and path not in named and row not in named:
        assert isinstance(was, list), path
        assert not same(others[path], was), path


@given(versions())
def test_who_is_first_matters_only_where_it_is_named(three) -> None:
    check_symmetric(*three)
    check_symmetric(None, *three[1:])


@given(versions())
def test_the_result_is_a_postmortem_and_noting_it_twice_is_noting_it_once(three) -> None:
    check_loads(merge(*three))
    check_loads(merge(None, *three[1:]))


@given(versions())
def test_what_one_side_only_did_needs_no_choice(three) -> None:
    base, one, other = three
    touched = [
        {
            path
            for path, value in leaves(plain(side)).items()
            if not same(value, leaves(plain(base)).get(path))
        }
        | (leaves(plain(base)).keys() - leaves(plain(side)).keys())
        for side in (one, other)
    ]
    both = touched[0] & touched[1]
    for clash in merge(base, one, other).clashes:
        if not clash.removed and clash.path not in TABLES:
            assert clash.path in both


@given(versions())
def test_the_difference_leads_from_any_version_to_any_other(three) -> None:
    for old in three:
        for new in three:
            found = apply(old, difference(old, new))
            extra = [*(old.model_extra or {}), *(new.model_extra or {})]
            assert found.model_copy(update=dict.fromkeys(extra)) == new.model_copy(
                update=dict.fromkeys(extra)
            )


@st.composite
def mixed(draw: st.DrawFn) -> tuple[Postmortem, Postmortem, Postmortem]:
    """Three postmortems with all there is in them, made of fields, rows and items of two."""
    pool = [draw(postmortem_data()) for _ in range(2)]
    out = [_mixed(draw, pool) for _ in range(3)]
    one, other, third = (tomlform.from_data({**data, "id": "it"}) for data in out)
    return one, other, third


def _mixed(draw: st.DrawFn, pool: list[Any]) -> Any:
    which = draw(st.integers(0, 3))
    if which < 2:
        return pool[which]
    names = dict.fromkeys(name for side in pool for name in side)
    out = {}
    for name in names:
        values = [side[name] for side in pool if name in side]
        if len(values) == 2 and all(isinstance(value, dict) for value in values):
            out[name] = _mixed(draw, values)
        elif len(values) == 2 and all(isinstance(value, list) for value in values):
            whole = [*values[0], *values[1]]
            ids = [item.get("id") if isinstance(item, dict) else None for item in whole]
            once = [
                item
                for number, item in enumerate(whole)
                if ids[number] is None or ids[number] not in ids[:number]
            ]
            out[name] = [once[place] for place in draw(st.permutations(range(len(once))))][
                : draw(st.integers(0, 5))
            ]
        elif draw(st.booleans()):
            out[name] = values[0]
        elif len(values) == 2:
            out[name] = values[1]
    return out


@FEW
@given(mixed())
def test_whatever_three_postmortems_hold_they_merge(three) -> None:
    base, one, other = three
    check_symmetric(base, one, other)
    check_symmetric(None, one, other)
    check_loads(merge(base, one, other))
    for merged in (merge(base, one, base), merge(base, base, one)):
        assert not merged.clashes
        assert same(plain(merged.pm), plain(one))


@FEW
@given(mixed())
def test_the_difference_leads_to_whatever_a_postmortem_holds(three) -> None:
    for old, new in zip(three, (*three[1:], three[0]), strict=True):
        found = plain(apply(old, difference(old, new)))
        there = plain(new)
        for name in (*(old.model_extra or {}), *(new.model_extra or {})):
            found.pop(name, None)
            there.pop(name, None)
        assert same(found, there)
