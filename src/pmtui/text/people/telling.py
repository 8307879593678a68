"""Whether a sentence can say anything of people at all: a quick look at its words before it is read.

Most sentences of a report speak of systems alone; reading them closely would only cost time.
"""

from __future__ import annotations

from pmtui.text.memory import remembered
from pmtui.text.patterns import regex
from pmtui.text.people.lexicon import lexicon

_WORDS = regex(r"@?[^\W_]+(?:['\u2019.\-][^\W_]+)*")
_LONG = 8
"""From so many letters on a word may be a person's by its ending."""


def may_tell_of_people(sentence: str, names: frozenset[str] = frozenset()) -> bool:
    """Return whether `sentence` has a word by which people can be spoken of; False is certain.

    Args:
        sentence: The sentence.
        names: Names of people who were there, in lower case, as single words.
    """
    low = sentence.lower().replace("\u2019", "'")
    words = set(_WORDS.findall(low))
    of_people, left_undone, duties, endings = _words()
    if not of_people.isdisjoint(words) or not names.isdisjoint(words) or "@" in low:
        return True
    if "'" in low.replace("n't", ""):
        return True
    if not left_undone.isdisjoint(words) and not duties.isdisjoint(words):
        return True
    return any(word.endswith(endings) for word in words if len(word) >= _LONG)


@remembered(None)
def _words() -> tuple[frozenset[str], frozenset[str], frozenset[str], tuple[str, ...]]:
    """Return words that speak of people, that say something was left undone, duties, and people's endings."""
    lex = lexicon()
    judging, signs = lex.judging, lex.signs
    bases = signs["only_people"] | signs["org_ignores"] | {"let", "commit"}
    of_people = frozenset().union(
        lex.people, lex.titles, lex.departments, lex.given_names, lex.fault_nouns,
        *(judging[key] for key in ("insults", "qualities", "adverbs")),
        *(signs[key] for key in ("human_made", "human_part", "slips", "wrongly", "steps")),
        (form for form, verb in lex.verbs.items() if verb.base in bases),
        ("without", "human", "blame", "blamed", "blames", "fault", "lack", "one", "who", "mistakes"),
        ("responsible", "accountable"),
    )  # fmt: skip
    joined = {parts[0] for first in lex.joined.values() for parts in first}
    endings = (*lex.endings, *(f"-{how}" for how in sorted(signs["induced"])))
    return of_people | joined, signs["not_done"], signs["org_duty"] | signs["with_care"], endings
