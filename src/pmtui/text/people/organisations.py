"""Companies and authorities by what they are said to have done: no list of names could hold them.

"Acme Telecom accidentally announced a route", "Borealis failed to train its staff" are told of organisations;
"Jenkins failed to check out the branch" is not.
"""

from __future__ import annotations

from pmtui.text.people.lexicon import Lexicon
from pmtui.text.people.words import Token, is_auxiliary

_LONGEST = 4


def may_be_told_of(words: tuple[Token, ...], lex: Lexicon) -> bool:
    """Return whether a sentence has a word by which an organisation could be found in it at all."""
    return any(word.low in lex.tells_of_organisations for word in words)


def last_word(words: tuple[Token, ...], index: int, lex: Lexicon) -> int | None:
    """Return the last word of the organisation whose name begins at `index`; None where none does."""
    last = index
    while last + 1 < len(words) and last - index < _LONGEST and _is_name(words[last + 1], lex):
        last += 1
    if not _is_name(words[index], lex) or words[index].low in lex.people:
        return None
    verb = last + 1
    judged = left_undone = False
    while verb < min(last + 6, len(words)):
        low = words[verb].low
        judged = judged or low in lex.signs["accident"] or low in lex.judging["adverbs"]
        left_undone = left_undone or low in lex.signs["not_done"]
        if not (low in lex.signs["not_done"] or low == "to" or low.endswith("ly") or is_auxiliary(low, lex)):
            break
        verb += 1
    known = lex.verbs.get(words[verb].low) if verb < len(words) else None
    if known is not None and known.base in lex.signs["org_ignores"]:
        behind = {word.low for word in words[verb + 1 : verb + 6]}
        return last if lex.signs["org_ignored"] & behind else None
    if known is None or verb == last + 1:
        return None
    if any(word.low in lex.cues for word in words[index:verb]):
        return None
    if judged and "past" in known.forms and not left_undone and verb + 1 < len(words):
        return last
    return last if left_undone and known.base in lex.signs["org_duty"] else None


def _is_name(token: Token, lex: Lexicon) -> bool:
    """Return whether a token is a capitalised word that is no plain English one at the head of a sentence."""
    low = token.low
    if not token.text[:1].isupper() or not low.isalnum() or len(low) < 2:
        return False
    grammar = lex.grammar
    plain = low in grammar["determiners"] or low in grammar["prepositions"] or low in grammar["breaks"]
    return not (plain or low in lex.verbs or is_auxiliary(low, lex) or low in ("it", "there", "here", "this"))
