"""Three texts merged as git merges them: each compared with what `git merge` itself leaves, byte for byte."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from gitrepo import Repo, needs_git
from pmtui.store import git, gitmerge
from pmtui.store.gitmerge import Names, Three

pytestmark = needs_git

LINES = "".join(f'key_{number} = "value {number}"\n' for number in range(12))
TABLES = "".join(f'[[row]]\nname = "row {number}"\n\n\n\n[row.more]\n[]\n' for number in range(8))
TEXTS: dict[str, tuple[bytes | str | None, bytes | str, bytes | str]] = {
    "apart": (LINES, LINES.replace("value 1", "ours"), LINES.replace("value 9", "theirs")),
    "the same": (LINES, LINES.replace("value 1", "both"), LINES.replace("value 1", "both")),
    "one line": (LINES, LINES.replace("value 5", "ours"), LINES.replace("value 5", "theirs")),
    "two places": (
        LINES,
        LINES.replace("value 2", "ours").replace("value 9", "ours"),
        LINES.replace("value 2", "theirs").replace("value 9", "theirs"),
    ),
    "near": (
        LINES,
        LINES.replace('"value 2"', "1").replace('"value 6"', "1"),
        LINES.replace('"value 2"', "2").replace('"value 6"', "2"),
    ),
    "blank between": (
        "a = 1\n\n\n\n\n\nb = 1\n",
        "a = 2\n\n\n\n\n\nb = 2\n",
        "a = 3\n\n\n\n\n\nb = 3\n",
    ),
    "rows at the end": (TABLES, TABLES + '[[row]]\nname = "ours"\n', TABLES + '[[row]]\nname = "theirs"\n'),
    "rows moved": (
        TABLES,
        TABLES.replace("row 2", "row x") + TABLES[:90],
        TABLES[60:].replace("row 5", "row y"),
    ),
    "carriage returns": (
        LINES.replace("\n", "\r\n"),
        LINES.replace("value 5", "ours").replace("\n", "\r\n"),
        LINES.replace("value 5", "theirs").replace("\n", "\r\n"),
    ),
    "no line break at the end": (LINES[:-1], LINES[:-2] + 'ours"', LINES[:-2] + 'theirs"'),
    "one without": ("a = 1\nb = 2", "a = 1\nb = 3\n", "a = 2\nb = 2"),
    "both added": (None, "a = 1\nb = 2\n", "a = 1\nb = 3\nc = 4\n"),
    "marks inside": (LINES, "<<<<<<< HEAD\n" + LINES, ">>>>>>> theirs\n" + LINES.replace("value 0", "x")),
    "not utf-8": (b"a\nb\n\xff\n", b"a\nb\n\xfe\n", b"a\nb\n\xfd\n"),
    "binary": (b"a\0b", b"a\0c", b"a\0d"),
    "binary on one side": (b"a = 1\n", b"a = \0\n", b"a = 2\n"),
    "emptied": (LINES, "", LINES.replace("value 5", "theirs")),
    "from nothing": ("", "a = 1\n", "b = 1\n"),
}
BRIEFLY = ("one line", "both added")  # in all styles of conflicts, where time is short


def texts() -> st.SearchStrategy[bytes]:
    """Give short texts of few lines, so that they often have some in common."""
    lines = st.sampled_from(["a", "b", "c", "", "[x]", "}"])
    return st.lists(lines, max_size=12).map(lambda each: "\n".join(each).encode())


def raw(text: bytes | str | None) -> bytes | None:
    return text.encode("utf-8") if isinstance(text, str) else text


def of_git(repo: Repo, base: bytes | None, ours: bytes, theirs: bytes) -> tuple[bytes, bool, str]:
    """Return what git leaves in the file, whether it is a conflict, and the id of the base's commit."""
    (repo.folder / "keep").touch()
    if base is not None:
        repo.write("x.toml", base)
    repo.commit("base")
    before = repo.git("rev-parse", "--short", "HEAD").strip()
    repo.branch("feature")
    repo.write("x.toml", theirs)
    repo.commit("theirs")
    repo.go("main")
    repo.write("x.toml", ours)
    repo.commit("ours")
    done = repo.run("merge", "-m", "merged", "feature")
    return repo.read("x.toml"), done.status != 0, before


@pytest.fixture(autouse=True)
def alone(tmp_path, monkeypatch):
    """Run our git where the tests' git runs: in an empty repository, with nobody's settings."""
    repo = Repo(tmp_path / "around")
    monkeypatch.chdir(repo.folder)
    for name, value in repo.environ.items():
        monkeypatch.setenv(name, value)


EACH = [
    pytest.param(name, style, marks=() if style == "merge" or name in BRIEFLY else pytest.mark.long)
    for name in TEXTS
    for style in ("merge", "diff3", "zdiff3")
]


@pytest.mark.parametrize(("name", "style"), EACH)
def test_texts_become_what_git_makes_of_them(tmp_path, name, style):
    base, ours, theirs = (raw(text) for text in TEXTS[name])
    repo = Repo(tmp_path / "repo")
    repo.git("config", "merge.conflictStyle", style)
    git.run("config", "merge.conflictStyle", style)
    text, conflict, before = of_git(repo, base, ours or b"", theirs or b"")
    made = gitmerge.joined(Three(base, ours or b"", theirs or b""), Names(before, "HEAD", "feature"))
    assert (made.text, made.conflict) == (text, conflict)


@pytest.mark.parametrize("name", ["apart", "one line", "both added", "binary", "carriage returns"])
@pytest.mark.parametrize("style", ["merge", "diff3"])
def test_an_older_git_is_content_with_less(tmp_path, monkeypatch, name, style):
    three = Three(*(raw(text) for text in TEXTS[name]))
    git.run("config", "merge.conflictStyle", style)
    new = gitmerge.joined(three, Names("1a2b3c4", "HEAD", "feature"), 9)
    monkeypatch.setattr(git, "version", lambda: (2, 30))
    assert gitmerge.joined(three, Names("1a2b3c4", "HEAD", "feature"), 9) == new


@pytest.mark.long
@settings(max_examples=200)
@given(texts(), texts(), texts())
def test_any_texts_become_what_git_makes_of_them(base, ours, theirs):
    assume(base not in (ours, theirs) and ours != theirs)
    with TemporaryDirectory() as place:
        text, conflict, before = of_git(Repo(Path(place) / "repo"), base, ours, theirs)
        made = gitmerge.joined(Three(base, ours, theirs), Names(before, "HEAD", "feature"))
        assert (made.text, made.conflict) == (text, conflict)


def test_what_the_user_has_set_for_all_repositories_stays_outside(tmp_path, monkeypatch):
    (tmp_path / "attributes").write_text("* merge=pmtui\n* -text\n", encoding="utf-8")
    driver = f'[merge "pmtui"]\ndriver = touch {tmp_path / "ran"}\n'
    attributes = f"[core]\nattributesFile = {tmp_path / 'attributes'}\n"
    (tmp_path / "settings").write_text(attributes + driver, encoding="utf-8")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "settings"))
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "around" / ".git"))
    made = gitmerge.joined(Three(b"a\n", b"b\n", b"c\n"), Names())
    assert made.text == b"<<<<<<< ours\nb\n=======\nc\n>>>>>>> theirs\n"
    assert not (tmp_path / "ran").exists()
    assert not list((tmp_path / "around" / ".git" / "refs").rglob("*/*"))
