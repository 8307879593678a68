"""The bytes of an XML file, before anything parses them: their size, their encoding, and no entities."""

from __future__ import annotations

import re
import stat
from pathlib import Path

from pmtui.errors import FileError
from pmtui.importers.mef import limits
from pmtui.store import troubles

_DECLARED = re.compile(r"<\?xml[^>]{0,200}?encoding\s{0,9}=\s{0,9}[\"']([\w.-]{1,40})[\"']", re.ASCII)
_BARE_DOCTYPE = re.compile(r"<!DOCTYPE\s{1,99}[\w.:-]{1,99}\s{0,99}>")
_LONG_TAG = re.compile(f"<[^!?<>][^<>]{{{limits.TAG}}}")
_CODECS = {
    "utf-8": "utf-8",
    "utf8": "utf-8",
    "us-ascii": "ascii",
    "ascii": "ascii",
    "iso-8859-1": "latin-1",
    "latin-1": "latin-1",
    "windows-1252": "cp1252",
    "utf-16": "utf-16",
}
_SIGNS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
_SIGNS |= {b"<\x00": "utf-16-le", b"\x00<": "utf-16-be"}


def read(path: Path) -> bytes:
    """Return a file's bytes.

    Raises:
        FileError: There is no such file, it can't be read, is no regular file, or is too large.
    """
    where = troubles.shown(path)
    try:
        mode = path.stat().st_mode
        if stat.S_ISDIR(mode):
            raise FileError("is a folder, not a file", where=where)
        if not stat.S_ISREG(mode):
            raise FileError("is not a regular file; copy what it gives into one first", where=where)
        with path.open("rb") as file:
            raw = file.read(limits.BYTES + 1)
    except OSError as error:
        raise troubles.not_read(path, error) from None
    except ValueError:  # a NUL in the name
        raise FileError("is not a file's name", where=where) from None
    if len(raw) > limits.BYTES:
        raise FileError(f"is too large: the limit is {limits.BYTES // 1024 // 1024} MB", where=where)
    return raw


def checked(raw: bytes, where: str) -> bytes:
    """Return the file as UTF-8; raise FileError where it is empty, not to be decoded, or declares entities.

    Document types are refused by where they stand, before the parser sees them: a parser that is told to stop
    within one goes on to the end of what it was given.
    """
    text = _decoded(raw, where)
    if not text.strip():
        raise FileError("the file is empty", where=where)
    start = _after_comments(text)
    if text.startswith("<!DOCTYPE", start) and not _BARE_DOCTYPE.match(text, start):
        what = "it declares a document type or entities, which are not read: remove the <!DOCTYPE ...>"
        raise FileError(what, where=where)
    if _LONG_TAG.search(text):  # a parser takes in a whole element, with all of its attributes, at once
        raise FileError(f"has an element whose tag is longer than {limits.TAG:,} characters", where=where)
    return text.encode("utf-8")


def _decoded(raw: bytes, where: str) -> str:
    codec = next((codec for sign, codec in _SIGNS.items() if raw.startswith(sign)), "")
    if not codec:
        found = _DECLARED.match(raw[:400].decode("ascii", "replace"))
        declared = found[1] if found else "utf-8"
        codec = _CODECS.get(declared.lower(), "")
        if not codec:
            raise FileError(f'the encoding "{declared}" is not read: save it as UTF-8', where=where)
    try:
        return raw.decode(codec)
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        name = {"utf-8-sig": "UTF-8", "cp1252": "windows-1252"}.get(codec, codec.upper())
        raise FileError(f"not {name}: line {line} has bytes that are none", where=where) from None


def _after_comments(text: str) -> int:
    """Return where the document type or the first element stands: after comments and instructions."""
    at = 0
    while True:
        at += len(text[at : at + 4096]) - len(text[at : at + 4096].lstrip())
        if text.startswith("<?", at):
            end = text.find("?>", at)
        elif text.startswith("<!--", at):
            end = text.find("-->", at + 4)
        elif text[at : at + 1].isspace():
            continue
        else:
            return at
        if end < 0:
            return len(text)  # not well-formed; the parser says so
        at = text.index(">", end) + 1
