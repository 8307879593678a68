"""The documents say what is: the file's fields, the commands, the settings, the floors, the links."""

from __future__ import annotations

import re
import tomllib
from dataclasses import fields
from pathlib import Path
from typing import Any, get_args

import pytest

from pmtui.arguments import parser
from pmtui.model import postmortem as records
from pmtui.model.postmortem import Postmortem, Record
from pmtui.store.settings import Settings

ROOT = Path(__file__).resolve().parents[1]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])
FORMAT = (ROOT / "docs" / "format.md").read_text(encoding="utf-8")
README = (ROOT / "README.md").read_text(encoding="utf-8")


def tables(record: type[Record], name: str = "") -> dict[str, list[str]]:
    """Return the keys of each table that a postmortem can have, in the order of the file."""
    found: dict[str, list[str]] = {name or "top": []}
    for key, field in record.model_fields.items():
        path = f"{name}.{field.alias or key}".lstrip(".")
        inner = next((kind for kind in _kinds(field.annotation) if issubclass(kind, Record)), None)
        if inner is not None:
            found |= tables(inner, path)
        elif path != "unfinished":
            found[name or "top"].append(field.alias or key)
    return found


def _kinds(annotation: Any) -> list[type]:
    if isinstance(annotation, type):
        return [annotation]
    return [kind for part in get_args(annotation) for kind in _kinds(part)]


def described() -> dict[str, str]:
    """Return what docs/format.md says of each table."""
    rows = re.findall(r"(?m)^\| (?:top|`\[+([\w.]+)\]+`) \| (.+) \|$", FORMAT)
    found = {name or "top": words for name, words in rows}
    for words in list(found.values()):
        for name, more in re.findall(r"`\[\[([\w.]+)\]\]`: ((?:`\w+` ?)+)", words):
            found[name] = more
    return found


@pytest.mark.parametrize("table", tables(Postmortem))
def test_the_page_of_the_format_names_the_fields_of_each_table(table):
    keys = tables(Postmortem)[table]
    if not keys:
        return
    words = described()[table].split("; `[[")[0]
    if "the same names" in words:
        assert keys == tables(Postmortem)["clock"]
    else:
        assert re.findall(r"`(\w+)`", words) == keys


def test_the_page_of_the_format_names_the_words_that_fields_can_have():
    sets = ["Purpose", "TriageDecision", "Leg", "Confidence", "Stop", "GateKind", "EventState"]
    sets += ["Category", "Horizon", "Level", "HighLow", "ActionStatus", "Precision", "Status"]
    for name in sets:
        assert ", ".join(get_args(getattr(records, name))) in FORMAT, name


def test_the_readme_names_each_command_and_no_other():
    [commands] = [each for each in parser()._actions if each.dest == "command"]
    named = set(re.findall(r"(?m)^    pmtui ([\w-]+)", README))
    assert named == set(commands.choices or ())


def test_the_settings_in_the_readme_are_all_there_are():
    shown = re.search(r"(?s)PMTUI_CONFIG` names\.\n\n(.+?)\n\n## ", README)
    assert shown
    known = {field.name for field in fields(Settings)}
    assert set(tomllib.loads(re.sub("(?m)^    ", "", shown[1]))) == known


def test_the_settings_in_the_readme_are_taken(tmp_path):
    from pmtui import keys
    from pmtui.store import settings

    shown = re.search(r"(?s)PMTUI_CONFIG` names\.\n\n(.+?)\n\n## ", README)
    assert shown
    (tmp_path / "config.toml").write_text(re.sub("(?m)^    ", "", shown[1]), encoding="utf-8")
    assert not keys.conflicts(settings.load(tmp_path / "config.toml").keys)


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.name)
def test_what_a_page_links_to_is_there(page):
    for target in re.findall(r"\]\(([^)#:]+)\)", page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), target


def test_the_page_of_the_house_names_each_floor_that_the_contracts_hold():
    page = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    layers = settings["tool"]["importlinter"]["contracts"][0]["layers"]
    names = [part.strip().removeprefix("pmtui.") for layer in layers for part in layer.split(":")]
    rows = " ".join(re.findall(r"(?m)^\| (`.+?) \|", page))
    places = [re.search(rf"`{name}(?:/|\.py)`", rows) for name in names]
    assert None not in places
    on_disk = {
        path.stem for path in (ROOT / "src" / "pmtui").iterdir() if path.suffix == ".py" or path.is_dir()
    }
    assert on_disk - {"__init__", "__main__", "__pycache__"} == set(names)


def test_the_paths_in_the_page_of_the_format_are_fields(tmp_path):
    from pmtui.interview.asking import for_path
    from pmtui.model import tomlform

    text = 'format = 1\nid = "2026-11-24-x"\n[[timeline]]\nid = "ev-3k9f"\n[[action]]\nid = "ac-1"\n'
    text += '[[people]]\nname = "Kim"\n[lessons]\nwell = ["a", "b"]\n'
    pm = tomlform.loads(text, "x")
    paths = re.findall(r"`([a-z_]+(?:\.[\w-]+)*)`", FORMAT.split("## Paths")[1])
    assert len(paths) >= 7
    for path in paths:
        assert for_path(pm, path).path
