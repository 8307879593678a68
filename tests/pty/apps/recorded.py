"""pmtui with a driver that keeps what Textual writes, a line of JSON for each write: columns, rows, text.

Usage: python recorded.py FILE WORDS..., where WORDS are those after `pmtui`. Nothing is left out of what is
sent to the terminal, so that what was kept may be held against what the thin driver makes of it.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

from pmtui.terminal import capability

capability.prepare_environment(os.environ)

from pmtui.terminal import driver  # noqa: E402 - the environment comes first

kept = Path(sys.argv.pop(1)).open("a", encoding="utf-8")  # noqa: SIM115 - open to the end


class Recorded(driver.SteadyDriver):
    def write(self, data: str) -> None:
        kept.write(json.dumps([*os.get_terminal_size(self.fileno), data]) + "\n")
        kept.flush()
        super().write(data)


driver.driver_class = lambda **_: Recorded  # type: ignore[assignment]

from pmtui.cli import main  # noqa: E402 - the driver comes first

if __name__ == "__main__":
    sys.exit(main())
