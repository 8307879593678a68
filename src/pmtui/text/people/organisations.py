"""Companies and authorities by what they are said to have done: no list of names could hold them.

"Acme Telecom accidentally announced a route", "Borealis failed to train its staff" are told of organisations;
"Jenkins failed to check out the branch" is not.
"""

from __future__ import annotations

from pmtui.text.people.lexicon import Lexicon, Verb
from pmtui.text.people.words import Token, is_auxiliary

_LONGEST = 4


def may_be_told_of(words: tuple[Token, ...], lex: Lexicon) -> bool:
    """Return whether a sentence has a word by which an organisation could be found in it at all."""
    return any(word.low in lex.tells_of_organisations for word in words)


def last_word(words: tuple[Token, ...], index: int, lex: Lexicon) -> int | None:
    """Return the last word of the organisation whose name begins at `index`; None where none does."""
    if not _is_name(words[index], lex) or words[index].low in lex.people:
        return None
    last = index
    while last + 1 < len(words) and last - index < _LONGEST and _is_name(words[last + 1], lex):
        last += 1
    verb = last + 1
    while verb < min(last + 6, len(words)) and _leads_to_verb(words[verb].low, lex):
        verb += 1
    known = lex.verbs.get(words[verb].low) if verb < len(words) else None
    if known is None or any(word.low in lex.cues for word in words[index:verb]):
        return None
    before = {word.low for word in words[last + 1 : verb]}
    behind = [word.low for word in words[verb + 1 : verb + 7]]
    return last if _is_told_of(known, before, behind, lex) else None


def _leads_to_verb(low: str, lex: Lexicon) -> bool:
    """Return whether a word stands between a name and its verb: "has mistakenly", "failed to"."""
    return low in lex.signs["not_done"] or low == "to" or low.endswith("ly") or is_auxiliary(low, lex)


def _is_told_of(verb: Verb, before: set[str], behind: list[str], lex: Lexicon) -> bool:
    """Return whether only organisations are told of so.

    Args:
        verb: The verb.
        before: The words between the name and it.
        behind: The next words behind it.
        lex: The lexicon.
    """
    signs = lex.signs
    if verb.base in signs["org_ignores"]:
        return not signs["org_ignored"].isdisjoint(behind)
    if verb.base == "let":
        return bool({"expire", "lapse"} & set(behind))
    if verb.base in ("make", "commit") and not signs["mistakes"].isdisjoint(behind[:4]):
        return True
    if not signs["not_done"].isdisjoint(before):
        return verb.base in signs["org_duty"] or not signs["with_care"].isdisjoint(behind)
    judged = not (signs["accident"] | lex.judging["adverbs"]).isdisjoint(before)
    return judged and bool(verb.forms & {"past", "s"}) and bool(behind)


def _is_name(token: Token, lex: Lexicon) -> bool:
    """Return whether a token is a capitalised word that is no plain English one at the head of a sentence."""
    low = token.low
    if not token.text[:1].isupper() or not low.isalnum() or len(low) < 2:
        return False
    grammar = lex.grammar
    plain = low in grammar["determiners"] or low in grammar["prepositions"] or low in grammar["breaks"]
    return not (plain or low in lex.verbs or is_auxiliary(low, lex) or low in ("it", "there", "here", "this"))
