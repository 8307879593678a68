"""Figures as people write them: 50K users, 20 %, $20K, 20 000.

"about 1,100" is read as 1100: a figure of the impact is often an estimate, and the field keeps the figure.
What can be read in two ways (1.100, 1.2m, two figures in one field) is refused.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from pmtui import content
from pmtui.text.patterns import regex
from pmtui.text.reading import Refused

Figure = int | float

LONGEST_FIELD = 200
"""How long the text of a figure's field may be, in characters."""

_FIGURE = (
    r"(?P<sign>[-−+])?(?P<digits>[0-9]{1,3}(?:,[0-9]{3}){1,5}(?![0-9])"
    r"|[0-9]{1,3}(?:[ \u00a0\u202f'_][0-9]{3}){1,5}(?![0-9])"
    r"|[0-9]{1,15})(?P<decimals>\.[0-9]{1,9})?"
    r"(?:[^\S\n]?(?P<scale>million|billion|thousand|mn|bn|[kKMB])(?![A-Za-z0-9]))?"
)
_NUMBER = regex(_FIGURE)
_ABOUT = regex(
    r"(?:~|≈|(?:about|around|approx(?:\.|imately)?|roughly|some|circa|ca?\.|nearly|almost|over|more than"
    r"|at least|up to)(?=[^\S\n]))[^\S\n]?",
    re.IGNORECASE,
)
_NOTHING = regex(r"(?:none|zero|nil|nobody|no one|nothing)\.?", re.IGNORECASE)
_PERCENT = regex(r"[^\S\n]?(?:%|per[^\S\n]?cent(?![a-z])|pct(?![a-z]))", re.IGNORECASE)
_ONE_IN = regex(r"(?P<a>[0-9]{1,6})[^\S\n](?:in|of|out of)[^\S\n](?P<b>[0-9]{1,6})", re.IGNORECASE)
_TIME_UNIT = regex(
    r"(?:years?|months?|weeks?|wks?|days?|hours?|hrs?|h|minutes?|mins?|min|seconds?|secs?|s|ms)(?![a-z])",
    re.IGNORECASE,
)
_SCALES = {"k": 10**3, "thousand": 10**3, "m": 10**6, "mn": 10**6, "million": 10**6}
_SCALES |= {"b": 10**9, "bn": 10**9, "billion": 10**9}


@cache
def _data() -> dict[str, Any]:
    return content.toml("text/measures.toml")


def parse_number(text: str) -> Figure | Refused:
    """Return the one figure of `text`, whole where it is whole.

    A word behind it ("50K users"), a percent sign and a currency beside it are allowed and left out.
    """
    if len(text) > LONGEST_FIELD:
        return Refused("this is too long for a figure", (0, len(text)))
    if re.search(r"[$€£₹₩₪¥]", text):
        money = parse_money(re.sub(r"[¥]", "", text))
        return money if isinstance(money, Refused) else money[0]
    return _plain_number(text)


def _plain_number(text: str) -> Figure | Refused:
    start, end = len(text) - len(text.lstrip()), len(text.rstrip())
    if start >= end:
        return Refused("no figure is given", (0, len(text)))
    if _NOTHING.fullmatch(text, start, end):
        return 0
    about = _ABOUT.match(text, start)
    found = _NUMBER.match(text, about.end() if about else start)
    if not found:
        return Refused("a figure is expected, such as 1200, 50K or 1.2M", (start, end))
    value = _value(found)
    if isinstance(value, Refused):
        return value
    percent = _PERCENT.match(text, found.end())
    behind = text[percent.end() if percent else found.end() : end]
    if behind and behind[0].isalnum():
        return Refused(_glued(found.group(), behind), (found.start(), end))
    if re.search(r"[0-9]", behind):
        return Refused("there are two figures here: give one, the rest belongs to a note", (found.end(), end))
    if _TIME_UNIT.match(behind.strip()):
        return Refused("give the figure alone, in the unit that is asked for", (found.end(), end))
    return value


def _glued(figure: str, behind: str) -> str:
    if behind[0] == "m" and not behind[1:2].isalnum():
        return f"{figure}m can be millions, minutes or metres: write {figure}M for millions"
    return f"{(figure + behind)[:30]} is not read as a figure: write 1200, 50K or 1.2M"


def _value(found: re.Match[str]) -> Figure | Refused:
    digits, decimals = found["digits"], found["decimals"] or ""
    behind = found.string[found.end() : found.end() + 2]
    if re.match(r"[.,'][0-9]", behind):
        whole = found.group() + behind
        return Refused(f"{whole} can be read in two ways: write 1,100 or 1.1", found.span())
    if len(decimals) == 4 and not found["scale"] and len(digits) <= 3 and digits.strip("0"):
        thousands, hundredths = f"{digits}{decimals[1:]}", f"{digits}.{decimals[1:3]}"
        return Refused(
            f"{digits}{decimals} can be {thousands} or {digits}.{decimals[1:].rstrip('0') or '0'}: "
            f"write {thousands} or {hundredths}",
            found.span(),
        )
    from decimal import Decimal

    number = Decimal(re.sub(r"[^0-9]", "", digits) + decimals) * _SCALES.get(
        (found["scale"] or "").lower(), 1
    )
    if found["sign"] in ("-", "−"):
        number = -number
    return int(number) if number == number.to_integral_value() else float(number)


def parse_percent(text: str) -> Figure | Refused:
    """Return a share in percent, 0 to 100: `20 %`, `20`, `1 in 5`."""
    if found := _ONE_IN.fullmatch(text.strip()):
        part, whole = int(found["a"]), int(found["b"])
        if whole == 0 or part > whole:
            return Refused(f"{found.group()} is no share", (0, len(text)))
        share = round(100 * part / whole, 2)
        return int(share) if share == int(share) else share
    value = parse_number(text)
    if not isinstance(value, Refused) and not 0 <= value <= 100:
        return Refused(f"a share lies between 0 and 100 percent, {value} does not", (0, len(text)))
    return value


def parse_money(text: str) -> tuple[Figure, str] | Refused:
    """Return an amount and its currency as a three-letter code (empty for none): `$20K`, `1.2M EUR`."""
    if len(text) > LONGEST_FIELD:
        return Refused("this is too long for an amount", (0, len(text)))
    data, bare = _data(), text.strip()
    minus = "-" if re.match(r"[-−](?![0-9])", bare) else ""
    bare = bare[len(minus) :]
    if about := _ABOUT.match(bare):
        bare = bare[about.end() :].strip()
    if shared := next((sign for sign in data["currencies"]["shared"] if _has_sign(bare, sign)), ""):
        return Refused(
            f"{shared} is used by several currencies: write the code, such as JPY or SEK", (0, len(text))
        )
    currency = ""
    for sign in sorted(data["signs"], key=len, reverse=True):
        if _has_sign(bare, sign):
            currency = data["signs"][sign]
            bare = bare.removeprefix(sign) if bare.startswith(sign) else bare.removesuffix(sign)
            break
    bare, code = _take_code(bare.strip())
    if code and currency and code != currency and not (currency == "USD" and code.endswith("D")):
        return Refused(f"two currencies are written: {currency} and {code}", (0, len(text)))
    value = _plain_number(minus + bare)
    if isinstance(value, Refused):
        return Refused(value.reason, (0, len(text)))
    return value, code or currency


def _has_sign(text: str, sign: str) -> bool:
    """Return whether a currency sign stands at either end of an amount, next to the figure."""
    if text.startswith(sign):
        return bool(re.match(r"[^\S\n]?[-−]?[0-9]", text[len(sign) :]))
    return text.endswith(sign) and bool(re.search(r"[0-9kKMBn][^\S\n]?$", text.removesuffix(sign)))


def _take_code(text: str) -> tuple[str, str]:
    codes, names = _data()["currencies"]["codes"], _data()["currencies"]["names"]
    first, _, after = text.partition(" ")
    if first.upper() in codes:
        return after.strip(), first.upper()
    if len(text) > 3 and text[:3] in codes and text[3].isdigit():
        return text[3:], text[:3]
    before, _, last = text.rpartition(" ")
    if before and last.upper() in codes:
        return before.strip(), last.upper()
    if before and last.lower() in names:
        return before.strip(), names[last.lower()]
    if len(text) > 3 and text[-3:] in codes and text[-4] in "0123456789kKMB":
        return text[:-3], text[-3:]
    return text, ""
