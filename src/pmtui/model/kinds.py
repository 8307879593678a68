"""The kinds of value that fields hold, and for each a quick look whether a value is plainly right as it is.

The look is careful: what it takes, pydantic takes, too, and makes the same of it. Whatever is doubtful it
leaves to pydantic (see `validation`), which converts it or says what is wrong; so pydantic, which takes long
to load, is loaded only where something is odd.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import UTC, date, datetime
from functools import cache
from itertools import repeat
from operator import is_
from types import NoneType, UnionType
from typing import Annotated, Any, Final, Literal, Union, get_args, get_origin

Take = Callable[[Any], Any]
"""Gives a value as a record keeps it, or `DOUBT`."""
DOUBT: Final = object()
"""What is given back for a value that is not plainly right."""

_LARGEST_INT = 2**63  # a larger number is not wrong, only odd


class Kind:
    """A kind of value, noted beside a type.

    Attributes:
        name: What `validation` knows it by.
        take: The quick look.
    """

    __slots__ = ("name", "take")

    def __init__(self, name: str, take: Take) -> None:
        self.name = name
        self.take = take

    def __repr__(self) -> str:
        return f"<{self.name}>"


def is_sound(text: str) -> bool:
    """Say whether a text can be written as UTF-8: half a surrogate pair can't."""
    if text.isascii():
        return True
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def unix_lines(value: Any) -> Any:
    """Return a text with Unix line ends; anything else as it is."""
    if isinstance(value, str) and "\r" in value:
        return value.replace("\r\n", "\n").replace("\r", "\n")
    return value


def nothing_as_none(value: Any) -> Any:
    """Return None for an empty text, list or table; a text with Unix line ends; anything else as it is."""
    return None if isinstance(value, str | tuple | list | dict) and not value else unix_lines(value)


def _text(value: Any) -> Any:
    if type(value) is not str or "\r" in value:
        return DOUBT
    return value if value.isascii() or is_sound(value) else DOUBT


def _instant(value: Any) -> Any:
    if type(value) is not datetime or value.tzinfo is None:
        return DOUBT
    if value.tzinfo is UTC:
        return value
    try:
        return value.astimezone(UTC) if value.utcoffset() is not None else DOUBT
    except (ArithmeticError, ValueError):
        return DOUBT


def _day(value: Any) -> Any:
    return value if type(value) is date else DOUBT


def _flag(value: Any) -> Any:
    return value if type(value) is bool else DOUBT


def _number(value: Any) -> Any:
    kind = type(value)
    if kind is int:
        return value if -_LARGEST_INT < value < _LARGEST_INT else DOUBT
    return value if kind is float and value - value == 0 else DOUBT  # neither infinite nor "not a number"


def _whole(least: int, most: int = _LARGEST_INT) -> Take:
    def take(value: Any) -> Any:
        return value if type(value) is int and least <= value <= most else DOUBT

    return take


def _up_to(most: int) -> Take:
    def take(value: Any) -> Any:
        return value if _number(value) is not DOUBT and 0 <= value <= most else DOUBT

    return take


def _id_with(marks: str) -> Take:
    """Take what begins with a letter or digit of ASCII and goes on with more of them, `-` and `marks`."""

    def take(value: Any) -> Any:
        if type(value) is not str or not value.isascii():
            return DOUBT
        letters = value.replace("-", "")
        if not letters.isalnum():
            for mark in marks:
                letters = letters.replace(mark, "")
        return value if letters.isalnum() and value[0].isalnum() else DOUBT

    return take


Text = Annotated[str, Kind("text", _text)]
"""Text with Unix line ends."""
Texts = tuple[Text, ...]
Instant = Annotated[datetime, Kind("instant", _instant)]
"""An aware datetime, in UTC."""
Day = Annotated[date, Kind("day", _day)]
Flag = Annotated[bool, Kind("flag", _flag)]
Count = Annotated[int, Kind("count", _whole(0))]
Positive = Annotated[int, Kind("positive", _whole(1))]
Score = Annotated[int, Kind("score", _whole(1, 5))]
Number = Annotated[int | float, Kind("number", _number)]
"""A figure; whole numbers stay whole in the file."""
Percent = Annotated[int | float, Kind("percent", _up_to(100))]
Probability = Annotated[int | float, Kind("probability", _up_to(1))]
RowId = Annotated[str, Kind("row-id", _id_with("_"))]
"""A row's id: letters, digits, `-` and `_`; unique in its table and never used again."""
_postmortem_id = _id_with("_.")
PostmortemId = Annotated[str, Kind("postmortem-id", _postmortem_id)]
Whatever = Annotated[Any, Kind("whatever", nothing_as_none)]
"""A value of any field, as TOML has it; None for an empty one."""


def is_postmortem_id(text: str) -> bool:
    """Say whether a text can be a postmortem's id."""
    return _postmortem_id(text) is not DOUBT


def kind_of(annotation: Any) -> Kind | None:
    """Return the kind that is noted beside a type, if any."""
    if get_origin(annotation) is not Annotated:
        return None
    return next((each for each in annotation.__metadata__ if isinstance(each, Kind)), None)


def is_union(annotation: Any) -> bool:
    """Say whether a type is one of several."""
    return get_origin(annotation) in (Union, UnionType)


@cache
def taker(annotation: Any) -> Take:
    """Return the quick look at a value of a field that is annotated so.

    Args:
        annotation: A kind, a Literal, a record, None, or a union, tuple or dict of such.
    """
    if (kind := kind_of(annotation)) is not None:
        return kind.take
    origin, inside = get_origin(annotation), get_args(annotation)
    if origin is Literal:
        return _one_of(frozenset(inside))
    if is_union(annotation):
        any_of = _any_of([taker(each) for each in inside if each is not NoneType])
        return or_none(any_of) if NoneType in inside else any_of
    if origin is tuple:
        return rows_of(taker(inside[0]))
    if origin is dict:
        return _table_of(taker(inside[1]))
    return annotation.model_taken  # type: ignore[no-any-return]


def _one_of(words: frozenset[str]) -> Take:
    def take(value: Any) -> Any:
        return value if type(value) is str and value in words else DOUBT

    return take


def or_none(take_one: Take) -> Take:
    """Return the quick look at what `take_one` looks at, or None."""

    def take(value: Any) -> Any:
        return None if value is None else take_one(value)

    return take


def _any_of(takes: list[Take]) -> Take:
    def take(value: Any) -> Any:
        for each in takes:
            found = each(value)
            if found is not DOUBT:
                return found
        return DOUBT

    return take


def rows_of(take_one: Take) -> Take:
    """Return the quick look at a list of what `take_one` looks at."""

    def take(value: Any) -> Any:
        if type(value) is not list and type(value) is not tuple:
            return DOUBT
        rows = tuple([take_one(item) for item in value])
        return DOUBT if _is_in_doubt(rows) else rows

    return take


def _table_of(take_one: Take) -> Take:
    def take(value: Any) -> Any:
        if type(value) is not dict or not all(type(key) is str and is_sound(key) for key in value):
            return DOUBT
        table = {key: take_one(item) for key, item in value.items()}
        return DOUBT if _is_in_doubt(table.values()) else table

    return take


def _is_in_doubt(values: Collection[Any]) -> bool:
    """Say whether one of the values is `DOUBT`; none of them is asked whether it equals it."""
    return True in map(is_, values, repeat(DOUBT))
