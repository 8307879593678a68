"""A postmortem whose every text acts on a terminal, a browser, a template or a reader of markup."""

from __future__ import annotations

from datetime import UTC, date, datetime
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic_core import PydanticUndefined

from pmtui.model.postmortem import Postmortem, Record

SEQUENCES = (
    "\x1b[2J\x1b[31;5m\x1b[6n",  # CSI: clears the screen, asks for an answer
    "\x1b]0;title\x07\x1b]8;;https://evil.example/\x1b\\link\x1b]8;;\x1b\\\x1b]52;c;ZXZpbA==\x07",  # OSC
    "\x1bP1$r0m\x1b\\\x1bc\x1b",  # DCS, reset, a lone ESC
    "\x9b2J\x9d52;c;ZXZpbA==\x9c\x90q\x9c\x85",  # the same in C1
    "\a\b\b\b\r\v\f\x00\x7f",
    "\u202egnp.exe\u202c\u2066\u2069\u200f\u200b\ufeff\u2028\u2029",
)
MARKUP = (
    "[red]red[/red][bold",
    "[link=https://evil.example]l[/link][@click=app.quit]quit[/]",
    "<script>alert(1)</script><img src=x onerror=alert(1)><a href='javascript:alert(1)'>j</a>",
    "[a](javascript:alert(1)) ![i](https://evil.example/i.png) <https://evil.example/>",
    "{{ 7*7 }}{{ pm.id }}{% for x in y %}{{ ''.__class__.__mro__ }}{# c #}",
    "```\n# heading\n| a | b |\n%%{init: {}}%% click A call alert(1)\n-->",
    "\"; } </style></svg><svg onload=alert(1)>'",
)
EVIL = "evil " + " ".join((*SEQUENCES, *MARKUP))
CONTROLS = frozenset(map(chr, (*range(10), *range(11, 32), *range(127, 160))))
"""What no output may hold: all control characters but the line break."""
ACTING = CONTROLS | frozenset(
    "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u2028\u2029"
)
"""What no line for people may hold: also what turns the direction of what follows."""


_PLAIN = {
    bool: True,
    int: 1,
    float: 1.0,
    datetime: datetime(2026, 3, 1, 10, tzinfo=UTC),
    date: date(2026, 3, 2),
}


def evil_postmortem(text: str = EVIL, name: str = "2026-03-01-evil") -> Postmortem:
    """Return a postmortem with `text` in every field that takes a text, and two rows in every table."""
    return Postmortem.model_validate(_filled(Postmortem, text, 0) | {"id": name, "format": 1, "zone": "UTC"})


def _filled(kind: type[Record], text: str, number: int) -> dict[str, Any]:
    data: dict[str, Any] = {f"x_{number}": text, f"y\x1b[31m{number}": {text: text}}
    for name, field in kind.model_fields.items():
        row = f"{kind.__name__[:3].lower()}-{number}"
        value = row if name == "id" else _value(field.rebuild_annotation(), text)
        if value is not PydanticUndefined:
            data[field.alias or name] = value
    return data


def _value(kind: Any, text: str) -> Any:
    while get_origin(kind) is Annotated:
        kind = get_args(kind)[0]
    origin, inside = get_origin(kind), get_args(kind)
    if origin in (Union, UnionType):
        return _value(inside[0], text)
    if origin is Literal:
        return inside[0]
    if origin is tuple:
        if isinstance(inside[0], type) and issubclass(inside[0], Record):
            return [_filled(inside[0], text, number) for number in (1, 2)]
        return [text, "why-1", "bas-1", text]
    if origin is dict:
        return {"clock.started": text, "timeline": text, text: text}
    if isinstance(kind, type) and issubclass(kind, Record):
        return _filled(kind, text, 1)
    return _PLAIN.get(kind, text if kind in (str, Any) else PydanticUndefined)
