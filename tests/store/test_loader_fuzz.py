"""The loader over damaged and invented files: a postmortem or a FileError; what is read is kept."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pmtui.errors import FileError
from pmtui.model import tomlform
from pmtui.model.edit import Edit, apply
from pmtui.store import comments, files
from pmtui.store.whereabouts import Whereabouts
from strategies import NASTY

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = sorted((ROOT / "examples").glob("*.toml"))
PIECES = (
    *(b"[", b"]", b"[[", b"]]", b"{", b"}", b"=", b".", b",", b"\n", b"#", b'"', b"'", b'"""', b"'''", b"\\"),
    *(
        b"\r",
        b"\0",
        b"\x1b[2J",
        b"\xff",
        b"\xc3\xa9",
        b"\xef\xbb\xbf",
        b"\xed\xa0\x80",
        b"\\ud800",
        b"\\u0000",
    ),
    *(b"1e9999", b"nan", b"-inf", b"0x" + b"f" * 5000, b"9" * 5000, b"0001-01-01T00:00:00+23:59", b"[" * 900),
    *(b"format = 99\n", b'id = "x"\n', b"[[timeline]]\n", b"[causes]\n", b"clock = 1\n", b"x = {a = 1}\n"),
    *(text.encode("utf-8", "surrogatepass") for text in NASTY),
)
"""What a writer of TOML, or of hostile TOML, may put anywhere."""

_places = st.floats(0, 1, exclude_max=True)
_changes = st.lists(
    st.tuples(
        st.sampled_from(("cut", "put", "swap", "double", "byte")),
        _places,
        _places,
        st.sampled_from(PIECES) | st.binary(max_size=8),
    ),
    min_size=1,
    max_size=6,
)


def changed(raw: bytes, changes: list[tuple[str, float, float, bytes]]) -> bytes:
    """Return the bytes with parts cut out, put in, replaced, repeated."""
    for kind, where, length, piece in changes:
        at = int(where * (len(raw) + 1))
        end = min(len(raw), at + int(length * 60))
        if kind == "cut":
            raw = raw[:at] + raw[end:]
        elif kind == "put":
            raw = raw[:at] + piece + raw[at:]
        elif kind == "swap":
            raw = raw[:at] + piece + raw[end:]
        elif kind == "double":
            raw = raw[:at] + raw[at:end] * 3 + raw[at:]
        else:
            raw = raw[:at] + bytes(b ^ 0x20 for b in raw[at : at + 1]) + raw[at + 1 :]
    return raw


_tokens = st.lists(
    st.sampled_from(PIECES)
    | st.sampled_from([b"a", b"id", b"timeline", b" ", b"1", b"true", b"2026-01-01", b" = "]),
    max_size=40,
).map(b"".join)
_files = st.one_of(
    st.builds(
        lambda path, part, changes: changed(path.read_bytes()[: int(part * 9000) + 400], changes),
        st.sampled_from(EXAMPLES),
        _places,
        _changes,
    ),
    st.builds(lambda changes: changed(b'format = 1\nid = "a"\n[impact]\nusers = 3\n', changes), _changes),
    _tokens.map(lambda tokens: b'id = "a"\n' + tokens),
    st.binary(max_size=60),
)


def kept(path: Path, raw: bytes) -> bool:
    """Load the bytes, save a change and load again; return whether they are a postmortem."""
    path.write_bytes(raw)
    try:
        files.read_future(path)
        stored = files.read(path)
    except FileError as error:
        assert error.what
        assert error.where
        assert error.remedy
        assert str(error).isprintable() or "\n  " in str(error)
        assert not set(str(error)) & {chr(code) for code in (*range(10), *range(11, 32), *range(127, 160))}
        assert path.read_bytes() == raw
        return False
    pm = stored.pm
    text = tomlform.dumps(pm)
    assert tomlform.to_data(tomlform.loads(text)) == tomlform.to_data(pm) or "nan" in text
    assert tomlform.dumps(tomlform.loads(text)) == text
    assert tomlform.dumps(tomlform.loads(comments.rewritten(raw, pm))) == text
    plain = files.decoded(raw, path).replace("\r\n", "\n")
    where = Whereabouts(plain, tomlform.parse(plain))
    for field in ("summary", "timeline.0.what", "causes.why.0.because", "tags.0"):
        start, end = where.span(field)
        assert 0 <= start <= end <= len(plain)
    if pm.format == 1:
        other = apply(pm, [Edit("title", "Another title")])
        written = files.write(stored, other, base=raw)
        assert tomlform.dumps(files.read(path).pm) == tomlform.dumps(other)
        assert written.raw == path.read_bytes()
    return True


@given(_files)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_any_bytes_are_a_postmortem_or_refused(tmp_path: Path, raw: bytes) -> None:
    kept(tmp_path / "a.toml", raw)


@pytest.mark.long
@given(_files)
@settings(
    max_examples=10_000, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
def test_ten_thousand_files(tmp_path: Path, raw: bytes) -> None:
    kept(tmp_path / "a.toml", raw)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_each_example_is_kept(tmp_path: Path, example: Path) -> None:
    assert kept(tmp_path / "a.toml", example.read_bytes())
    assert kept(tmp_path / "a.toml", b"# by hand\n" + example.read_bytes().replace(b"\n", b"\r\n"))
