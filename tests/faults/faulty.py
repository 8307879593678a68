"""pmtui with a fault in it. Usage: faulty.py FAULT ARGUMENT-OF-PMTUI...

The fault is an exception, whose message holds what was typed: at a key (`key`), in drawing (`draw`), when
the window changes its size (`winch`), in the thread that saves (`save`) or in a timer (`timer`). All but
`winch` come with the key §. One more is no exception: `forget` neither saves nor keeps a journal.
"""

from __future__ import annotations

import os
import sys
from typing import Any

KEY = "§"


def main() -> int:
    """Put the fault in, and run the program."""
    from pmtui.terminal import capability

    capability.prepare_environment(os.environ)
    from pmtui.app import PmtuiApp
    from pmtui.cli import main as run
    from pmtui.draft.draft import Draft
    from pmtui.draft.journal import Journal
    from pmtui.model.edit import Edit
    from pmtui.store import files
    from pmtui.widgets.fields.base import Field

    fault, act = sys.argv[1], Field._act

    def fail(app: Any) -> Any:
        words = repr(app.draft.pm)
        raise RuntimeError(f"it fails on {words}")

    def acted(field: Any, event: Any) -> bool:
        if event.character != KEY:
            return act(field, event)
        app = field.app
        if fault == "key":
            fail(app)
        elif fault == "draw":
            type(field).render_line = lambda _self, _y: fail(app)
            field.refresh()
        elif fault == "timer":
            field.set_timer(0.01, lambda: fail(app))
        elif fault == "save":
            files.write = lambda *_args, **_more: fail(app)  # type: ignore[assignment]
            app.draft.do(Edit("tags", ("something to save",)))
        return True

    def resized(app: Any, event: Any) -> None:
        if event.size.width != 80:
            fail(app)

    Field._act = acted  # type: ignore[method-assign]
    if fault == "forget":
        Journal.append = lambda *_args: None  # type: ignore[method-assign]
        Draft.save = lambda self, **_how: self.state  # type: ignore[method-assign]
    if fault == "winch":
        PmtuiApp.on_resize = resized  # type: ignore[method-assign]
    return run(sys.argv[2:])


if __name__ == "__main__":
    sys.exit(main())
