"""Taking X10 mouse reports out of the terminal's bytes before they are read as text.

Such a report is ESC [ M and three bytes for button, column and row, each plus 32. From column 96 on
they are above 0x7f, so they are no UTF-8, and two of them can even look like one character.
pmtui asks for no mouse, but a program before it, or tmux at re-attach, may have left it on.
"""

from __future__ import annotations

_HEAD = b"\x1b[M"
_TAIL = 3
_PASTE = b"\x1b[200~"
_PASTE_END = b"\x1b[201~"
_MARK = len(_PASTE)


class MouseReportFilter:
    """Removes X10 mouse reports, also ones that come in two reads; leaves pastes alone."""

    def __init__(self) -> None:
        self._held = b""
        self._before = b""  # the last bytes let through: a paste's mark may come in two reads
        self._pasting = False

    def feed(self, data: bytes) -> bytes:
        """Return the bytes without reports; a report that is not whole yet is held back."""
        at = len(self._before)
        data = self._before + self._held + data
        self._held = b""
        kept = bytearray()
        while at < len(data):
            if self._pasting:
                at = self._copy_paste(data, at, kept)
                continue
            report = data.find(_HEAD, at)
            paste = data.find(_PASTE, max(0, at - _MARK + 1))
            if paste >= 0 and (report < 0 or paste < report):
                kept += data[at : paste + _MARK]
                at = paste + _MARK
                self._pasting = True
            elif report >= 0:
                kept += data[at:report]
                at = report + len(_HEAD) + _TAIL
                if at > len(data):
                    self._held = data[report:]
            else:
                kept += data[at:]
                break
        self._before = (self._before + bytes(kept))[1 - _MARK :]
        return bytes(kept)

    def release(self) -> bytes:
        """Return what is held back: after a pause it was no report."""
        held, self._held = self._held, b""
        return held

    def _copy_paste(self, data: bytes, at: int, kept: bytearray) -> int:
        """Copy a paste up to its end, or all there is; return where to go on."""
        end = data.find(_PASTE_END, max(0, at - _MARK + 1))
        if end < 0:
            kept += data[at:]
            return len(data)
        self._pasting = False
        kept += data[at : end + _MARK]
        return end + _MARK
