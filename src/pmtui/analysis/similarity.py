"""Have we been here? Earlier postmortems that share words and fields with this one, without any model.

The measure: each postmortem is the set of its telling words (title, services, tags, trigger, problem, root
causes); a shared word counts the more, the fewer of the others have it (inverse document frequency, ln(n/df)
+ 1), and the sum is divided by the sum over the words of the one that is asked about.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence

from pmtui.model.postmortem import Postmortem
from pmtui.text.patterns import regex
from pmtui.values import dataclass

LEAST = 0.2
"""Below this share of its words in common, an earlier postmortem is not shown."""
_WORD = regex(r"[^\W_]{4,40}")
_TOO_COMMON = frozenset(
    [
        "after",
        "before",
        "could",
        "down",
        "from",
        "have",
        "into",
        "lost",
        "more",
        "only",
        "production",
        "that",
        "their",
        "there",
        "this",
        "under",
        "were",
        "when",
        "which",
        "while",
        "with",
        "without",
        "would",
        "outage",
        "incident",
        "because",
        "failed",
        "failure",
        "hours",
        "minutes",
        "users",
    ]
)


@dataclass(frozen=True, slots=True)
class Similar:
    """An earlier postmortem, how much it has in common (0 to 1), and its actions that never shipped."""

    pm: Postmortem
    share: float
    never_shipped: tuple[str, ...]


def similar(pm: Postmortem, others: Iterable[Postmortem], most: int = 3) -> tuple[Similar, ...]:
    """Return the postmortems of `others` most like `pm`, most like first; none while it has no words."""
    mine = words(pm)
    known = [(other, words(other)) for other in others if other.id != pm.id]
    if not mine or not known:
        return ()
    weight = _weights([has for _, has in known], mine)
    whole = sum(weight.values())
    found = [
        Similar(other, sum(weight[word] for word in mine & has) / whole, never_shipped(other))
        for other, has in known
    ]
    like = sorted((one for one in found if one.share >= LEAST), key=lambda one: (-one.share, one.pm.id))
    return tuple(like[:most])


def words(pm: Postmortem) -> frozenset[str]:
    """Return the telling words of a postmortem, in lower case."""
    causes = pm.causes
    said = [pm.title, pm.triage.learning, causes.trigger, causes.problem, *pm.services, *pm.tags]
    said += [root.what for root in causes.root]
    return frozenset(_WORD.findall(" ".join(said).lower())) - _TOO_COMMON


def never_shipped(pm: Postmortem) -> tuple[str, ...]:
    """Return the actions of a postmortem that are neither done nor dropped."""
    return tuple(action.what for action in pm.action if action.status not in ("done", "dropped"))


def _weights(all_words: Sequence[frozenset[str]], mine: frozenset[str]) -> dict[str, float]:
    held = Counter(word for has in all_words for word in has & mine)
    return {word: math.log(len(all_words) / max(held[word], 1)) + 1 for word in mine}
