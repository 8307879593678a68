"""The probabilities that a file gives, as figures or by parameters; no expression is worked out."""

from __future__ import annotations

from collections.abc import Callable

from pmtui.importers.mef.containers import COMMON_CAUSE
from pmtui.importers.mef.definitions import Definition, Definitions, Ref
from pmtui.importers.mef.names import Names
from pmtui.importers.mef.said import listed, said


def probabilities(
    file: Definitions, key: Callable[[Definition], str]
) -> tuple[dict[str, float], tuple[str, ...]]:
    """Return the probabilities of base events by their names in the tree, and what is to be said about them.

    Args:
        file: What the file defines.
        key: Returns the name by which the tree knows a definition.

    Raises:
        TreeError: A parameter is not defined, leads back to itself, or gives no probability.
    """
    parameters = Names([each for each in file.all if each.kind == "parameter"], file)
    found: dict[str, float] = {}
    unread: list[str] = []
    for event in file.all:
        if event.kind != "basic-event":
            continue
        figure = _figure(event, parameters, file)
        if figure is not None:
            found[key(event)] = figure
        elif event.unread or event.value is not None:
            unread.append(key(event))
    if COMMON_CAUSE in file.left_out:
        return {}, ()
    if not unread:
        return found, ()
    verb = "has an expression" if len(unread) == 1 else "have expressions"
    return found, (f"{listed(unread)} {verb} that pmtui does not work out, so no probability.",)


def _figure(event: Definition, parameters: Names, file: Definitions) -> float | None:
    """Return the probability of a base event; None where it has none that needs no working out."""
    at: Definition = event
    seen: set[int] = set()
    while isinstance(at.value, Ref):
        ref = at.value
        following = parameters.meant(ref.name, at.path)
        if following is None:
            file.refuse(
                f"{said(at.name)} names the parameter {said(ref.name)}, which is not defined", ref.line
            )
        if id(following) in seen:
            file.refuse(f"the parameter {said(ref.name)} leads back to itself", ref.line)
        seen.add(id(following))
        at = following
    if at.value is None:
        return None
    if not 0 <= at.value <= 1:
        what = f"{said(event.name)} has the probability {at.value:g}, which is not between 0 and 1"
        file.refuse(what, event.line)
    return float(at.value)
