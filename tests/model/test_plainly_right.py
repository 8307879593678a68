"""What is plainly right is taken without pydantic, and pydantic would have made the same of it."""

from __future__ import annotations

import copy
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import odd
from odd import odd_data
from pmtui.errors import ValueRefusedError
from pmtui.model import kinds, paths, tomlform, validation
from pmtui.model.postmortem import Clock, Postmortem, Record
from pmtui.model.record import look
from strategies import postmortem_data


def records(kind: type[Record] = Postmortem) -> list[type[Record]]:
    """Return all kinds of records."""
    found = [kind]
    for field in kind.model_fields.values():
        for each in (field.annotation, *getattr(field.annotation, "__args__", ())):
            if isinstance(each, type) and issubclass(each, Record):
                found += records(each)
    return list(dict.fromkeys(found))


FIELDS = [(kind, name) for kind in records() for name in kind.model_fields]


def both(data: Any) -> tuple[Any, Any]:
    """Return what is plainly right of `data`, and what pydantic makes of it."""
    taken = Postmortem.model_taken(copy.deepcopy(data))
    try:
        return taken, validation.record(Postmortem, copy.deepcopy(data))
    except validation.ValidationError:
        return taken, kinds.DOUBT


@given(postmortem_data())
@settings(max_examples=40, deadline=None)
def test_a_good_postmortem_is_plainly_right_and_what_pydantic_makes_of_it(data: dict[str, Any]) -> None:
    taken, arbitrated = both(data)
    assert taken is not kinds.DOUBT or "\\r" in repr(data)
    if taken is not kinds.DOUBT:
        assert taken == arbitrated
        assert repr(taken) == repr(arbitrated)
        assert tomlform.dumps(taken) == tomlform.dumps(arbitrated)


@given(odd_data(odd.IN_TOML) | odd_data(odd.NOT_IN_TOML))
@settings(max_examples=80, deadline=None)
def test_of_odd_data_nothing_is_taken_that_pydantic_refuses_or_makes_something_else_of(
    data: dict[str, Any],
) -> None:
    taken, arbitrated = both(data)
    if taken is not kinds.DOUBT:
        assert repr(taken) == repr(arbitrated)


@pytest.mark.parametrize(("kind", "name"), FIELDS, ids=[f"{kind.__name__}.{name}" for kind, name in FIELDS])
def test_no_field_takes_a_value_that_pydantic_refuses_or_makes_something_else_of(
    kind: type[Record], name: str
) -> None:
    take, adapter = look(kind, name), validation.field(kind, name)
    taken = 0
    for value in (*odd.IN_TOML, *odd.NOT_IN_TOML):
        found = take(value)
        if found is not kinds.DOUBT:
            taken += 1
            assert repr(found) == repr(adapter.validate_python(value)), value
    assert taken


class Strange(tzinfo):
    """A zone that does not say what time it is."""

    def utcoffset(self, when: datetime | None) -> timedelta | None:
        return None


@pytest.mark.parametrize(
    "zone",
    [UTC, ZoneInfo("Europe/Berlin"), ZoneInfo("UTC"), Strange()],
    ids=["utc", "berlin", "named utc", "strange"],
)
def test_a_moment_in_any_zone_is_what_pydantic_makes_of_it(zone: tzinfo) -> None:
    clock = Clock
    moment = datetime(2026, 10, 25, 2, 30, fold=1, tzinfo=zone)
    taken = look(clock, "started")(moment)
    arbitrated = validation.field(clock, "started").validate_python(moment)
    assert arbitrated.tzinfo is UTC
    assert taken is kinds.DOUBT or (taken == arbitrated and taken.tzinfo is UTC)


@given(st.sampled_from(FIELDS), st.sampled_from((*odd.IN_TOML, *odd.NOT_IN_TOML)))
@settings(deadline=None)
def test_an_edit_takes_and_refuses_what_pydantic_does(field: tuple[type[Record], str], value: Any) -> None:
    kind, name = field
    if value is None:
        return
    value = copy.deepcopy(value) if isinstance(value, list | dict) else value
    try:
        expected = repr(validation.field(kind, name).validate_python(copy.copy(value)))
    except validation.ValidationError as error:
        words = error.errors()[0]["msg"].removeprefix("Value error, ")
        with pytest.raises(ValueRefusedError) as caught:
            paths._checked(kind, name, value, "a.path")
        assert caught.value.what == words
    else:
        assert repr(paths._checked(kind, name, value, "a.path")) == expected
