"""Depth: causes that stop at a symptom or a person, single causes, ladders that stop early or go round."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from pmtui import content
from pmtui.checks import blame, rules
from pmtui.checks.fields import Role
from pmtui.checks.finding import Finding
from pmtui.checks.sentence_checks import phrase_findings, split, whole
from pmtui.text.people import phrases

if TYPE_CHECKING:
    from pmtui.model.postmortem import Causes, Postmortem, Why

ENOUGH_WHYS = 5
"""A rule of thumb: fewer are enough where the ladder says why it stops."""
PROBLEM = "problem"
_MOST_STEPS = 2000


def text_findings(path: str, text: str, role: Role) -> Iterator[Finding]:
    """Yield what one text of a cause shows by itself: a symptom in place of a cause, comparing words."""
    if role != "cause" or path == "causes.problem" or path.endswith(".note"):
        return
    if _is_root(path) and is_surface(text):
        yield rules.rule("depth.surface").finding(path, role, span=whole(text))
    yield from phrase_findings("depth", path, text, role)


def _is_root(path: str) -> bool:
    return path.startswith("causes.root.")


@cache
def _words(key: str) -> frozenset[str]:
    return frozenset(content.toml("rules/depth.toml")["words"][key])


def is_surface(text: str) -> bool:
    """Return whether a cause names only what went wrong: short, and nothing on how it could."""
    words = [token.low for token in phrases.tokens(text[:300]) if token.is_word]
    if not words or len(words) > 8 or _words("beyond") & set(words):
        return False
    return bool(_words("surface") & set(words))


def causes_named(text: str) -> int:
    """Return how many causes a text lists: parts joined by `+`, `;`, commas or "and"."""
    return len([part for part in re.split(r"\s*[+;,\n]\s*|\s+and\s+", text[:2000]) if part.strip()])


def findings(pm: Postmortem) -> Iterator[Finding]:
    """Yield what the causes show together."""
    causes = pm.causes
    yield from _single(causes)
    yield from _ladder(causes)
    for root in causes.root:
        if root.category == "human-error":
            yield rules.rule("depth.human-error").finding(f"causes.root.{root.id}.category")


def _single(causes: Causes) -> Iterator[Finding]:
    if causes.only_one.strip():
        return
    ends = leaves(causes)
    named = [root.what for root in causes.root] + [factor.what for factor in causes.factor]
    if len(causes.root) > 1 or len(causes.factor) > 1 or len(ends) > 1 or not (named or ends):
        return
    if named and causes_named(named[0]) > 1:
        return
    if causes.root:
        path, text = f"causes.root.{causes.root[0].id}.what", causes.root[0].what
    elif causes.factor:
        path, text = f"causes.factor.{causes.factor[0].id}.what", causes.factor[0].what
    else:
        path, text = f"causes.why.{ends[0].id}.because", ends[0].because
    yield rules.rule("depth.single-cause").finding(path, "cause", span=whole(text))


def leaves(causes: Causes) -> list[Why]:
    """Return the rungs that no other rung explains further."""
    explained = {parent for why in causes.why for parent in why.explains}
    return [why for why in causes.why if why.id not in explained]


def _ladder(causes: Causes) -> Iterator[Finding]:
    rungs = {why.id: why for why in causes.why}
    ends = {why.id for why in leaves(causes)}
    systemic = {ref for root in causes.root if not _blames(root.what) for ref in root.from_}
    for why in causes.why:
        depth, circle = _depth(why, rungs)
        if circle:
            yield rules.rule("depth.circle").finding(f"causes.why.{why.id}.explains")
            continue
        yield from _against_parents(why, rungs, causes)
        if why.id not in ends or not why.because.strip():
            continue
        stopped = bool(why.stop) or why.id in systemic
        at_person = _blames(why.because) or _ends_at_person(why.because)
        if at_person:
            yield rules.rule("depth.person").finding(f"causes.why.{why.id}.because", span=whole(why.because))
        elif depth < ENOUGH_WHYS and not stopped:
            what = f"The ladder stops after {depth} why{'s' if depth > 1 else ''}, and nothing says why here."
            yield rules.rule("depth.too-few").finding(f"causes.why.{why.id}.stop", what=what)
        if is_surface(why.because) and not at_person:
            yield rules.rule("depth.surface").finding(
                f"causes.why.{why.id}.because", "cause", span=whole(why.because)
            )
        if not why.evidence:
            yield rules.rule("depth.no-evidence").finding(f"causes.why.{why.id}.evidence")


def _blames(text: str) -> bool:
    return any(
        hit.severity != "hint" for sentence in split(text) for hit in blame.hits(sentence.text, "cause")
    )


def _ends_at_person(text: str) -> bool:
    """Return whether a person or a team is the subject of the sentence."""
    for sentence in split(text)[:1]:
        reading = phrases.read(sentence.text)
        head = phrases.head_of_subject(reading.tokens)
        return any(
            person.head == head
            and person.sure
            and person.kind in ("role", "person", "name", "self")
            and not person.owns
            for person in reading.people
        )
    return False


def whys_to(why: Why, causes: Causes) -> int:
    """Return how many whys lead from the problem to a rung, on the longest way."""
    return _depth(why, {each.id: each for each in causes.why})[0]


def _depth(why: Why, rungs: dict[str, Why]) -> tuple[int, bool]:
    """Return how many whys lead from the problem to a rung (its longest way), and whether it goes round."""
    longest, steps = 1, 0
    stack: list[tuple[str, int, frozenset[str]]] = [(why.id, 1, frozenset())]
    while stack and steps < _MOST_STEPS:
        steps += 1
        here, depth, seen = stack.pop()
        longest = max(longest, depth)
        for parent in rungs[here].explains:
            if parent == why.id:
                return depth, True
            if parent in rungs and parent not in seen:
                stack.append((parent, depth + 1, seen | {here}))
    return longest, False


def _against_parents(why: Why, rungs: dict[str, Why], causes: Causes) -> Iterator[Finding]:
    """Compare an answer with what it explains, and with what lies above that."""
    mine = _stems(why.because)
    if len(mine) < 2:
        return
    for parent in why.explains:
        above = causes.problem if parent == PROBLEM else rungs[parent].because if parent in rungs else ""
        if _alike(mine, _stems(above)) >= 0.6:
            yield rules.rule("depth.restates").finding(
                f"causes.why.{why.id}.because", span=whole(why.because)
            )
            return
    for ancestor in _ancestors(why, rungs):
        if ancestor not in why.explains and _alike(mine, _stems(rungs[ancestor].because)) >= 0.75:
            path, span = f"causes.why.{why.id}.because", whole(why.because)
            yield rules.rule("depth.circle").finding(path, severity="warning", span=span)
            return


def _ancestors(why: Why, rungs: dict[str, Why]) -> list[str]:
    found: list[str] = []
    queue = [parent for parent in why.explains if parent in rungs]
    while queue and len(found) < 100:
        here = queue.pop()
        if here not in found and here != why.id:
            found.append(here)
            queue.extend(parent for parent in rungs[here].explains if parent in rungs)
    return found


def _stems(text: str) -> frozenset[str]:
    words = (token.low for token in phrases.tokens(text[:600]) if token.is_word)
    return frozenset(
        re.sub(r"(?:ing|ed|es|s|ion|ions)$", "", word) for word in words if word not in _words("fillers")
    )


def _alike(mine: frozenset[str], other: frozenset[str]) -> float:
    return len(mine & other) / len(mine | other) if mine and other else 0.0
