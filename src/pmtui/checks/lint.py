"""The checks of any text, without a postmortem around it: what `pmtui lint` says.

The text is judged passage by passage, so that the cost grows with the text alone, however long it is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any, Literal, get_args

from pmtui.checks import blame, depth, numbers, rewrite, rules, smart
from pmtui.checks.fields import Role
from pmtui.checks.finding import Finding
from pmtui.checks.rules import book as rulebook
from pmtui.text.markdown import prose as markdown_prose
from pmtui.text.markdown.passages import Kind, Passage
from pmtui.text.sentences import Sentence, sentences

Context = Literal["any", "cause", "action", "impact", "timeline"]
"""What the text is: running prose, or what a postmortem holds under that name."""
CONTEXTS: tuple[Context, ...] = get_args(Context)

_ROLES: dict[Context, Role] = {
    "any": "other",
    "cause": "cause",
    "action": "action",
    "impact": "impact",
    "timeline": "timeline",
}
_LISTED: frozenset[Kind] = frozenset({"item", "row"})
_SAID: frozenset[Kind] = frozenset({"paragraph", "item", "row", "line"})


def findings(text: str, context: Context, *, lines: bool, now: datetime) -> Iterator[Finding]:
    """Yield what is found in a text, in its order; the path is empty, the span is in the whole text.

    Args:
        text: The text, with any line ends.
        context: What it is.
        lines: Whether each line is a sentence or an item; else it is read as Markdown.
        now: The present moment, aware, from which days in the text are counted.
    """
    role, judge = _ROLES[context], _judge_of(context, now)
    keep_code = context in ("action", "impact")
    read = markdown_prose.lines(text) if lines else markdown_prose.passages(text, keep_code=keep_code)
    passages = list(read)
    judged = _judged(passages, context)
    families = ("tone", *rulebook.present().own_families())
    for passage in passages:
        found = [each for one in sentences(passage.text) for each in _in_sentence(one, role, families)]
        if judge is not None and passage.kind in judged:
            found += judge(passage.text)
        yield from rulebook.given(_placed(passage, found))


def _judge_of(context: Context, now: datetime) -> Callable[[str], Iterator[Finding]] | None:
    """Return what judges an item as a whole in this context, if anything does."""
    if context == "action":
        return lambda text: smart.item_findings("", text, now.date())
    if context == "impact":
        return lambda text: numbers.item_findings("", text)
    if context == "cause":
        return lambda text: depth.text_findings("", text, "cause")
    return None


def _judged(passages: Iterable[Passage], context: Context) -> frozenset[Kind]:
    """Return what is an item: no heading; and where actions are listed, no paragraph around the list."""
    if context == "action" and any(passage.kind in _LISTED for passage in passages):
        return _LISTED
    return _SAID


def _in_sentence(sentence: Sentence, role: Role, families: Iterable[str]) -> Iterator[Finding]:
    for hit in blame.hits(sentence.text, role):
        changes: dict[str, Any] = {"severity": hit.severity, "span": _moved(hit.span, sentence.start)}
        offer = rewrite.offer(sentence.text, role) if hit.severity != "hint" else None
        if offer is not None and offer.question and "`" not in offer.question:
            changes["next"] = offer.question
        yield rules.rule(hit.rule).finding("", role, **changes)
    for family in families:
        for rule_id, span in rules.phrase_hits(family, sentence.text, role):
            yield rules.rule(rule_id).finding("", role, span=_moved(span, sentence.start))


def _moved(span: tuple[int, int], by: int) -> tuple[int, int]:
    return span[0] + by, span[1] + by


def _placed(passage: Passage, found: list[Finding]) -> Iterator[Finding]:
    """Yield findings of a passage with their span in the whole text, in its order, each once."""
    whole = (0, len(passage.text))
    placed = [replace(each, span=passage.span(*(each.span or whole)), rewrite=None) for each in found]
    yield from dict.fromkeys(sorted(placed, key=lambda each: (each.span or whole, each.rule)))
