"""`pmtui versions`: earlier versions listed, compared, printed and restored from the shell."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from pmtui.cli import main
from pmtui.model import tomlform
from pmtui.model.postmortem import Postmortem
from pmtui.store import versions

NOW = datetime(2026, 11, 24, 14, 5, tzinfo=UTC)
OLDEST = Postmortem(id="x", title="Checkout down", zone="Europe/Berlin", summary="It was down.\nFor an hour.")
OLDER = OLDEST.model_copy(update={"summary": "It was slow.\nFor an hour."})
FILE = OLDER.model_copy(update={"title": "Checkout slow"})


def raw(pm: Postmortem) -> bytes:
    return tomlform.dumps(pm).encode()


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A postmortem in the library with two earlier versions, a day apart."""
    state, library = tmp_path / "state", tmp_path / "library"
    monkeypatch.setenv("PMTUI_STATE_DIR", str(state))
    monkeypatch.setenv("PMTUI_LIBRARY", str(library))
    monkeypatch.setenv("PMTUI_CONFIG", str(tmp_path / "config.toml"))
    library.mkdir()
    path = library / "x.toml"
    path.write_bytes(raw(FILE))
    versions.keep(state, path, raw(OLDEST), NOW)
    versions.keep(state, path, raw(OLDER), NOW + timedelta(days=1))
    return path


def run(capsys: pytest.CaptureFixture[str], *words: str | Path) -> tuple[int, str, str]:
    try:
        status = main(["versions", *map(str, words)])
    except SystemExit as error:  # argparse
        status = int(error.code or 0)
    done = capsys.readouterr()
    return status, done.out, done.err


def kept(path: Path) -> list[versions.Version]:
    return list(versions.versions(path.parent.parent / "state", path))


def test_the_list_tells_when_how_large_and_what_changed(
    path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status, out, _ = run(capsys, path)
    assert status == 0
    head, _, first, second = out.splitlines()
    assert str(path) in head and "Europe/Berlin" in head
    assert first.split() == ["1", "2026-11-25", "15:05:00", f"{len(raw(OLDER))}", "B", "title"]
    assert second.split() == ["2", "2026-11-24", "15:05:00", f"{len(raw(OLDEST))}", "B", "summary"]
    assert run(capsys, "x")[1] == out  # by its id


def test_a_broken_version_is_named_and_hides_no_other(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    kept(path)[0].path.write_text("not TOML [")
    status, out, _ = run(capsys, path)
    assert status == 0
    first, second = out.splitlines()[2:]
    assert "can't be read: not valid TOML" in first and "version 1 can't be read" in second
    status, _, err = run(capsys, path, "--restore", "1")
    assert status == 2 and "version 1 can't be taken" in err and "--print 1" in err
    assert path.read_bytes() == raw(FILE)
    assert run(capsys, path, "--print", "1")[:2] == (0, "not TOML [")


def test_the_list_as_json(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = run(capsys, path, "--format", "json")
    listed = json.loads(out)
    assert status == 0 and listed["file"] == str(path)
    assert [one["number"] for one in listed["versions"]] == [1, 2]
    assert listed["versions"][0]["when"] == "2026-11-25T14:05:00+00:00"
    assert listed["versions"][1]["changed_since"] == "summary"


def test_what_differs_field_by_field(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = run(capsys, path, "--diff", "2")
    assert status == 0
    assert out.splitlines() == [
        "From version 2 (2026-11-24 15:05:00 Europe/Berlin) to the file as it is: title and summary",
        "[-taken out-] {+put in+}",
        "",
        "Title",
        "  Checkout [-down-]{+slow+}",
        "",
        "Summary",
        "  It was [-down.-]{+slow.+}",
        "  …",
    ]


def test_no_escape_sequence_is_obeyed(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path.write_bytes(raw(FILE.model_copy(update={"title": "a\x1b]0;b\x07\x9bc\u202e", "zone": "\x1b[31m"})))
    for words in ((), ("--diff", "1"), ("--format", "json")):
        status, out, _ = run(capsys, path, *words)
        assert status == 0
        assert not set(out) & {"\x1b", "\x07", "\x9b", "\u202e"}


def test_a_version_comes_back_and_can_be_taken_back(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = run(capsys, path, "--restore", "2")
    assert status == 0 and "now version 1" in out
    assert path.read_bytes() == raw(OLDEST)
    assert [one.path.read_bytes() for one in kept(path)] == [raw(FILE), raw(OLDER), raw(OLDEST)]
    assert run(capsys, path, "--restore", "1")[0] == 0
    assert path.read_bytes() == raw(FILE)


def test_a_version_that_is_there_already(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path.write_bytes(raw(OLDER))
    status, out, _ = run(capsys, path, "--restore", "1")
    assert status == 0 and "nothing was changed" in out and len(kept(path)) == 2
    assert "nothing that shows" in run(capsys, path, "--diff", "1")[1]


def test_a_file_that_is_gone_comes_back(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path.unlink()
    status, out, _ = run(capsys, "x")
    assert status == 0 and "the file, which is gone," in out
    status, _, err = run(capsys, "x", "--diff", "1")
    assert status == 2 and "no such file" in err and "--restore 1" in err
    status, out, _ = run(capsys, "x", "--restore", "1")
    assert status == 0 and "was gone" in out
    assert path.read_bytes() == raw(OLDER)


def test_a_broken_file_is_put_right_and_kept(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path.write_bytes(b"\xff\xfe")
    status, out, _ = run(capsys, path, "--restore", "1")
    assert status == 0 and "could not be read" in out
    assert path.read_bytes() == raw(OLDER) and kept(path)[0].path.read_bytes() == b"\xff\xfe"


@pytest.mark.parametrize("what", ["--diff", "--restore", "--print"])
def test_a_number_that_is_none(path: Path, what: str, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = run(capsys, path, what, "3")
    assert (status, out) == (2, "")
    assert "there is no version 3" in err and "There are 1 to 2" in err
    for wrong in ("0", "-1", "one", "9" * 20):
        assert run(capsys, path, f"{what}={wrong}")[0] == 2


def test_where_none_is_kept(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    other = path.with_name("y.toml")
    other.write_bytes(raw(FILE))
    status, out, _ = run(capsys, other)
    assert status == 0 and "No earlier version" in out
    assert "None is kept" in run(capsys, other, "--diff", "1")[2]
    status, _, err = run(capsys, path.with_name("z.toml"))
    assert status == 2 and "no such file" in err


def test_a_version_is_printed_byte_for_byte(path: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    odd = b'id = "x" \xff\r\n'
    versions.keep(path.parent.parent / "state", path, odd, NOW + timedelta(days=2))
    assert main(["versions", str(path), "--print", "1"]) == 0
    assert capfdbinary.readouterr().out == odd
    assert main(["versions", str(path), "--print", "2"]) == 0
    assert capfdbinary.readouterr().out == raw(OLDER)


def test_on_a_terminal_what_is_printed_does_not_act(
    path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    versions.keep(path.parent.parent / "state", path, b"# \x1b[31m\xc2\x9b\n", NOW + timedelta(days=2))
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    assert run(capsys, path, "--print", "1")[:2] == (0, "# \ufffd[31m\ufffd\n")
