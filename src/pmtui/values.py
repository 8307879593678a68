"""Values, quick to load: `dataclass` with what most of ours share written once, not generated for each class.

Python's own decorator writes and compiles six methods for a frozen class, half a millisecond each time, and
pmtui has more than a hundred. Type checkers see the real one: they hold what a frozen value is.
"""

from __future__ import annotations

import dataclasses
from operator import attrgetter
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass
else:

    def dataclass(cls=None, /, **options):
        """Do what `dataclasses.dataclass` does; what is frozen and has slots gets its methods from here.

        A frozen one is held to it by the type checker alone, so that it is quick to make, too.
        """
        if cls is not None or options != {"frozen": True, "slots": True}:
            return dataclasses.dataclass(cls, **options)
        return _value


def _value(cls: type) -> type:
    made: Any = dataclasses.dataclass(slots=True, repr=False, eq=False)(cls)
    fields = dataclasses.fields(made)
    told = tuple(each.name for each in fields if each.repr)
    compared = tuple(each.name for each in fields if each.compare)
    values: Any = attrgetter(*compared) if len(compared) > 1 else lambda value: _each(value, compared)

    def equal(self: Any, other: object) -> bool:
        if other.__class__ is self.__class__:
            return bool(values(self) == values(other))
        return False

    def hashed(self: Any) -> int:
        return hash(values(self))

    def shown(self: Any) -> str:
        inside = ", ".join(f"{name}={getattr(self, name)!r}" for name in told)
        return f"{self.__class__.__qualname__}({inside})"

    for name, method in (("__eq__", equal), ("__hash__", hashed), ("__repr__", shown)):
        if name not in cls.__dict__:
            setattr(made, name, method)
    found: type = made
    return found


def _each(value: Any, names: tuple[str, ...]) -> tuple[Any, ...]:
    return tuple(getattr(value, name) for name in names)
