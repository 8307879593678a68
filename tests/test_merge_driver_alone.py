"""The merge driver without a repository around it: three files, whatever is in them, and one result."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from gitrepo import environ, needs_git
from pmtui.commands import merge_driver as driver
from pmtui.commands.merge_driver import FAILED, asked, merge_driver
from pmtui.errors import FileError, PmtuiError
from pmtui.merging import merge as merging
from pmtui.model import tomlform
from pmtui.model.edit import Edit, apply
from pmtui.model.postmortem import Postmortem
from pmtui.store import atomic, gitmerge, gitnames
from pmtui.store.git import GitError
from shell import pmtui
from strategies import postmortems

pytestmark = needs_git

EMPTY = 'format = 1\nid = "x"\nstatus = "draft"\n'
ONE = EMPTY + 'summary = "One."\n'
TWO = EMPTY + 'summary = "Two."\n'
TEXT = ("a = 1\n", "a = 2\n", "a = 3\n")
CONFLICT = b"<<<<<<< HEAD\na = 2\n=======\na = 3\n>>>>>>> theirs\n"


@pytest.fixture(autouse=True)
def nobody(tmp_path, monkeypatch):
    """Let git know nobody's settings, and be in a folder of the test's own."""
    for name, value in environ(tmp_path / "home").items():
        monkeypatch.setenv(name, value)
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")


def merged(*three: str | bytes, names: tuple[str, ...] = (), for_base: bool = False) -> tuple[int, bytes]:
    """Merge three files of the current folder; return the status and what ours became."""
    for name, text in zip(("base", "ours", "theirs"), three, strict=True):
        Path(name).write_bytes(text.encode("utf-8") if isinstance(text, str) else text)
    words = ("base", "ours", "theirs", "dir/x.toml", "7", *names)
    status = merge_driver(asked(words, for_base=for_base))
    assert names_in(Path()) == ["base", "ours", "theirs"]
    return status, Path("ours").read_bytes()


def names_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def loaded(raw: bytes) -> Postmortem:
    return tomlform.loads(raw.decode("utf-8"))


def test_without_a_base_both_have_added_it():
    status, raw = merged("", ONE + "[impact]\nusers = 3\n", ONE + '[share]\nexternal = "None."\n')
    pm = loaded(raw)
    assert (status, pm.impact.users, pm.share.external, pm.conflict) == (0, 3, "None.", ())
    Path("base").unlink()
    assert merge_driver(asked(("base", "ours", "theirs"), for_base=False)) == 0


@pytest.mark.parametrize(
    ("told", "whence"),
    [
        ((), "the other branch"),
        (("%S", "%X", "%Y"), "the other branch"),
        (("1a2b3c4", "HEAD", "feature/x"), "feature/x"),
        (("1a2b3c4", "HEAD", "1a2b3c4 (say \x1b[31m)"), "1a2b3c4 (say \N{REPLACEMENT CHARACTER}[31m)"),
    ],
)
def test_a_conflict_says_whence_the_other_value_came(told, whence):
    status, raw = merged(EMPTY, ONE, TWO, names=told)
    [row] = loaded(raw).conflict
    assert (status, row.from_, row.here, row.other) == (1, whence, "One.", "Two.")


def test_marks_of_git_have_the_names_that_git_gives():
    status, raw = merged(*TEXT, names=("1a2b3c4", "Updated upstream", "Stashed changes"))
    assert status == 1
    assert raw == CONFLICT.replace(b"HEAD", b"Updated upstream").replace(b"theirs", b"Stashed changes")


def test_what_an_older_git_hands_on_as_it_stands_is_no_name(monkeypatch):
    assert gitnames.names(("%S", "%X", "%Y")).ours == "HEAD"
    assert gitnames.names(("a", "%X", "%Y")).theirs == "theirs"
    monkeypatch.setenv(f"GITHEAD_{'1' * 40}", "feature")
    assert gitnames.names(()).theirs == "feature"
    assert gitnames.names(("a", "b", "c")) == gitmerge.Names("a", "b", "c")


def test_rows_about_conflicts_are_rows_like_all_others():
    row = '[[conflict]]\nid = "mc-{0}"\nfield = "{1}"\nhere = "a"\nother = "b"\n'
    ours, theirs = (EMPTY + row.format(*each) for each in (("1", "title"), ("2", "zone")))
    status, raw = merged(EMPTY, ours, theirs)
    assert (status, {each.id for each in loaded(raw).conflict}) == (0, {"mc-1", "mc-2"})


def test_a_base_for_git_takes_no_side():
    status, raw = merged(
        EMPTY + 'summary = "Before."\n', ONE + 'zone = ""\n[impact]\nusers = 3\n', TWO, for_base=True
    )
    pm = loaded(raw)
    assert (status, pm.summary, pm.impact.users, pm.conflict) == (0, "Before.", 3, ())
    assert merged("", ONE, TWO, for_base=True)[0] == 0
    assert loaded(Path("ours").read_bytes()).summary == ""
    other = EMPTY.replace('"x"', '"y"')
    assert merged("", EMPTY, other, for_base=True) == (0, b"")


def test_mode_stays_and_a_link_is_followed():
    Path("ours").touch(0o600)
    Path("ours").chmod(0o751)
    merged(EMPTY, ONE, TWO)
    assert Path("ours").stat().st_mode & 0o777 == 0o751


def test_comments_that_are_new_in_both_stay():
    ours = EMPTY.replace("id =", "# of ours\nid =")
    theirs = EMPTY.replace("status", "# of theirs\nstatus") + 'zone = "UTC"  # theirs, too\n'
    status, raw = merged(EMPTY, ours, theirs)
    assert (status, loaded(raw).zone) == (0, "UTC")
    assert sorted(line.partition("#")[2].strip() for line in raw.decode().splitlines() if "#" in line) == [
        "of ours",
        "of theirs",
        "theirs, too",
    ]


# -- what goes wrong ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("error", [RecursionError("deep"), ValueError("x"), MemoryError(), FileError("x")])
def test_a_fault_of_ours_leaves_it_to_git(monkeypatch, capsys, error):
    def fails(*_):
        raise error

    monkeypatch.setattr(merging, "merge", fails)
    status, raw = merged(EMPTY, ONE, TWO)
    assert status == 1
    assert raw.startswith(EMPTY.encode() + b"<<<<<<< HEAD\n")
    said = capsys.readouterr().err
    assert isinstance(error, PmtuiError) or ("dir/x.toml: merged as text" in said and said.count("\n") == 1)


def test_a_text_that_does_not_say_what_was_merged_is_not_written(monkeypatch):
    monkeypatch.setattr(driver.comments, "joined", lambda *_: EMPTY)
    status, raw = merged(EMPTY, ONE, EMPTY + 'zone = "UTC"\n')
    assert (status, raw.startswith(EMPTY.encode() + b"<<<<<<< HEAD\n")) == (1, True)


@pytest.mark.parametrize("three", [(EMPTY, ONE, TWO), TEXT], ids=["by field", "as git"])
@pytest.mark.parametrize("name", ["write", "fsync", "replace"])
def test_what_can_not_be_written_leaves_ours_as_it_was(monkeypatch, three, name):
    def full(*_, **__):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    if name == "write":
        monkeypatch.setattr(driver.atomic, "replace", full)
    else:
        monkeypatch.setattr(*{"fsync": (atomic.os, name), "replace": (Path, name)}[name], full)
    with pytest.raises(FileError) as caught:
        merged(*three)
    assert caught.value.status == FAILED
    assert Path("ours").read_text(encoding="utf-8") == three[1]
    assert names_in(Path()) == ["base", "ours", "theirs"]


def test_without_git_nothing_is_touched_and_git_is_told_of_a_failure(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path / "nothing"))
    with pytest.raises(GitError) as caught:
        merged(*TEXT)
    assert (caught.value.status, Path("ours").read_text(encoding="utf-8")) == (FAILED, TEXT[1])
    assert merged(EMPTY, ONE, TWO)[0] == 1  # what needs no git needs none


@pytest.mark.parametrize("gone", ["ours", "theirs"])
def test_files_that_are_not_there_are_said(tmp_path, gone):
    for name in ("base", "ours", "theirs"):
        if name != gone:
            (tmp_path / name).write_text(EMPTY, encoding="utf-8")
    done = pmtui(tmp_path, "merge-driver", "base", "ours", "theirs", "x.toml")
    assert (done.status, done.out) == (FAILED, "")
    assert done.err.startswith(f"pmtui: {gone}: there is no such file")


def test_names_that_look_like_options_are_names(tmp_path):
    for name, text in zip(("base", "ours", "theirs"), (EMPTY, ONE, TWO), strict=True):
        (tmp_path / name).write_text(text, encoding="utf-8")
    done = pmtui(tmp_path, "merge-driver", "base", "ours", "theirs", "--library", "7", "-h", "--", "-x (-y)")
    assert (done.status, done.out) == (1, "")
    assert done.err.startswith("pmtui: --library: 1 field has two values")


# -- whatever three files hold ------------------------------------------------------------------------------


@st.composite
def damaged(draw: st.DrawFn, text: st.SearchStrategy[bytes]) -> bytes:
    """Give bytes with some of them cut off, taken out or put in."""
    raw = draw(text)
    for _ in range(draw(st.integers(0, 2))):
        at = draw(st.integers(0, len(raw)))
        put = draw(
            st.sampled_from([b"", b"\0", b"\xff", b"]", b'"', b"\r", b"\n<<<<<<< HEAD\n", b'id = "z"\n'])
        )
        raw = raw[:at] + put + raw[at + draw(st.integers(0, 3)) :]
    return raw[: draw(st.integers(0, len(raw)))] if draw(st.integers(0, 9)) == 0 else raw


@st.composite
def versions(draw: st.DrawFn) -> tuple[bytes, bytes, bytes]:
    """Give three versions of a postmortem, some of them damaged, or three times anything."""
    if draw(st.integers(0, 4)) == 0:
        three = [draw(st.binary(max_size=40)) for _ in range(3)]
        return three[0], three[1], three[2]
    whole = postmortems()
    one = draw(whole)
    others = [draw(whole).model_copy(update={"id": one.id}) for _ in range(2)]
    texts = [tomlform.dumps(pm).encode("utf-8") for pm in (one, *others)]
    return tuple(draw(damaged(st.just(text))) for text in texts)  # type: ignore[return-value]


@settings(max_examples=20)
@given(versions(), st.booleans())
@example((b"", b"", b""), False)
@example((b"\xff\0", b"a", b"b"), False)
@example((b"id = 1", b"id = 'x'", b"id = 'y'"), True)
@example((EMPTY.encode(), b"a = " + b"[" * 9999, b"a." * 9999 + b"a = 1"), False)
@example((EMPTY.encode(), ONE.encode(), EMPTY.encode() + b"x = " + b"9" * 5000), False)
def test_any_three_files_become_one_or_stay_as_they_are(three, for_base):
    see_to_one_result(three, for_base)


@pytest.mark.long
@settings(max_examples=2000)
@given(versions(), st.booleans())
def test_any_three_files_for_long(three, for_base):
    see_to_one_result(three, for_base)


def see_to_one_result(three: tuple[bytes, bytes, bytes], for_base: bool) -> None:
    """Merge them; whatever they are, nothing but the result is written, and it is whole."""
    with TemporaryDirectory() as place:
        files = [Path(place) / name for name in ("base", "ours", "theirs")]
        for path, raw in zip(files, three, strict=True):
            path.write_bytes(raw)
        files[1].chmod(0o640)
        status = merge_driver(asked([str(path) for path in files], for_base=for_base))
        assert status in (0, 1)
        assert names_in(Path(place)) == ["base", "ours", "theirs"]
        assert (files[0].read_bytes(), files[2].read_bytes()) == (three[0], three[2])
        assert files[1].stat().st_mode & 0o777 == 0o640
        pms = [_pm(raw) for raw in three[1:]]
        if None not in pms and (not three[0] or _pm(three[0])) and not for_base:
            assert (status == 1) == (_rows(loaded(files[1].read_bytes())) - _rows(*pms) != set())


def _pm(raw: bytes) -> Postmortem | None:
    try:
        return loaded(raw)
    except (UnicodeDecodeError, FileError):
        return None


def _rows(*pms: Postmortem | None) -> set[str]:
    return {repr(row) for pm in pms if pm for row in pm.conflict}


def test_the_same_three_by_hand_and_by_the_driver():
    base, ours, theirs = (loaded(text.encode()) for text in (EMPTY, ONE, EMPTY))
    theirs = apply(theirs, [Edit("impact.users", 4)])
    status, raw = merged(*(tomlform.dumps(pm) for pm in (base, ours, theirs)))
    assert (status, loaded(raw)) == (0, pmtui_merge(base, ours, theirs))


def pmtui_merge(base: Postmortem, ours: Postmortem, theirs: Postmortem) -> Postmortem:
    return merging.merge(base, ours, theirs).pm
