"""Why data is not a postmortem, in words: the field's path, what was found and what was expected."""

from __future__ import annotations

import math
import re
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any

from pmtui.values import dataclass

if TYPE_CHECKING:
    from pydantic import ValidationError
    from pydantic_core import ErrorDetails

_BARE = re.compile(r"[A-Za-z0-9_-]{1,60}")
_KEPT_AS_IT_IS = "Correct it in an editor; the file was left as it is."
_EXPECTED = {
    "string_type": "text in quotes",
    "bool_type": "true or false",
    "int_type": "a whole number",
    "float_type": "a number",
    "tuple_type": "a list",
    "dict_type": "a table",
    "model_type": "a table",
    "finite_number": "a finite number",
}
_ROWS = {
    "timeline",
    "people",
    "action",
    "not_doing",
    "history",
    "conflict",
    "impact.metric",
    "review.override",
} | {f"causes.{name}" for name in ("why", "factor", "gate", "event", "root")}
_NUMBERS = {"int_type", "float_type"}


@dataclass(frozen=True, slots=True)
class Refusal:
    """A field that holds something else than it should.

    Attributes:
        path: The field's path; a row by its id where it has one, else by its number from 0.
        what: What was found there and what was expected, in words, without the postmortem's own text.
        remedy: What to do next.
    """

    path: str
    what: str
    remedy: str


def first(error: ValidationError, data: dict[str, Any]) -> Refusal:
    """Return the first thing that is wrong with `data`, and how many more there are."""
    details = error.errors(include_url=False)
    head = details[0]
    place = _place(head, data)
    path = _path(place, data)
    if head["type"] == "missing":
        missing = str(head["loc"][-1])
        what, remedy = (
            f"this row has no `{missing}`",
            "Give it one of its own, such as `ev-2`; the file was left as it is.",
        )
    else:
        same = [each for each in details if _place(each, data) == place]
        what = f"found {_found(_value(place, data))}, expected {_expected(same, place)}"
        remedy = _KEPT_AS_IT_IS
    others = len({tuple(_place(each, data)) for each in details}) - 1
    if others:
        what += f" (and {others} more field{'s' if others > 1 else ''} like this)"
    return Refusal(path, what, remedy)


def cut_out(error: ValidationError, data: dict[str, Any]) -> bool:
    """Take what is wrong out of `data`, in place; return whether there was something to take out."""
    details = error.errors(include_url=False)
    places = sorted({tuple(_place(each, data)) for each in details}, reverse=True, key=_order)
    for place in places:
        if not place:
            return False
        owner = _value(list(place[:-1]), data)
        del owner[place[-1]]
    return bool(places)


def _order(place: tuple[str | int, ...]) -> tuple[tuple[bool, str, int], ...]:
    return tuple((isinstance(part, int), str(part), part if isinstance(part, int) else 0) for part in place)


def _place(detail: ErrorDetails, data: dict[str, Any]) -> list[str | int]:
    """Return the keys and numbers that lead to the value; pydantic's names of alternatives are left out."""
    here: Any = data
    place: list[str | int] = []
    for part in detail["loc"]:
        inside = part in here if isinstance(here, dict) else isinstance(here, list) and isinstance(part, int)
        if not inside:
            break
        here = here[part]
        place.append(part)
    return place


def _value(place: list[str | int], data: dict[str, Any]) -> Any:
    here: Any = data
    for part in place:
        here = here[part]
    return here


def _path(place: list[str | int], data: dict[str, Any]) -> str:
    here: Any = data
    parts: list[str] = []
    for part in place:
        here = here[part]
        name = here.get("id") if isinstance(part, int) and isinstance(here, dict) else part
        name = name if isinstance(name, str) else str(part)
        parts.append(name if _BARE.fullmatch(name) else ascii(name[:60]).replace("'", '"'))
    return ".".join(parts)


def _found(value: Any) -> str:
    """Say what kind of value it is; of text only a single short word is repeated."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return f'the text "{value}"' if _BARE.fullmatch(value) and len(value) <= 30 else "a text"
    if isinstance(value, float) and not math.isfinite(value):
        return str(value)
    if isinstance(value, int | float):
        return f"the number {value}" if abs(value) < 1e15 else "a number"
    if isinstance(value, datetime):
        return f"the time {value}"
    if isinstance(value, date):
        return f"the day {value}"
    if isinstance(value, time):
        return f"the time of day {value}"
    if isinstance(value, list):
        return "a list"
    return "a table" if isinstance(value, dict) else "something else"


def _expected(details: list[ErrorDetails], place: list[str | int]) -> str:
    """Say what the field takes, from all that is wrong with its value."""
    kinds = {detail["type"] for detail in details}
    if kinds & _NUMBERS and len(kinds) > 1:
        return "a number"
    if kinds == {"tuple_type"} and ".".join(map(str, place)) in _ROWS:
        return f"a list of tables, each under [[{'.'.join(map(str, place))}]]"
    words = [word for word in (_word(detail) for detail in details) if word]
    return " or ".join(dict.fromkeys(words)) or "something else"


def _word(detail: ErrorDetails) -> str:
    kind, context = detail["type"], detail.get("ctx", {})
    if kind == "value_error":
        words = str(context["error"]).replace(" is expected", "")
        return words.replace("a time needs its offset", "a time with its offset")
    if kind == "literal_error":
        choices = re.findall(r"'([^']+)'", str(context["expected"]))
        return f"one of {', '.join(choices)}" if choices else ""
    if kind == "greater_than_equal":
        return f"a number not below {context['ge']}"
    if kind == "less_than_equal":
        return f"a number not above {context['le']}"
    if kind == "string_pattern_mismatch":
        return "an id of letters, digits, `-` and `_`"
    return _EXPECTED.get(kind, "")
