"""Questions for fields that the script asks nothing about, built from the field's type."""

from __future__ import annotations

from datetime import date, datetime
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pmtui import content
from pmtui.errors import PathError
from pmtui.interview import choices
from pmtui.interview.question import Asked, Choice, FieldKind, Question, Step
from pmtui.model import paths
from pmtui.model.postmortem import Postmortem, Record

_FIXED = ("id", "format")
"""What pmtui itself keeps: shown, and not to be changed by an answer."""

_LABEL_LIMIT = 14
_PRECISION = "timeline.*.precision"


def generic(pm: Postmortem, path: str, step: Step) -> Asked:
    """Return a question about one field, in words that fit any field.

    Raises:
        PathError: There is nothing at `path` that can be asked for.
    """
    above, _, name = path.rpartition(".")
    owner = paths.get(pm, above) if above else pm
    value = paths.get(pm, path)
    if not isinstance(owner, Record):
        raise PathError(f"{path!r} is not a field that can be asked for")
    kind, offered = _kind_of(owner, name, path, value)
    listed = choices.choices_for(pm, path, owner, value) if kind in ("line", "choice") else ()
    if listed:
        kind, offered = "choice", listed
    words = content.toml("guide/fields.toml")
    told = words.get("field", {}).get(name, {})
    label = told.get("label", name.replace("_", " "))
    question = Question(
        id=f"field.{path}",
        step=step,
        field=path,
        kind=kind,
        label=label[:_LABEL_LIMIT].capitalize(),
        ask=told.get("ask", words["any"]["ask"]).replace("{field}", path),
        why=told.get("why", words["any"]["why"]),
        where=words["any"]["where"],
    )
    answered = value is not None and value not in ("", ())
    return Asked(question, path, question.ask, answered, offered, value=value if offered else None)


def _kind_of(owner: Record, name: str, path: str, value: Any) -> tuple[FieldKind, tuple[Choice, ...]]:
    """Return how a field is answered, and the answers to choose from where there are such."""
    if path in _FIXED:
        return "choice", (Choice(value, str(value)),)
    field = type(owner).model_fields.get("from_" if name == "from" else name)
    if field is None:  # a key that this version does not know
        return _kind_of_unknown(path, value)
    types = list(_types(field.annotation))
    literals = [choice for each in types if get_origin(each) is Literal for choice in get_args(each)]
    if literals:
        named = {choice.value: choice for choice in choices.choices_for(Postmortem(id="any"), _PRECISION)}
        named |= {choice.value: choice for choice in choices.high_or_low()}
        return "choice", tuple(named.get(each, Choice(each, str(each) or "none")) for each in literals)
    if bool in types:
        return "yesno", choices.yes_or_no()
    if int in types or float in types:
        return "number", ()
    if datetime in types:
        return "moment", ()
    if date in types:
        return "day", ()
    if str in types:
        return ("prose" if name == "note" else "line"), ()
    if any(get_origin(each) is tuple and str in _types(get_args(each)[0]) for each in types):
        return "texts", ()
    raise PathError(f"{path!r} is more than one field; name one of its fields")


def _kind_of_unknown(path: str, value: Any) -> tuple[FieldKind, tuple[Choice, ...]]:
    if isinstance(value, str):
        return "line", ()
    if isinstance(value, bool):
        return "yesno", choices.yes_or_no()
    if isinstance(value, int | float | date | None):
        return "choice", (Choice(value, str(value)),)
    raise PathError(f"{path!r} is not of this version of pmtui; edit it in the file")


def _types(annotation: Any) -> list[Any]:
    """Return the alternatives of a type, without None and without what is only noted beside it."""
    origin = get_origin(annotation)
    if origin is Annotated:
        return _types(get_args(annotation)[0])
    if origin in (Union, UnionType):
        return [each for argument in get_args(annotation) for each in _types(argument)]
    return [] if annotation is NoneType else [annotation]
