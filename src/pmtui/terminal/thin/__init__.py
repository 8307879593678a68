"""Sends a terminal only what changed: `ThinWriting`, for the driver of any Textual program.

What Textual writes is a small language; this package reads it, keeps what the terminal shows, and writes
what differs. It uses public names of Textual only. docs/performance.md tells how to use it elsewhere.
"""

from pmtui.terminal.thin.writing import ThinWriting, send_whole

__all__ = ["ThinWriting", "send_whole"]
