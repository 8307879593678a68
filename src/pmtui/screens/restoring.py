"""An earlier version brought back into the open postmortem, as one step that undo takes back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pmtui.errors import PmtuiError
from pmtui.merging.difference import difference
from pmtui.screens.versions import when_words
from pmtui.store import files, versions
from pmtui.store.versions import Version

if TYPE_CHECKING:
    from pmtui.app import PmtuiApp


def restored(app: PmtuiApp, chosen: Version) -> str:
    """Bring a version back and show it; return the sentence that says so, or why it is not.

    What is there now is saved and kept as a version before, so that it is not lost when the steps of undo
    are. The id stays as it is: other postmortems point to it.
    """
    draft = app.draft
    try:
        draft.may_change()
        old = versions.read(chosen).pm
        edits = difference(draft.pm, old.model_copy(update={"id": draft.pm.id}))
        if not edits:
            return "That version is the same as what is here."
        kept = _kept_first(app)
        draft.do(*edits, place=app.visits.in_front())  # where undo and redo come back to
    except PmtuiError as error:
        return str(error)
    app.visits.anew()
    words = f"Brought back as it was until {when_words(chosen, draft.pm)}. ^Z takes it out again."
    return f"{words} But {kept}." if kept else words


def _kept_first(app: PmtuiApp) -> str:
    """Keep what is in the file now as a version; return why it can't be, in words."""
    draft = app.draft
    if draft.save().kind != "saved":
        return "what was here is in no version: it can't be saved"
    raw = files.raw_bytes(draft.path)
    return versions.keep(app.state_dir, draft.path, raw, app.now(), certainly=True)
