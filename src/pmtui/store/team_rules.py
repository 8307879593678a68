"""Where the rules of a team lie, and reading them: the library's `rules/`, the settings', and those named."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Mapping
from pathlib import Path

from pmtui.checks.rules import team_pack
from pmtui.checks.rules.book import Rulebook, Trouble
from pmtui.errors import FileError
from pmtui.store import places, settings, troubles
from pmtui.store.troubles import shown

FOLDER = "rules"
"""The folder of packs in the library, and beside the settings."""
MOST_PACKS = 50


def load(library: Path, named: Iterable[Path], environ: Mapping[str, str]) -> Rulebook:
    """Return the rules of the team. Of what is set twice the later holds.

    The order is: the packs in the library, those beside the settings, the settings themselves, those named.

    Args:
        library: The folder of postmortems.
        named: Files and folders that a person has named; they have to be there.
        environ: The environment, for the place of the settings.

    Raises:
        FileError: One that was named is not there or can't be read, or the settings are broken.
    """
    file = places.config_file(environ)
    chosen = settings.load(file)
    packs = _Packs()
    for folder in (library / FOLDER, file.parent / FOLDER):
        packs.add_folder(folder)
    switches, left_out = team_pack.switches(dict(chosen.rules), shown(file), "[rules]")
    packs.add(file, team_pack.Pack(shown(file), switches=switches, troubles=left_out, table="[rules]"))
    for path in named:
        packs.add_named(path)
    return team_pack.joined(packs.read.values())


class _Packs:
    """The packs that were read, each once, in the order in which they hold.

    Attributes:
        read: The packs by where their files really lie.
    """

    def __init__(self) -> None:
        self.read: dict[str, team_pack.Pack] = {}

    def add(self, path: Path, pack: team_pack.Pack) -> None:
        """Add a pack; one that was read before is moved behind the others."""
        place = os.path.realpath(path)
        self.read.pop(place, None)
        self.read[place] = pack

    def add_folder(self, folder: Path) -> None:
        """Add the packs of a folder, by their names; one that is not there has none."""
        try:
            found = sorted(path for path in folder.iterdir() if _is_pack(path))
        except (FileNotFoundError, NotADirectoryError):
            return
        except OSError as error:
            self.add(folder, _broken(folder, troubles.not_read(folder, error)))
            return
        for path in found[:MOST_PACKS]:
            try:
                self.add(path, team_pack.read(_bytes(path), shown(path)))
            except FileError as error:
                self.add(path, _broken(path, error))
        if len(found) > MOST_PACKS:
            what = f"{shown(found[MOST_PACKS].name)} and what follows it"
            trouble = Trouble(shown(folder), what, f"at most {MOST_PACKS} packs are read")
            self.add(folder, team_pack.Pack(shown(folder), troubles=[trouble]))

    def add_named(self, path: Path) -> None:
        """Add the pack in a file, or the packs in a folder; raise FileError where it can't be read."""
        if os.path.isdir(path):  # noqa: PTH112 - Path.is_dir raises for a name that is too long
            self.add_folder(path)
        else:
            self.add(path, team_pack.read(_bytes(path), shown(path)))


def _is_pack(path: Path) -> bool:
    return path.suffix == ".toml" and not path.name.startswith(".")


def _bytes(path: Path) -> bytes:
    """Return the bytes of a pack, not many more than it may have; no pipe or device is waited for.

    Raises:
        FileError: It is not there, can't be read, or is no file.
    """
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise FileError(
                "it is no file", where=shown(path), remedy="Name a TOML file, or a folder of them."
            )
        with path.open("rb") as file:
            return file.read(team_pack.LARGEST + 1)
    except ValueError:  # a name that no file can have
        raise FileError("there is no such file", where=shown(path), remedy="Look at the name.") from None
    except OSError as error:
        raise troubles.not_read(path, error) from None


def _broken(path: Path, error: FileError) -> team_pack.Pack:
    trouble = Trouble(shown(path), "the pack", f"{error.what}. {error.remedy}")
    return team_pack.Pack(shown(path), troubles=[trouble])
