"""A light look at a sentence: its words, the people in it, and what they are said to have done.

No grammar of English, but enough of one: who is the subject, is it a person, which verb is theirs, is it
negated, would it have been, who did it in the passive. Everything is bounded in the number of words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal

from pmtui.text.lexicon import Lexicon, Verb, lexicon

PersonKind = Literal["role", "person", "team", "outsider", "we", "self", "you", "they", "name"]

_WORD = re.compile(r"@?[^\W_]+(?:['\u2019.\-][^\W_]+)*|`[^`\n]{0,80}`|[^\w\s]")
_CLITICS = ("'s", "'d", "'ve", "'re", "'ll", "'m")
_REACH = 24
"""How many words after a person their verb is looked for, and how far their clause reaches."""


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a piece of code in backticks or a mark, with its place in the text in characters."""

    text: str
    low: str
    start: int
    end: int

    @property
    def is_word(self) -> bool:
        """Whether it is a word, not a mark or a piece of code."""
        return self.text[0].isalnum() or self.text[0] in "@'\u2019"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who is spoken of.

    Attributes:
        kind: What sort of word names them.
        first: The first token of the phrase (article and adjectives included).
        head: The token that names them.
        sure: Whether it is surely a person; a bare "operator" may be software.
        plural: Whether they are several.
        owns: Whether what follows is theirs ("the engineer's mistake").
    """

    kind: PersonKind
    first: int
    head: int
    sure: bool = True
    plural: bool = False
    owns: bool = False


@dataclass(frozen=True, slots=True)
class Act:
    """What a person is said to do.

    Attributes:
        who: The person.
        start: The first token of the verb group.
        verb: The token of the main verb.
        base: Its base form; empty where the lexicon does not know the verb.
        kinds: The lexicon's kinds of the verb.
        negated: Whether it is said that they did not.
        modal: "should", "could" and the like, or "".
        perfect: Whether it stands in the perfect ("should have checked").
        passive: Whether it was done to them.
        adverbs: Judging adverbs of the clause, as tokens.
        end: The first token after the clause.
        if_only: Whether it stands after "if" or an inverted "had".
    """

    who: Person
    start: int
    verb: int
    base: str
    kinds: frozenset[str]
    negated: bool = False
    modal: str = ""
    perfect: bool = False
    passive: bool = False
    adverbs: tuple[int, ...] = ()
    end: int = 0
    if_only: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """A sentence as it was read."""

    tokens: tuple[Token, ...]
    people: tuple[Person, ...] = ()
    acts: tuple[Act, ...] = ()
    agents: tuple[Person, ...] = field(default=())
    """The people after "by": those who did it in the passive."""

    def has(self, *words: str) -> bool:
        """Return whether one of the words stands in the sentence."""
        return any(token.low in words for token in self.tokens)

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Return where tokens `first` to `last` (inclusive) stand in the sentence, in characters."""
        return self.tokens[first].start, self.tokens[last].end


def tokens(text: str) -> tuple[Token, ...]:
    """Return the words and marks of `text`; "we'd" becomes two tokens, "didn't" stays one."""
    out: list[Token] = []
    for match in _WORD.finditer(text):
        word, start, end = match.group(), match.start(), match.end()
        low = word.lower().replace("\u2019", "'")
        clitic = next((tail for tail in _CLITICS if low.endswith(tail)), "") if "'" in low else ""
        if clitic and len(low) > len(clitic):
            cut = end - len(clitic)
            out.append(Token(text[start:cut], low[: -len(clitic)], start, cut))
            out.append(Token(text[cut:end], clitic, cut, end))
        else:
            out.append(Token(word, low, start, end))
    return tuple(out)


def read(text: str, names: frozenset[str] = frozenset()) -> Reading:
    """Return what a sentence says of people.

    Args:
        text: One sentence.
        names: Names of people who were there, in lower case, as single words.
    """
    words = tokens(text)
    lex = lexicon()
    people = tuple(_people(words, lex, names))
    acts: list[Act] = []
    starts = {person.first for person in people}
    for person in people:
        if not person.owns:
            acts.extend(_Acts(words, lex, person, starts).find())
    agents = tuple(p for p in people if not p.owns and p.first > 0 and words[p.first - 1].low == "by")
    return Reading(words, people, tuple(acts), agents)


def head_of_subject(words: tuple[Token, ...]) -> int | None:
    """Return the token that names the subject of a statement: the last noun-like word before its verb."""
    lex = lexicon()
    last: int | None = None
    for index, token in enumerate(words[:_REACH]):
        if not token.is_word or token.low in lex.grammar["prepositions"]:
            if last is not None:
                return last
            continue
        verb = lex.verbs.get(token.low)
        finite = verb is not None and bool(verb.forms & {"past", "s"})
        if last is not None and (finite or _is_auxiliary(token.low, lex)):
            return last
        if token.low not in lex.grammar["determiners"] and token.low not in lex.grammar["negations"]:
            last = index
    return last


def _is_auxiliary(low: str, lex: Lexicon) -> bool:
    grammar = lex.grammar
    return low in grammar["be"] or low in grammar["have"] or low in grammar["do"] or low in grammar["modals"]


# -- people ---------------------------------------------------------------------------------------------


def _people(words: tuple[Token, ...], lex: Lexicon, names: frozenset[str]) -> list[Person]:
    found: list[Person] = []
    index = 0
    while index < len(words):
        person = _person_at(words, index, lex, names)
        if person is not None:
            found.append(person)
            index = person.head
        index += 1
    return found


def _person_at(words: tuple[Token, ...], index: int, lex: Lexicon, names: frozenset[str]) -> Person | None:
    token = words[index]
    low = token.low
    after = words[index + 1].low if index + 1 < len(words) else ""
    owns = after == "'s" or (after in ("'", "\u2019") and low.endswith("s"))
    if low in ("one", "some", "any", "none", "member", "members") and after == "of":
        return _one_of(words, index, lex)
    kind = lex.people.get(low)
    if kind == "team" and index and token.text == "Teams":  # the program of that name
        return None
    if kind is None:
        return _named(words, index, lex, names, owns)
    if kind in ("we", "self", "you", "they"):
        if kind == "self" and token.text != "I":
            return None
        if kind == "self" and after in (".", "/", ")"):
            return None
        return Person(kind, index, index, plural=kind != "self")  # type: ignore[arg-type]
    if "-" in low and low not in lex.people:
        return None
    head = index
    while head + 1 < len(words) and words[head + 1].low in lex.people and head - index < 3:
        following = lex.people[words[head + 1].low]
        if following in ("we", "self", "you", "they"):
            break
        head += 1
    if _is_system(words, index, head, lex):
        return None
    word = words[head].low
    after = words[head + 1].low if head + 1 < len(words) else ""
    owns = after == "'s" or (after in ("'", "\u2019") and word.endswith("s"))
    first = _phrase_start(words, index, lex)
    sure = word not in lex.ambiguous or head > index or _is_described(words, first, index, lex)
    kind = lex.people[word]
    return Person(kind, first, head, sure=sure, plural=word in lex.plural, owns=owns)  # type: ignore[arg-type]


def _one_of(words: tuple[Token, ...], index: int, lex: Lexicon) -> Person | None:
    """Read "one of the engineers" as the engineer."""
    for head in range(index + 2, min(index + 6, len(words))):
        kind = lex.people.get(words[head].low)
        if kind in ("role", "person", "team", "outsider"):
            if head + 1 < len(words) and words[head + 1].low in lex.people:
                continue
            return Person(kind, index, head)  # type: ignore[arg-type]
    return None


def _named(
    words: tuple[Token, ...], index: int, lex: Lexicon, names: frozenset[str], owns: bool
) -> Person | None:
    token = words[index]
    if token.text[0] == "@" and len(token.text) > 2 and "." not in token.text:
        return Person("name", index, index, owns=owns)
    known = token.low in names or (token.low in lex.given_names and token.text[0].isupper())
    if not known or not token.text[0].isupper():
        return None
    head = index
    while head + 1 < len(words) and head - index < 2 and words[head + 1].text[:1].isupper():
        following = words[head + 1]
        if following.low in names or (
            following.low.isalpha() and following.low not in lex.verbs and len(following.low) > 1
        ):
            head += 1
        else:
            break
    after = words[head + 1].low if head + 1 < len(words) else ""
    if after in lex.system_after:
        return None
    return Person("name", index, head, owns=after == "'s")


def _is_system(words: tuple[Token, ...], index: int, head: int, lex: Lexicon) -> bool:
    after = words[head + 1].low if head + 1 < len(words) else ""
    if after in lex.system_after and not (after == "crashed" and words[head].low not in lex.ambiguous):
        return True
    if index == 0:
        return False
    before = words[index - 1]
    if before.text[0] == "`":
        return True
    if words[index].low not in lex.ambiguous:
        return False
    if before.low in lex.system_before and words[head].low in lex.ambiguous:
        return True
    return any(character.isdigit() for character in before.low) and words[head].low in lex.ambiguous


def _phrase_start(words: tuple[Token, ...], index: int, lex: Lexicon) -> int:
    first = index
    grammar = lex.grammar
    for back in range(index - 1, max(index - 6, -1), -1):
        token = words[back]
        if not token.is_word and token.low not in ("/", "-", "'"):
            break
        if token.low in grammar["determiners"] or token.low in lex.possessives:
            first = back
            break
        if token.low == "'s" or (back + 1 < len(words) and words[back + 1].low == "'s"):
            first = back
            continue
        if (
            token.low in grammar["prepositions"]
            or token.low in grammar["breaks"]
            or token.low in ("and", "or")
        ):
            break
        if token.low in lex.people or _is_auxiliary(token.low, lex) or token.low in grammar["negations"]:
            break
        verb = lex.verbs.get(token.low)
        if verb is not None and verb.forms & {"past", "s", "ing", "participle"}:
            break
        first = back
    return first


def _is_described(words: tuple[Token, ...], first: int, index: int, lex: Lexicon) -> bool:
    """Say whether an adjective in the phrase belongs to a person ("the on-call operator")."""
    adjectives = {
        "on-call",
        "junior",
        "senior",
        "new",
        "human",
        "unnamed",
        "young",
        "night",
        "duty",
        "lead",
        "staff",
    }
    return any(
        words[n].low in adjectives or words[n].low in lex.judging["people"] for n in range(first, index)
    )


# -- what they do ---------------------------------------------------------------------------------------


class _Acts:
    """Looks for the verbs of one person, from the left to the right."""

    def __init__(self, words: tuple[Token, ...], lex: Lexicon, who: Person, starts: set[int]) -> None:
        self.words, self.lex, self.who = words, lex, who
        self.starts = starts
        self.limit = min(len(words), who.head + 1 + _REACH)
        self.out: list[Act] = []

    def find(self) -> list[Act]:
        at = self._first_verb(self.who.head + 1)
        while at is not None and len(self.out) < 5:
            act = self._group(at)
            if act is None:
                break
            self.out.append(act)
            at = self._next_verb(act)
        return self.out

    def _first_verb(self, index: int) -> int | None:
        """Return where the verb group begins: past what is said about the person on the way there."""
        grammar = self.lex.grammar
        unknown, direct = 0, True
        while index < self.limit:
            token = self.words[index]
            low = token.low
            if low in ("who", "that", "whoever"):
                index += 1
                direct = True
                continue
            if low == "(":
                index = self._past_brackets(index)
                continue
            if low == ",":
                following = self.words[index + 1].low if index + 1 < self.limit else ""
                if following not in ("who", "'", "unfortunately", "accidentally"):
                    return None
                index += 1
                continue
            if not token.is_word:
                if token.text[0] in "\"'\u201c\u201d\u2018\u2019*_`/-" and direct:
                    index += 1
                    continue
                return None
            if low in grammar["breaks"] or low in ("and", "or"):
                return None
            if index in self.starts and index > self.who.head + 1 and not self._is_object(index):
                return None
            alone = low in ("not", "never", "to")
            if _is_auxiliary(low, self.lex) or (low in grammar["negations"] and (direct or not alone)):
                return index
            if low.endswith("ly") or low in ("just", "also", "then", "once", "only"):
                index += 1
                continue
            verb = self.lex.verbs.get(low)
            if verb is not None and self._is_finite(verb, index, direct):
                return index
            if direct and low.endswith("ed") and index == self.who.head + 1:
                return index
            if direct and low.endswith("ing") and index == self.who.head + 1:
                return index
            if low in grammar["prepositions"]:
                direct = False
                index += 1
                continue
            if index == self.who.head + 1 and self._is_compound(token):
                return None
            unknown += 1
            direct = False
            if unknown > 7:
                return None
            index += 1
        return None

    def _is_compound(self, token: Token) -> bool:
        """Say whether a noun follows at once: in "developer community" no person is the subject."""
        if self.who.kind not in ("role", "person", "team", "outsider") or not token.text[0].islower():
            return False
        return token.low.isalpha() and token.low not in _PLACES

    def _is_object(self, index: int) -> bool:
        return self.words[index - 1].low in self.lex.grammar["prepositions"]

    def _past_brackets(self, index: int) -> int:
        for ahead in range(index + 1, min(index + 12, self.limit)):
            if self.words[ahead].low == ")":
                return ahead + 1
        return self.limit

    def _is_finite(self, verb: Verb, index: int, direct: bool) -> bool:
        before = self.words[index - 1].low
        if before in self.lex.grammar["determiners"] or before in self.lex.possessives:
            return False
        after = self.words[index + 1].low if index + 1 < len(self.words) else ""
        if not direct and after == "by":
            return False
        if "past" in verb.forms:
            return direct or before not in self.lex.grammar["prepositions"]
        if "s" in verb.forms:
            return direct and index <= self.who.head + 3
        if "base" in verb.forms:
            return (
                direct
                and (self.who.plural or self.who.kind in ("self", "you"))
                and index <= self.who.head + 3
            )
        return "ing" in verb.forms and index == self.who.head + 1

    def _group(self, index: int) -> Act | None:
        """Read auxiliaries, negation and adverbs up to the main verb."""
        grammar, start = self.lex.grammar, index
        negated, perfect, modal, be = False, False, "", False
        if_only = self._after_if()
        while index < min(start + 10, len(self.words)):
            low = self.words[index].low
            if low in grammar["negations"]:
                negated = True
            if low in grammar["modals"]:
                modal = modal or low
            if low in grammar["have"]:
                perfect = True
            if low in grammar["be"]:
                be = True
            skipped = (
                low in grammar["negations"]
                or low in grammar["modals"]
                or low in grammar["be"]
                or low in grammar["have"]
                or low in grammar["do"]
                or low.endswith("ly")
                or low
                in (
                    "even",
                    "just",
                    "also",
                    "then",
                    "to",
                    "only",
                    "still",
                    "always",
                    "simply",
                    "ever",
                    "double",
                )
                or low in self.lex.judging["standards"]
                or not self.words[index].is_word
            )
            if not skipped:
                break
            if low in ("did", "does", "do") and self._is_main_do(index):
                break
            index += 1
        if index >= len(self.words):
            if index - 1 < start:
                return None
            index = len(self.words) - 1
        verb = self.lex.verbs.get(self.words[index].low)
        end = self._clause_end(index + 1)
        return Act(
            who=self.who,
            start=start,
            verb=index,
            base=verb.base if verb else "",
            kinds=verb.kinds if verb else frozenset(),
            negated=negated,
            modal=modal,
            perfect=perfect,
            passive=be
            and (verb is None or "ing" not in verb.forms)
            and not self.words[index].low.endswith("ing"),
            adverbs=self._adverbs(start, end) + self._adverbs_before(),
            end=end,
            if_only=if_only,
        )

    def _is_main_do(self, index: int) -> bool:
        following = self.words[index + 1] if index + 1 < len(self.words) else None
        return following is not None and (
            following.low in self.lex.grammar["determiners"]
            or following.low in ("'", "`", '"', "\u201c")
            or following.text[0] == "`"
        )

    def _after_if(self) -> bool:
        before = [self.words[n].low for n in range(max(0, self.who.first - 2), self.who.first)]
        return "if" in before or (before[-1:] == ["had"] and self.who.first <= 2)

    def _clause_end(self, index: int) -> int:
        grammar = self.lex.grammar
        while index < self.limit + 6 and index < len(self.words):
            token = self.words[index]
            if token.text[0] in ";:!?\u2014\u2013.":
                return index
            if token.low in grammar["breaks"] or token.low == "who":
                return index
            if token.low == "that" and not self._is_determiner_that(index):
                return index
            starts_clause = index in self.starts and not self._is_object(index)
            if starts_clause and self.words[index - 1].low in ("and", ","):
                return index
            index += 1
        return index

    def _is_determiner_that(self, index: int) -> bool:
        return self.words[index - 1].low in self.lex.grammar["prepositions"]

    def _adverbs(self, start: int, end: int) -> tuple[int, ...]:
        found: list[int] = []
        judging = self.lex.judging["adverbs"]
        for index in range(start, min(end, len(self.words))):
            low = self.words[index].low
            if low in judging and not self._describes_a_thing(index):
                found.append(index)
            if low in ("mistake", "accident") and self.words[index - 1].low == "by":
                found.append(index)
        return tuple(found)

    def _adverbs_before(self) -> tuple[int, ...]:
        """Return a judging adverb right before the person ("Accidentally, the engineer ...")."""
        before = self.who.first - 1
        while before >= 0 and self.words[before].low == ",":
            before -= 1
        return (before,) if before >= 0 and self.words[before].low in self.lex.judging["adverbs"] else ()

    def _describes_a_thing(self, index: int) -> bool:
        """Say whether an adverb belongs to a participle before a noun ("the wrongly set value")."""
        before = self.words[index - 1].low if index else ""
        after = self.words[index + 1].low if index + 1 < len(self.words) else ""
        determined = before in self.lex.grammar["determiners"] or before in self.lex.grammar["prepositions"]
        was = before in self.lex.grammar["be"] and index - 1 > self.who.head + 6
        return (determined or was) and (after.endswith("ed") or after in self.lex.verbs)

    def _next_verb(self, act: Act) -> int | None:
        """Return where another verb of the same person begins: "and deleted", "but did not check"."""
        grammar = self.lex.grammar
        for index in range(act.verb + 1, min(act.end + 1, self.limit)):
            low = self.words[index].low
            if low == "to" and act.base in _TO and index == act.verb + 1 and index + 1 < self.limit:
                return index + 1
            if low not in ("and", "but", "or", "then", ",") or index + 1 >= self.limit:
                continue
            following = index + 1
            while following < self.limit and (
                self.words[following].low.endswith("ly")
                or self.words[following].low in ("then", "also", "and", "just")
            ):
                following += 1
            if following >= self.limit:
                return None
            word = self.words[following]
            verb = self.lex.verbs.get(word.low)
            same = verb is not None and "past" in verb.forms
            if (
                same
                or word.low in grammar["negations"]
                or word.low == "never"
                or word.low in ("did", "was", "should", "could")
            ):
                return following
        return self._verb_after_relative(act)

    def _verb_after_relative(self, act: Act) -> int | None:
        """Find the main verb behind "who made the change": a modal or "had" before the clause ends."""
        between = {self.words[n].low for n in range(self.who.head, act.start)}
        if not between & {"who", "that", "whoever"} or act.passive:
            return None
        for index in range(act.verb + 1, min(act.end, self.limit)):
            low = self.words[index].low
            if low in self.lex.grammar["modals"] or low in ("had", "hadn't", "did", "didn't", "never"):
                return index
            verb = self.lex.verbs.get(low)
            managed = verb is not None and verb.base == "manage"
            if verb is not None and "past" in verb.forms and (managed or verb.kinds & _FAULTS):
                return index
        return None


_PLACES = frozenset(
    {
        "here",
        "there",
        "later",
        "today",
        "yesterday",
        "alone",
        "both",
        "all",
        "themselves",
        "himself",
        "herself",
    }
)
_FAULTS = frozenset({"fault_human", "fault_any"})
_TO = frozenset({"decide", "manage", "try", "choose", "continue", "attempt", "need", "want", "have"})
