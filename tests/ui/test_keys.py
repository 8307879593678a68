"""The registry of actions: complete, without clashes, and the source of docs/keys.md."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from pmtui import keys
from pmtui.interview.question import STEPS, Asked, Question

ROOT = Path(__file__).resolve().parents[2]


def asked(kind: str) -> Asked:
    return Asked(Question("q", "timeline", "x", kind, "label", "Ask?"), "x", "Ask?", False)  # type: ignore[arg-type]


def test_the_documentation_is_current() -> None:
    written = (ROOT / "docs" / "keys.md").read_text(encoding="utf-8")
    assert written == keys.docs_table(), "write docs/keys.md anew from keys.docs_table()"


def test_making_the_documentation_loads_no_textual() -> None:
    code = (
        "import sys; from pmtui import keys; keys.docs_table(); keys.bar('field'); keys.conflicts({}); "
        "sys.exit('textual' in sys.modules or 'rich' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_ids_are_unique_and_words_are_short() -> None:
    names = [action.id for action in keys.ACTIONS]
    assert len(names) == len(set(names))
    for action in keys.ACTIONS:
        assert 0 < len(action.label) <= 12, action
        assert action.help.endswith((".", "...")), action
        assert set(action.steps) <= set(STEPS), action


@pytest.mark.parametrize("scope", [keys.FIELD, keys.LIST])
@pytest.mark.parametrize("step", STEPS)
def test_no_key_means_two_things(scope: str, step: str) -> None:
    owners: dict[str, str] = {}
    for action in keys.ACTIONS:
        if action.scope in (scope, keys.EVERYWHERE) and (not action.steps or step in action.steps):
            letters = action.letters if scope == keys.LIST else ()
            for key in (*action.key.split(","), *action.also, *letters):
                assert owners.setdefault(key, action.id) == action.id, f"{key} in {scope} of {step}"


def test_a_text_field_loses_no_character_and_no_editing_key() -> None:
    taken = {
        "backspace",
        "ctrl+h",
        "ctrl+m",
        "ctrl+i",
        "ctrl+j",
        "ctrl+w",
        "ctrl+u",
        "ctrl+k",
        "ctrl+a",
        "ctrl+e",
    }
    for key in [*"abcdejknxJKG123?", "question_mark", *taken, "left", "home", "end", "delete", "space"]:
        for step in STEPS:
            assert keys.action_for(key, keys.FIELD, step) is None, key


@pytest.mark.parametrize(
    ("key", "scope", "step", "action"),
    [
        ("enter", keys.FIELD, "impact", "enter"),
        ("enter", keys.LIST, "impact", "edit"),
        ("f6", keys.FIELD, "timeline", "mark-moment"),
        ("f6", keys.FIELD, "causes", "branch"),
        ("f6", keys.FIELD, "impact", None),
        ("b", keys.LIST, "causes", "branch"),
        ("b", keys.LIST, "timeline", None),
        ("question_mark", keys.LIST, "impact", "help"),
        ("?", keys.LIST, "impact", "help"),
        ("2", keys.LIST, "causes", "view-2"),
        ("2", keys.LIST, "impact", None),
        ("K", keys.LIST, "timeline", "move-up"),
        ("f19", keys.FIELD, "timeline", "previous-step"),
        ("ctrl+g", keys.LIST, "share", "editor"),
        ("tab", keys.FIELD, "share", "next-question"),
        ("escape", keys.LIST, "share", "leave-field"),
    ],
)
def test_what_a_key_means(key: str, scope: str, step: str, action: str | None) -> None:
    assert keys.action_for(key, scope, step) == action


def test_a_persons_key_takes_the_place_of_ours() -> None:
    remap = {"next-step": "f12, ctrl+t"}
    assert keys.action_for("f12", keys.FIELD, "impact", remap) == "next-step"
    assert keys.action_for("ctrl+t", keys.FIELD, "impact", remap) == "next-step"
    assert keys.action_for("f7", keys.FIELD, "impact", remap) is None
    assert ("F12", "next step") in keys.bar(keys.FIELD, (), asked("line"), remap)


def test_a_persons_key_wins_over_ours_and_the_clash_is_told() -> None:
    remap = {"export": "f7"}
    assert keys.action_for("f7", keys.FIELD, "impact", remap) == "export"
    assert any("F7" in said and "next-step" in said for said in keys.conflicts(remap))


def test_wrong_remaps_are_told() -> None:
    assert keys.conflicts({}) == []
    assert any("no action" in said for said in keys.conflicts({"nxt": "f12"}))
    assert any("character" in said for said in keys.conflicts({"next-step": "n"}))
    assert keys.conflicts({"add": "i"}) == []
    assert keys.conflicts({"add": "?"}) != []


@pytest.mark.parametrize(
    ("key", "shown"),
    [
        ("ctrl+q", "^Q"),
        ("f7", "F7"),
        ("enter", "Enter"),
        ("shift+tab", "S-Tab"),
        ("ctrl+pagedown", "^PgDn"),
        ("G", "G"),
        ("g", "g"),
        ("question_mark", "?"),
        ("shift+f7", "S-F7"),
        ("escape", "Esc"),
    ],
)
def test_how_a_key_is_shown(key: str, shown: str) -> None:
    assert keys.display(key) == shown


def test_the_bar_ends_in_help_and_quit_and_begins_with_what_is_of_use() -> None:
    for scope in (keys.FIELD, keys.LIST):
        for kind in ("line", "prose", "event", "choice"):
            shown = keys.bar(scope, ("mark-moment",), asked(kind))
            assert [key for key, _ in shown[-2:]] == ["F1", "^Q"]
            assert len({key for key, _ in shown}) == len(shown)
    assert keys.bar(keys.FIELD, (), asked("event"))[0] == ("Enter", "add")
    assert keys.bar(keys.FIELD, (), asked("prose"))[0] == ("Tab", "next")
    assert keys.bar(keys.LIST, ("branch",), asked("why"))[3] == ("b", "branch")


def test_bindings_carry_their_ids_and_win_over_text_fields_where_they_must() -> None:
    everywhere = {binding.id: binding for binding in keys.bindings(keys.EVERYWHERE, {"quit": "f10"})}
    assert everywhere["quit"].key == "f10" and everywhere["quit"].key_display == "F10"
    assert all(binding.priority for binding in everywhere.values())
    assert not any(binding.priority for binding in keys.bindings(keys.LIST))
