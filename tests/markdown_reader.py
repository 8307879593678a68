"""What a reader of Markdown sees: the text without its marks, and the cells of tables."""

import re
from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.token import Token

MARKDOWN = MarkdownIt("commonmark").enable(["table", "strikethrough"])


def flat(text: str) -> str:
    """Return `text` with each run of blanks and line ends as one space."""
    return " ".join(text.split())


def seen(inline: Token) -> str:
    """Return the text of one paragraph, heading or cell."""
    out = []
    for child in inline.children or ():
        if child.type == "html_inline":
            assert child.content == "<br>", child.content
        breaks = child.type in ("softbreak", "hardbreak", "html_inline")
        out.append(" " if breaks else child.content)
    return flat("".join(out))


def shown(markdown: str) -> str:
    """Return the text that a reader sees, in one line."""
    return flat(" ".join(seen(token) for token in MARKDOWN.parse(markdown) if token.type == "inline"))


def drawn(markdown: str) -> str:
    """Return the words of the drawings in text, in one line, without the lines between them."""
    rows = [
        row
        for token in MARKDOWN.parse(markdown)
        if token.type == "fence"
        for row in token.content.split("\n")
    ]
    return flat(" ".join(re.sub("^[│├└─ ]+", "", row) for row in rows))


def kinds(markdown: str) -> set[str]:
    """Return the types of all tokens, in blocks and within them."""
    tokens = MARKDOWN.parse(markdown)
    return {token.type for token in tokens} | {
        child.type for token in tokens for child in token.children or ()
    }


def cells(markdown: str) -> list[str]:
    """Return the text of each cell of the body of each table."""
    tokens = MARKDOWN.parse(markdown)
    return [seen(inside) for opening, inside in pairwise(tokens) if opening.type == "td_open"]


def tables(markdown: str) -> list[list[int]]:
    """Return for each table the number of cells that each of its lines was written with."""
    out: list[list[int]] = []
    before = ""
    for line in markdown.split("\n"):
        if line.startswith("| "):
            if not before.startswith("| "):
                out.append([])
            out[-1].append(len(re.findall(r"(?:\\.|[^\\|])*\|", line)) - 1)
        before = line
    return out
