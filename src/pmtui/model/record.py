"""Record: an immutable table of the file, made without pydantic where its values are plainly right.

The names of what a record can do are pydantic's (`model_copy`, `model_fields`, `model_validate`), which
everybody knows. A record holds only what it was given; a field that was not is the default of its class.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from functools import cache
from typing import Any, ClassVar, Final, Self, TypeVar, dataclass_transform

from pmtui.model import kinds
from pmtui.model.declared import NO_DEFAULT, Field, declare

_EXTRA: Final = "model_extra"
_R = TypeVar("_R", bound="Record")


class _Shape:
    """What a record's class says, read once: its fields, and the quick look for each by its names."""

    __slots__ = ("_looks", "factories", "fields", "keys", "required", "standing")

    def __init__(self, kind: type[Record]) -> None:
        self.fields: dict[str, Field] = {}
        for owner in reversed(kind.__mro__):
            if issubclass(owner, Record):
                self.fields |= owner.__dict__["_declared"]
        self.keys = {name: each.alias or name for name, each in self.fields.items()}
        self.required = [name for name, each in self.fields.items() if each.is_required()]
        self.standing = {
            name: each.default
            for name, each in self.fields.items()
            if each.default not in (NO_DEFAULT, None, "", ())
        }
        self.factories = [
            (name, each.default_factory)
            for name, each in self.fields.items()
            if each.default_factory is not None
        ]
        self._looks: dict[str, tuple[str, kinds.Take]] | None = None

    @property
    def looks(self) -> dict[str, tuple[str, kinds.Take]]:
        """For each key and each name of a field its name and the quick look at its value."""
        if self._looks is None:
            self._looks = {}
            for name, each in self.fields.items():
                look = (name, _look_at(each.written, each.module) or kinds.taker(each.rebuild_annotation()))
                self._looks[name] = self._looks[self.keys[name]] = look
        return self._looks


class _Fields:
    """Gives the fields of a record's class by name; they are read when they are asked for."""

    def __get__(self, record: object, kind: type[Record]) -> Mapping[str, Field]:
        return _shape(kind).fields


@dataclass_transform(frozen_default=True, kw_only_default=True, field_specifiers=(declare,))
class Record(metaclass=type):  # noqa: UP050 (mypy takes a class without one for no key of a dict)
    """A table of the file: immutable, with what it does not know kept at its end."""

    model_fields = _Fields()
    """Each field by its name."""
    _declared: ClassVar[Mapping[str, Field]] = {}

    def __init_subclass__(cls) -> None:
        declared = {}
        for name, written in vars(cls).get("__annotations__", {}).items():
            found = cls.__dict__.get(name, NO_DEFAULT)
            each = found if isinstance(found, Field) else Field(found)
            declared[name] = each.declared(written, cls.__module__)
            if each is found and each.default is NO_DEFAULT:
                delattr(cls, name)
            elif each is found:
                setattr(cls, name, each.default)
        cls._declared = declared

    def __init__(self, /, **values: Any) -> None:
        """Make a record of the values of its fields, which are checked.

        Raises:
            ValueError: A value does not fit its field (a ValidationError of pydantic).
        """
        kept = _taken(type(self), values)
        if kept is None:
            kept = vars(_arbitrated(type(self), values))
        _hold(self, kept)

    @classmethod
    def model_validate(cls, data: Any) -> Self:
        """Return the record that plain data holds; a record is given back as it is.

        Raises:
            ValueError: It does not fit (a ValidationError of pydantic).
        """
        found = cls.model_taken(data)
        return _arbitrated(cls, data) if found is kinds.DOUBT else found

    @classmethod
    def model_taken(cls, data: Any) -> Any:
        """Return the record that plain data holds where all of it is plainly right, else `kinds.DOUBT`."""
        if type(data) is not dict:
            return data if type(data) is cls else kinds.DOUBT
        kept = _taken(cls, data)
        return kinds.DOUBT if kept is None else _hold(cls.__new__(cls), kept)

    @classmethod
    def model_construct(cls, **values: Any) -> Self:
        """Return a record of values that are not checked."""
        shape = _shape(cls)
        names = {key: name for name, key in shape.keys.items()}
        known = {names.get(key, key): value for key, value in values.items()}
        kept = {name: value for name, value in known.items() if name in shape.fields}
        if extra := {name: value for name, value in known.items() if name not in shape.fields}:
            kept[_EXTRA] = extra
        for name, factory in shape.factories:
            kept.setdefault(name, factory())
        return _hold(cls.__new__(cls), kept)

    def model_copy(self, *, update: Mapping[str, Any] | None = None) -> Self:
        """Return the record with other values, unchecked; under names it does not know, too."""
        kept = dict(vars(self))
        if update:
            fields = _shape(type(self)).fields
            for name, value in update.items():
                if name in fields:
                    kept[name] = value
            if extra := {name: value for name, value in update.items() if name not in fields}:
                kept[_EXTRA] = {**kept.get(_EXTRA, {}), **extra}
        return _hold(type(self).__new__(type(self)), kept)

    @property
    def model_extra(self) -> dict[str, Any]:
        """The keys that this version does not know, in their order; not to be changed."""
        return vars(self).get(_EXTRA) or {}

    def __getattr__(self, name: str) -> Any:
        extra = vars(self).get(_EXTRA, {})
        if name in extra:
            return extra[name]
        raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}")

    def __setattr__(self, name: str, value: Any) -> None:
        raise AttributeError(f"{type(self).__name__} is immutable: {name!r} can't be set")

    def __delattr__(self, name: str) -> None:
        raise AttributeError(f"{type(self).__name__} is immutable: {name!r} can't be deleted")

    def __eq__(self, other: object) -> bool:
        if type(other) is not type(self):
            return NotImplemented
        mine, theirs = vars(self), vars(other)
        if mine == theirs:
            return True
        if mine.keys() == theirs.keys():
            return False
        fields = _shape(type(self)).fields
        return mine.get(_EXTRA) == theirs.get(_EXTRA) and all(
            mine.get(name, each.default) == theirs.get(name, each.default) for name, each in fields.items()
        )

    def __hash__(self) -> int:
        mine, fields = vars(self), _shape(type(self)).fields
        return hash((type(self), *[mine.get(name, each.default) for name, each in fields.items()]))

    def __repr__(self) -> str:
        mine, fields = vars(self), _shape(type(self)).fields
        known = [f"{name}={mine[name]!r}" for name in fields if name in mine]
        extra = [f"{name}={value!r}" for name, value in mine.get(_EXTRA, {}).items()]
        return f"{type(self).__name__}({', '.join(known + extra)})"

    def __reduce__(self) -> tuple[Any, ...]:
        return _again, (type(self), vars(self))


def held(record: Record) -> list[tuple[str, Any]]:
    """Return what stands in a record, in the order of the file: each field's key there, and its value.

    Left out are most of the fields that were not given and are empty; not the keys that are not known.
    """
    values, shape = vars(record), _shape(type(record))
    standing = shape.standing
    return [
        (key, values[name] if name in values else standing[name])
        for name, key in shape.keys.items()
        if name in values or name in standing
    ]


def look(kind: type[Record], name: str) -> kinds.Take:
    """Return the quick look at a value of the field `name`."""
    return _shape(kind).looks[name][1]


def made(kind: type[Record], values: Mapping[str, Any], extra: Mapping[str, Any]) -> Any:
    """Return a record of values that are known to be right, by the names of their fields."""
    kept = {**values, _EXTRA: dict(extra)} if extra else dict(values)
    for name, factory in _shape(kind).factories:
        kept.setdefault(name, factory())
    return _hold(kind.__new__(kind), kept)


_shape = cache(_Shape)


@cache
def _look_at(written: str, module: str) -> kinds.Take | None:
    """Return the quick look for a type that is written in one of the common ways, else None.

    It is the one that `kinds.taker` gives; Python makes a union slowly, only to have it taken apart.
    """
    names = vars(sys.modules[module])
    row = written.removeprefix("tuple[").removesuffix(", ...]")
    if row != written:
        return kinds.rows_of(kinds.taker(names[row])) if row in names else None
    one = written.removesuffix(" | None")
    if one not in names:
        return None
    look = kinds.taker(names[one])
    return look if one == written else kinds.or_none(look)


def _taken(kind: type[Record], data: dict[str, Any]) -> dict[str, Any] | None:
    """Return what a record of `data` holds; None where not all of it is plainly right."""
    shape, doubt = _shape(kind), kinds.DOUBT
    if not data and not shape.required:
        return {name: factory() for name, factory in shape.factories}
    looks = shape.looks
    kept: dict[str, Any] = {}
    extra: dict[str, Any] | None = None
    for key, value in data.items():
        try:
            name, take = looks[key]
        except KeyError:
            if type(key) is not str or not kinds.is_sound(key):
                return None
            if extra is None:
                extra = {}
            extra[key] = value
            continue
        found = take(value)
        if found is doubt:
            return None
        kept[name] = found
    if len(kept) + len(extra or ()) != len(data):  # a field under both of its names
        return None
    for name in shape.required:
        if name not in kept:
            return None
    if extra:
        kept[_EXTRA] = extra
    for name, factory in shape.factories:
        if name not in kept:
            kept[name] = factory()
    return kept


def _hold(record: _R, kept: dict[str, Any]) -> _R:
    object.__setattr__(record, "__dict__", kept)
    return record


def _again(kind: type[Record], kept: dict[str, Any]) -> Record:
    """Return a copy of a record."""
    kept = dict(kept)
    if _EXTRA in kept:
        kept[_EXTRA] = dict(kept[_EXTRA])
    return _hold(kind.__new__(kind), kept)


def _arbitrated(kind: type[_R], data: Any) -> _R:
    """Return what pydantic makes of `data`; it raises where that is nothing."""
    from pmtui.model import validation  # loads pydantic

    return validation.record(kind, data)
