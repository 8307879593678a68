"""The rewrite of what somebody is said to have done or left undone: what let it happen, in the same words."""

from __future__ import annotations

from pmtui.checks.rewrite.objects import SOONER, behind_to, by_doing, object_of, told_behind
from pmtui.checks.rewrite.words import Part, Thing, base_of, kind_of, made, participle, with_article, words
from pmtui.text.people.lexicon import lexicon
from pmtui.text.people.phrases import Act, Reading

_DOWN = ("down", "out", "off", "offline")


def of_act(sentence: str, reading: Reading, act: Act) -> Part | None:
    """Return the mechanism in place of the person and the act, from the person to what was acted on."""
    tokens, who = reading.tokens, act.who
    if act.passive or tokens[who.head].low == "whoever":
        return None
    if _is_relative(reading, act) or (act.if_only and not act.perfect):
        return None
    earlier = _earlier(reading, act)
    if earlier is not None:
        return _and_so(sentence, reading, earlier, act)
    verb = by_doing(reading, act) or behind_to(reading, act)
    base = base_of(reading, verb)
    if verb == act.verb and tokens[verb].low.endswith("ing") and not _is_progressive(reading, act):
        return None  # "the engineer debugging it": that tells who, not what
    first, last = object_of(reading, verb, act.end)
    thing = Thing.read(sentence, reading, first, last) if last >= first else Thing("")
    if thing.core.lower() in lexicon().grammar["determiners"]:  # cut off in the middle
        thing = Thing("")
    start, end = tokens[min((who.first, *act.adverbs))].start, _end_of(reading, act, max(last, verb))
    if thing.core.lower() in ("it", "them", "this", "that"):
        named = _act_before(reading, act)
        part = of_act(sentence, reading, named) if named is not None else None
        if part is not None:
            return Part(part.start, end, part.words, part.question, part.is_whole)
    if _is_supposed(reading, act):
        start, end = 0, len(sentence.rstrip(".!"))
    if _is_left_out(reading, act):
        told = told_behind(sentence, reading, verb) if kind_of(base) == "unseen" else None
        if told is not None:
            return made("unseen_that", start, told[1], thing=told[0])
        return _of_leaving_out(act, base, verb, thing, start, end)
    wrongly = [tokens[n].low for n in act.adverbs if tokens[n].low in words("wrongly")]
    if wrongly and thing.core and not kind_of(base) and not thing.preposition:
        return of_misdoing(thing, participle(base), wrongly[0], start, end)
    if base not in lexicon().participles and not kind_of(base):
        return None
    return _of_doing(reading, base, verb, thing, start, end) or _asked("asking_done", base, thing, start, end)


def _is_progressive(reading: Reading, act: Act) -> bool:
    be = lexicon().grammar["be"]
    return any(reading.tokens[n].low in be for n in range(act.start, act.verb))


def _is_supposed(reading: Reading, act: Act) -> bool:
    """Return whether it is told as what did not happen: "if they had", "had they"."""
    return (act.if_only and act.perfect) or (reading.tokens[0].low == "had" and act.who.first <= 1)


def _is_left_out(reading: Reading, act: Act) -> bool:
    """Return whether it was not done: by a negation, by "forgot", or in what ought to have been."""
    would_be = bool(act.modal and act.perfect) or _is_supposed(reading, act)
    if would_be:
        return not act.negated
    nobody = reading.tokens[act.who.head].low in ("nobody", "one")
    return act.negated or bool(act.modal) or act.base in words("leaving_out") or nobody


def _asked(name: str, base: str, thing: Thing, start: int, end: int) -> Part | None:
    """Return only a question in the writer's words, where no sound statement can be made of them."""
    done = f"{base} {thing.behind_verb}".strip()
    if base in words("nothing") or not base.isalpha() or base in words("leaving_out"):
        return None
    return made(name, start, end, done=done)


# -- left undone ----------------------------------------------------------------------------------------


def _of_leaving_out(act: Act, base: str, verb: int, thing: Thing, start: int, end: int) -> Part | None:
    itself = act.base in words("leaving_out") and verb == act.verb
    own = f"{base} {thing.preposition}"
    if thing.core and not (thing.preposition and own not in words("with_preposition")):
        kind = kind_of(base)
        if kind == "attention":
            return made("attention", start, end, thing=thing.whole)
        if kind in ("unseen", "unanswered", "unknown"):
            return made(kind, start, end, thing=thing.whole, base=base)
        if itself and kind in ("forgotten", "without"):
            return made(kind, start, end, thing=thing.whole)
        if itself and base != "neglect":
            return None
        done = "looked after" if itself else participle(base)
        if done and base not in words("nothing"):
            done = " ".join(p for p in (done, thing.particle, thing.preposition, thing.rest) if p)
            return made("leaving_out", start, end, thing=thing.core, done=done)
    return None if itself else _asked("asking_left_out", base, thing, start, end)


# -- done -----------------------------------------------------------------------------------------------


def _of_doing(reading: Reading, base: str, verb: int, thing: Thing, start: int, end: int) -> Part | None:
    if not thing.core:
        return None
    if base in ("make", "commit", "introduce") and any(w in thing.core.lower() for w in words("mistakes")):
        return made("mistake", start, end, thing=with_article(thing.whole))
    kind, said = kind_of(base), reading.tokens[verb].low
    if f"{base} {thing.core.lower()}" in words("idioms"):
        _, _, what = thing.rest.partition(" ")
        return made("owned", start, end, thing=what) if what else None
    if kind == "breaking" or (base in ("take", "bring", "knock") and thing.particle in _DOWN):
        return made("breaking", start, end, thing=f"{said} {thing.text}")
    if base == "leave":
        return _of_leaving(thing, start, end)
    if thing.preposition or base in words("nothing"):
        return None
    if kind == "assuming":
        return made(kind, start, end, thing=thing.whole.removeprefix("that "))
    if kind == "sending":
        to = thing.rest.startswith(("to ", "into "))
        return made(kind if to else "sending_out", start, end, thing=thing.core, rest=thing.rest)
    if kind == "reaching" and thing.rest.partition(" ")[0] in ("to", "on", "onto", "into"):
        return made("reaching_there", start, end, thing=thing.core, rest=thing.rest.partition(" ")[2])
    if kind == "running":
        return made(kind, start, end, thing=thing.core, base=base, rest=thing.rest)
    if kind:
        return made(kind, start, end, thing=thing.whole, base=base)
    done = lexicon().participles.get(base, "")
    if not done:
        return None
    faulty = base.startswith("mis") or "fault_human" in getattr(lexicon().verbs.get(done), "kinds", ())
    done = " ".join(part for part in (done, thing.particle, thing.rest) if part)
    return made("misdoing" if faulty else "doing", start, end, thing=thing.core, done=done)


def of_misdoing(thing: Thing, done: str, wrongly: str, start: int, end: int) -> Part:
    """Return what made it easy to get wrong, where "wrongly" says all of what went wrong."""
    done = " ".join(part for part in (done, thing.particle, wrongly, thing.rest) if part)
    return made("misdoing", start, end, thing=thing.core, done=done)


def _of_leaving(thing: Thing, start: int, end: int) -> Part | None:
    """Read "left the port open": what was left, and how."""
    head, _, how = thing.whole.rpartition(" ")
    if not head or how.lower() not in lexicon().signs["left"]:
        return None
    return made("leaving", start, end, thing=head, done=how)


# -- what else stands in the sentence -------------------------------------------------------------------


def _is_relative(reading: Reading, act: Act) -> bool:
    """Return whether a pronoun's act only tells which thing is meant: "a build that they had not tested"."""
    before = reading.tokens[act.who.first - 1].low if act.who.first else ""
    return before in ("that", "which") and act.who.kind in ("they", "we", "you", "self")


def _earlier(reading: Reading, act: Act) -> Act | None:
    """Return the act before "and caused": what was done, of which this only tells the effect."""
    return _act_before(reading, act) if kind_of(act.base) in ("causing", "breaking") else None


def _act_before(reading: Reading, act: Act) -> Act | None:
    before = [each for each in reading.acts if each.who == act.who and each.verb < act.verb]
    return before[-1] if before and not before[-1].passive else None


def _and_so(sentence: str, reading: Reading, earlier: Act, act: Act) -> Part | None:
    first, last = object_of(reading, act.verb, act.end)
    part = of_act(sentence, reading, earlier)
    if part is None or not part.words or last < first:
        return None
    effect = sentence[reading.tokens[act.verb].start : reading.tokens[last].end]
    return Part(part.start, reading.tokens[last].end, f"{part.words}, which {effect}", part.question)


def _end_of(reading: Reading, act: Act, last: int) -> int:
    """Return where the words about the person end, with what else they did in one breath."""
    tokens = reading.tokens
    others = (other for other in reading.acts if other.who == act.who and other.start > last)
    following = next((other for other in others if tokens[last + 1].low == "and"), None)
    if following is not None:
        last = max(last, following.end - 1)
    elif (
        kind_of(act.base) in ("passing", "typing", "sending")
        and last + 1 < len(tokens)
        and tokens[last + 1].low == "without"
    ):
        last = max(last, act.end - 1)
    last = max(last, act.verb, *act.adverbs)
    while last + 1 < len(tokens) and tokens[last + 1].low in SOONER:
        last += 1
    return tokens[last].end
