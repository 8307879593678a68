"""The bytes of a model, element by element, in bounded memory: it stops at the first thing that is off."""

from __future__ import annotations

from xml.parsers import expat

from pmtui.errors import FileError
from pmtui.importers.mef import limits, source
from pmtui.importers.mef.containers import Document
from pmtui.importers.mef.definitions import Definitions
from pmtui.importers.mef.frames import Frame

_CHUNK = 1 << 20
"""Bytes: a parser that was told to stop goes on to the end of its chunk; one token in many small chunks would
be read again with each of them."""


def definitions(raw: bytes, where: str) -> Definitions:
    """Return what a file defines.

    Args:
        raw: The file.
        where: Its name, for messages.

    Raises:
        FileError: It is empty, not XML, declares entities, or is in an encoding that is not read.
        TreeError: It is no Open-PSA model, not coherent, too large or too deep, or a part of it is off.
    """
    checked = source.checked(raw, where)
    file = Definitions(where)
    stack: list[Frame] = [Document(file, "")]
    parser = expat.ParserCreate("utf-8")
    parser.buffer_text = True

    def start(tag: str, attributes: dict[str, str]) -> None:
        file.line = parser.CurrentLineNumber
        if len(stack) > limits.NESTING:
            file.refuse(f"too deep: elements stand within one another, more than {limits.NESTING} of them")
        stack.append(stack[-1].open(tag, attributes))

    def end(_tag: str) -> None:
        file.line = parser.CurrentLineNumber
        stack.pop().close()

    def doctype(_name: str, system: str | None, public: str | None, internal: int) -> None:
        if system or public or internal:  # `source.checked` has seen to it; it costs nothing to look again
            raise FileError("it declares a document type or entities, which are not read", where=where)

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = lambda words: stack[-1].text(words)
    parser.StartDoctypeDeclHandler = doctype
    try:
        for at in range(0, len(checked), _CHUNK):
            parser.Parse(checked[at : at + _CHUNK], False)
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        what = expat.errors.messages.get(error.code) or "not well-formed"
        if what == expat.errors.XML_ERROR_NO_ELEMENTS:
            what = "it ends before its elements do"
        raise FileError(f"not XML: {what}", where=f"{where}:{error.lineno}:{error.offset + 1}") from None
    return file
