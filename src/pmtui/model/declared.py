"""What is known of a record's field, and how one is declared that needs more than a type and a default."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import cache
from typing import Annotated, Any, Final, Self, get_args, get_origin

NO_DEFAULT: Final = object()
"""The default of a field that has none."""


class Field:
    """What is known of a field.

    Attributes:
        alias: Its name in the file where that is no name in Python (`from`), else None.
        default: What it holds when nothing was given, where it has such a default.
        written: How its type is written.
        module: The name of the module in which it is.
    """

    __slots__ = ("alias", "default", "default_factory", "module", "written")

    def __init__(
        self, default: Any, default_factory: Callable[[], Any] | None = None, alias: str | None = None
    ) -> None:
        self.default = default
        self.default_factory = default_factory
        self.alias = alias
        self.written = self.module = ""

    def is_required(self) -> bool:
        """Say whether no record can be without it."""
        return self.default is NO_DEFAULT and self.default_factory is None

    def get_default(self, *, call_default_factory: bool = True) -> Any:
        """Return what it holds when nothing was given."""
        factory = self.default_factory if call_default_factory else None
        return self.default if factory is None else factory()

    @property
    def annotation(self) -> Any:
        """Its type, without what is noted beside it."""
        whole = self.rebuild_annotation()
        return get_args(whole)[0] if get_origin(whole) is Annotated else whole

    def rebuild_annotation(self) -> Any:
        """Return its type with what is noted beside it."""
        return _resolved(self.written, self.module)

    def declared(self, written: str, module: str) -> Self:
        """Note how its type is written, and where; it is resolved when it is asked for."""
        self.written, self.module = written, module
        return self


def declare(
    *, default: Any = NO_DEFAULT, default_factory: Callable[[], Any] | None = None, key: str | None = None
) -> Any:
    """Declare a field of a record.

    Args:
        default: What it holds when nothing was given.
        default_factory: What makes that, where it must be each record's own.
        key: Its name in the file, where that is no name in Python.
    """
    return Field(default, default_factory, key)


@cache
def _resolved(written: str, module: str) -> Any:
    return eval(written, vars(sys.modules[module]))  # what the record's own class statement says
