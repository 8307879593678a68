"""Which definition a name means: public ones by name, all by their path (MEF 2.0d, "Name Conflicts")."""

from __future__ import annotations

from collections.abc import Iterable

from pmtui.importers.mef.definitions import Definition, Definitions, Path
from pmtui.importers.mef.said import said


class Names:
    """The names of a file's definitions.

    Args:
        found: The definitions that share one space of names.
        file: The file, for messages.

    Raises:
        TreeError: A name is defined twice.
    """

    def __init__(self, found: Iterable[Definition], file: Definitions) -> None:
        self._public: dict[str, Definition] = {}
        self._full: dict[str, Definition] = {}
        for each in found:
            before = self._full.setdefault(each.full, each)
            if before is each and not each.private:
                before = self._public.setdefault(each.name, each)
            if before is not each:
                file.refuse(f"{said(each.name)} is defined twice, first in line {before.line}", each.line)
        for name, private in self._full.items():
            if private.private and name in self._public:
                file.refuse(f"{said(name)} is both a name and the path to another", private.line)

    def meant(self, name: str, path: Path) -> Definition | None:
        """Return the definition that `name` means where the containers `path` stand around it, or None."""
        for depth in range(len(path), 0, -1):
            found = self._full.get(".".join((*path[:depth], name)))
            if found is not None:
                return found
        return self._public.get(name) or self._full.get(name)

    @staticmethod
    def key(definition: Definition) -> str:
        """Return the name by which the tree knows a definition: no two have the same."""
        return definition.full if definition.private else definition.name
