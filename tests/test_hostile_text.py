"""Safe with what it reads: no text or name of a file acts on a terminal, a browser or a template."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest
import tomli_w

from hostile import ACTING, CONTROLS, EVIL, MARKUP, SEQUENCES, evil_postmortem
from pmtui.cli import main
from pmtui.model import tomlform, tomlwriter
from pmtui.model.postmortem import Postmortem

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home with a library in which one postmortem is hostile."""
    library = tmp_path / "library"
    library.mkdir()
    (library / "2026-03-01-evil.toml").write_text(tomlform.dumps(evil_postmortem()), encoding="utf-8")
    tree = tomlform.to_data(evil_postmortem(name="2026-03-01-tree"))
    gates = [
        {"id": "gat-1", "what": EVIL, "gate": "or", "inputs": ["gat-2", "bas-1"]},
        {"id": "gat-2", "what": EVIL, "gate": "and", "inputs": ["bas-1", "bas-2"]},
    ]
    tree["causes"] |= {"top": "gat-1", "gate": gates}
    (library / "2026-03-01-tree.toml").write_text(tomlwriter.write(tree), encoding="utf-8")
    for name, value in {
        "HOME": tmp_path,
        "PMTUI_LIBRARY": library,
        "PMTUI_STATE_DIR": tmp_path / "state",
        "PMTUI_CONFIG": tmp_path / "config.toml",
    }.items():
        monkeypatch.setenv(name, str(value))
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def run(folder: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> Run:
    """Run a command; return its status and what it wrote."""

    def once(*words: str | Path) -> tuple[int, str, str]:
        capfdbinary.readouterr()
        try:
            status = main([str(word) for word in words])
        except SystemExit as error:
            status = int(error.code or 0)
        out, err = capfdbinary.readouterr()
        return status, out.decode("utf-8"), err.decode("utf-8")

    return once


def acts(text: str, what: frozenset[str] = ACTING) -> list[str]:
    return sorted({ascii(c) for c in text if c in what})


FOR_PEOPLE = [
    ["list"],
    ["check", "2026-03-01-evil"],
    ["check", "library"],
    ["check", "--format", "github", "library"],
    ["lint", "evil.md"],
    ["lint", "--lines", "--context", "action", "evil.md"],
    ["tree", "2026-03-01-evil"],
    ["tree", "2026-03-01-evil", "--top", "gat-1"],
    ["tree", "2026-03-01-tree"],
    ["tree", "2026-03-01-tree", "--all"],
    ["tree", "2026-03-01-evil", "--all"],
    ["tree", "2026-03-01-evil", "--top", EVIL.replace("\0", "")],
    ["open", "2026-03-01-evil"],
    ["open", "2026-03-01-evil", "--at", "summary.\x1b[2J"],
    ["demo", "\x1b[2J\u202e"],
    ["versions", "2026-03-01-evil"],
    ["recover"],
    ["export", "no\x1b[2J\x9b\u202ename.toml"],
    ["check", "no\x1b[2J\x9b\u202ename.toml"],
    ["list", "--library", "no\x1b[2J\x9b\u202ename"],
    ["export", "2026-03-01-evil", "-o", "no\x1b[2J\x9b\u202e/name.md"],
    ["tree", "no\x1b[2J.xml"],
    ["check", "--rules", "no\x1b[2J.toml", "library"],
    ["merge-driver", "no\x1b[2J", "no\x1b[2J", "no\x1b[2J", "no\x1b[2J"],
    ["check", "2026-03-01-evil\udcff\udc9b.toml"],
]


@pytest.mark.parametrize("words", FOR_PEOPLE, ids=lambda words: ascii(" ".join(words))[1:50])
def test_what_is_printed_for_people_does_not_act_on_the_terminal(
    folder: Path, run: Run, words: list[str]
) -> None:
    (folder / "evil.md").write_text("It was Bob's fault. " + EVIL + "\nAlways fix it. " + EVIL)
    status, out, err = run(*words)
    assert status in (0, 1, 2, 129)  # git reads from 129 on that nothing was merged
    assert acts(out) == []
    assert acts(err) == []
    assert out or err or words[0] in ("lint", "tree")


@pytest.mark.parametrize("form", ["json", "sarif"])
@pytest.mark.parametrize("command", ["check", "lint"])
def test_what_is_printed_for_programs_is_escaped(folder: Path, run: Run, command: str, form: str) -> None:
    (folder / "evil.md").write_text("It was Bob's fault, as always. " + EVIL)
    name = "library/2026-03-01-evil.toml" if command == "check" else "evil.md"
    _, out, err = run(command, "--format", form, name)
    assert acts(out, CONTROLS) == acts(err) == []
    for each in out.splitlines() if form == "json" else [out]:
        assert json.loads(each)


def test_the_tree_for_programs_is_escaped(run: Run) -> None:
    _, out, err = run("tree", "2026-03-01-tree", "--format", "json")
    assert acts(out, CONTROLS) == acts(err) == []
    assert json.loads(out)


@pytest.mark.parametrize("to", ["mef", "mermaid", "dot", "svg"])
def test_trees_for_other_programs_hold_no_control_characters(run: Run, to: str) -> None:
    status, out, err = run("tree", "2026-03-01-tree", "--to", to)
    assert status == 0, err
    assert acts(out, CONTROLS - {"\t"}) == []
    if to in ("mef", "svg"):
        assert "<script" not in out
        assert not re.search(r"<[^>]*\son\w+=", out)
    if to == "mermaid":
        assert "click" not in [line.split()[0] for line in out.splitlines() if line.split()]


@pytest.mark.parametrize("to", ["md", "html"])
def test_documents_hold_no_control_characters_and_run_nothing(run: Run, to: str) -> None:
    status, out, err = run("export", "2026-03-01-evil", "--to", to)
    assert status == 0, err
    assert acts(out, CONTROLS) == []
    assert "49" not in re.sub(r"\d{3,}", "", out)  # 7*7
    assert "7*7" in out.replace("\\*", "*")
    if to == "md":
        prose = re.sub(r"(?ms)^( *)(`{3,})\w*\n.*?^\1\2 *$", "", out)
        assert len(prose) > len(out) / 2
        assert not re.search(r"(?<!\\)<(?!https?://|br>|/?details>|/?summary>)", prose)
        assert not re.search(r"(?<!\\)\]\(", prose)
        return
    assert "<script" not in out
    for tag in re.findall(r"<[a-z][^>]*>", out):
        assert not re.search(r"""\s(on\w+|src|srcset|style|data|action|xlink:href)\s*=""", tag), tag
        assert not re.search(r'href="(?!https?://)', tag), tag
        assert tag.split()[0].strip("<>/") not in (
            "script",
            "img",
            "iframe",
            "link",
            "base",
            "object",
            "embed",
        )


def test_what_is_wrong_in_a_file_is_told_without_its_control_characters(folder: Path, run: Run) -> None:
    broken = {
        "key.toml": 'id = "a"\n"\\u001b[2J" = 1\n"\\u001b[2J" = 2\n',
        "type.toml": 'id = "a"\n[[people]]\nname = 1\n"a\\u009b" = 3\n',
        "status.toml": 'id = "a"\nstatus = "\\u001b[2J\\u202e"\n',
        "ids.toml": 'id = "a"\n[[action]]\nid = "\\u001b[2J"\n',
        "unfinished.toml": 'id = "a"\n[unfinished]\n"\\u001b[2J\\u009b" = 1\n',
        "raw.toml": 'id = "a"\ntitle = "\x1b[2J"\n',
        "id.toml": 'id = "../\\u001b[2J"\n',
        "future.toml": 'format = 9\nid = "\\u001b[2J\\u202e"\ntitle = "\\u001b[2J"\n',
        "byte.toml": b'id = "\x9b"\n',
    }
    for name, text in broken.items():
        file = folder / f"2026-01-01-\x1b[2J\x9b-{name}"
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
        for words in (["check", file], ["export", file], ["open", file], ["tree", file], ["versions", file]):
            status, out, err = run(*words)
            assert status in (0, 1, 2)
            assert acts(out) == acts(err) == [], (name, words[0])
    for words in (["check", "."], ["list", "--library", "."], ["check", "--format", "github", "."]):
        _, out, err = run(*words)
        assert acts(out) == acts(err) == []
        assert "2026-01-01-" in out + err


def test_settings_and_packs_of_rules_are_told_without_their_control_characters(
    folder: Path, run: Run
) -> None:
    config = folder / "config.toml"
    for settings in (
        {"\x1b[2J\u202e": 1},
        {"theme": "\x1b[2J"},
        {"keys": {"\x1b[2J": "\x9b"}},
        {"rules": {"\x1b[2J\x9b": "off", "blame.named": "\x1b[2J"}},
        {"library": "no\x1b[2J"},
    ):
        config.write_text(tomli_w.dumps(settings), encoding="utf-8")
        for words in (["list"], ["check", "library"], ["open", "2026-03-01-evil"]):
            _, out, err = run(*words)
            assert acts(out) == acts(err) == [], settings
    config.unlink()
    pack = folder / "pack.toml"
    for rules in (
        {"rule": [{"id": EVIL, "words": [EVIL]}]},
        {"\x1b[2J": 1},
        {"rule": [{"id": "team.evil", "severity": "warning", "words": ["evil"], "what": EVIL, "why": EVIL,
                   "next": EVIL, "say": EVIL, "patterns": ["\x1b[2J("], "fields": [EVIL]}]},
        {"off": [EVIL], "severity": {EVIL: EVIL}},
    ):  # fmt: skip
        pack.write_text(tomli_w.dumps(rules), encoding="utf-8")
        for words in (["check", "--rules", pack, "library"], ["check", "--rules", folder, "library"]):
            _, out, err = run(*words)
            assert acts(out) == acts(err) == []
    pack.write_bytes(b"\x1b[2J = 1\n")
    _, out, err = run("check", "--rules", pack, "library")
    assert acts(out) == acts(err) == []


# -- paths -----------------------------------------------------------------------------------------------

ELSEWHERE = ["../../out", "/tmp/out", "..", ".", "a/../../out", "a\0b", "x" * 300, "~/out", "a/b", "-o", ""]


@pytest.mark.parametrize("name", ELSEWHERE)
def test_an_id_that_leads_elsewhere_is_none(name: str) -> None:
    with pytest.raises(Exception, match="1 validation error"):
        Postmortem.model_validate({"id": f"{name}/x" if name == "x" * 300 else name})


def test_names_in_a_file_lead_nowhere_else(folder: Path, run: Run) -> None:
    paths = [name for name in ELSEWHERE if name] + ["file:///etc/passwd", "\\\\host\\share", "C:\\out"]
    before = set(folder.rglob("*"))
    for number, path in enumerate(paths):
        data = tomlform.to_data(evil_postmortem(path, f"2026-03-02-n{number}"))
        file = folder / "library" / f"2026-03-02-n{number}.toml"
        file.write_text(tomlform.dumps(Postmortem.model_validate(data)), encoding="utf-8")
        before.add(file)
        for to in ("md", "html"):
            status, out, _ = run("export", file, "--to", to)
            assert status == 0
            assert "root:" not in out
        run("check", file)
        run("tree", file)
    run("list")
    assert set(folder.rglob("*")) - before <= {folder / "state"}


# -- in general ------------------------------------------------------------------------------------------


def test_the_hostile_postmortem_is_one(folder: Path) -> None:
    data = tomllib.loads((folder / "library" / "2026-03-01-evil.toml").read_text(encoding="utf-8"))

    def texts(value: object) -> list[str]:
        if isinstance(value, dict):
            return [text for each in value.values() for text in texts(each)]
        return [t for each in value for t in texts(each)] if isinstance(value, list) else [str(value)]

    held = [text for text in texts(data) if "evil" in text]
    assert len(held) > 150
    assert all(sequence.replace("\r", "") in EVIL.replace("\r", "") for sequence in (*SEQUENCES, *MARKUP))
