"""What pydantic says of data that is not plainly right: it converts it, or refuses it and tells why.

The only module that imports pydantic, and imported only when there is something to ask; the models are built
when they are first needed.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from functools import cache, reduce
from operator import or_
from typing import Annotated, Any, TypeVar, get_args, get_origin

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    TypeAdapter,
    ValidationError,
    ValidatorFunctionWrapHandler,
    WrapValidator,
    create_model,
)
from pydantic import Field as Constraint

from pmtui.model import kinds
from pmtui.model.record import Record, made

__all__ = ["ValidationError", "field", "item", "record"]

_R = TypeVar("_R", bound=Record)


def record(kind: type[_R], data: Any) -> _R:
    """Return the record that `data` holds; raise ValidationError where it holds none."""
    return _made(kind, _model(kind).model_validate(data))


def field(owner: type[Record], name: str) -> TypeAdapter[Any]:
    """Return what checks a value of the field `name`."""
    return _adapter(owner.model_fields[name].rebuild_annotation())


def item(annotation: Any) -> TypeAdapter[Any]:
    """Return what checks a value of a type, as records note it."""
    return _adapter(annotation)


@cache
def _adapter(annotation: Any) -> TypeAdapter[Any]:
    return TypeAdapter(_told(annotation))


def _utc(value: datetime) -> datetime:
    if value.tzinfo is None:
        raise ValueError("a time needs its offset from UTC, such as 2026-11-24 14:05:00+00:00")
    try:
        return value.astimezone(UTC)
    except OverflowError:
        raise ValueError("this time lies outside the calendar") from None


def _only_datetime(value: Any) -> Any:
    if not isinstance(value, datetime):
        raise ValueError("a date with a time and its offset is expected, such as 2026-11-24 14:05:00+00:00")
    return value


def _only_date(value: Any) -> Any:
    if isinstance(value, datetime) or not isinstance(value, date):
        raise ValueError("a date is expected, such as 2026-11-24")
    return value


_STRICT = Constraint(strict=True)
_FIGURE = Annotated[int, _STRICT] | Annotated[float, Constraint(strict=True, allow_inf_nan=False)]
_KINDS: dict[str, Any] = {
    "text": Annotated[str, _STRICT, BeforeValidator(kinds.unix_lines)],
    "instant": Annotated[datetime, BeforeValidator(_only_datetime), AfterValidator(_utc)],
    "day": Annotated[date, BeforeValidator(_only_date)],
    "flag": Annotated[bool, _STRICT],
    "count": Annotated[int, Constraint(strict=True, ge=0)],
    "positive": Annotated[int, Constraint(strict=True, ge=1)],
    "score": Annotated[int, Constraint(strict=True, ge=1, le=5)],
    "number": _FIGURE,
    "percent": Annotated[_FIGURE, Constraint(ge=0, le=100)],
    "probability": Annotated[_FIGURE, Constraint(ge=0, le=1)],
    "row-id": Annotated[str, Constraint(strict=True, pattern=r"^[A-Za-z0-9][A-Za-z0-9_-]*$")],
    "postmortem-id": Annotated[str, Constraint(strict=True, pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]*$")],
    "whatever": Annotated[Any, BeforeValidator(kinds.nothing_as_none)],
}
"""What pydantic is told of each of `kinds`; its quick look takes nothing that is not right here."""


def _told(annotation: Any) -> Any:
    """Return a type as pydantic is told it: a record as its model, a kind as what is checked of it."""
    if (kind := kinds.kind_of(annotation)) is not None:
        return _KINDS[kind.name]
    origin, inside = get_origin(annotation), get_args(annotation)
    if origin is tuple:
        return tuple[_told(inside[0]), ...]  # type: ignore[misc]
    if origin is dict:
        return dict[str, _told(inside[1])]  # type: ignore[misc]
    if isinstance(annotation, type) and issubclass(annotation, Record):
        return _record(annotation)
    if kinds.is_union(annotation):
        return reduce(or_, [_told(each) for each in inside])
    return annotation


@cache
def _record(kind: type[Record]) -> Any:
    """Return the type of a record, or of a table of which one is made."""

    def wrapped(value: Any, handler: ValidatorFunctionWrapHandler) -> Record:
        return value if isinstance(value, kind) else _made(kind, handler(value))

    return Annotated[_model(kind), WrapValidator(wrapped)]


@cache
def _model(kind: type[Record]) -> type[BaseModel]:
    """Return pydantic's model of a record's table."""
    fields: dict[str, Any] = {}
    for name, each in kind.model_fields.items():
        default = Constraint(default=... if each.is_required() else None, alias=each.alias)
        fields[name] = (_told(each.rebuild_annotation()), default)
    return create_model(kind.__name__, __config__=ConfigDict(extra="allow", populate_by_name=True), **fields)


def _made(kind: type[_R], model: BaseModel) -> _R:
    """Return the record of what pydantic has made of a table."""
    given = model.model_fields_set
    values = {name: value for name, value in vars(model).items() if name in given}
    return made(kind, values, model.model_extra or {})  # type: ignore[no-any-return]
