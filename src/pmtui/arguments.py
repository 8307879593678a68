"""The arguments of the command line: a parser for each command, and the help that lists them all."""

from __future__ import annotations

import argparse

from pmtui import __version__

TYPE_CHECKING = False  # typing itself is slow to load
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TypeAlias

    Subparsers: TypeAlias = argparse._SubParsersAction[argparse.ArgumentParser]

EXAMPLES = """\
examples:
  pmtui                                what is there: open one, or begin a new one
  pmtui new                            begin a postmortem
  pmtui open FILE --at action.ac-1.due go straight into that field
  pmtui check PATH...                  findings, with file, line, field, rule, why and next
  pmtui lint FILE...                   the same checks of any text or Markdown
  pmtui export FILE --to md -o OUT.md  the document; --to html: a page with drawings
  pmtui tree FILE                      a fault tree: what alone, and what together, leads to its top event
  pmtui demo                           an example to look around in
"""


def parser(only: str = "") -> argparse.ArgumentParser:
    """Return the parser of the whole command line, or of the command `only`: quicker to make."""
    top = argparse.ArgumentParser(
        prog="pmtui",
        description="An interview in the terminal that turns an incident into a postmortem.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    top.add_argument("--version", action="version", version=f"pmtui {__version__}")
    _library(top, top=True)
    commands = top.add_subparsers(dest="command", metavar="COMMAND")
    for name, add in COMMANDS.items():
        if only in ("", name):
            add(commands)
    return top


def _order(written: str) -> int:
    if len(written) > 9 or not written.isascii() or not written.isdigit() or int(written) == 0:
        raise argparse.ArgumentTypeError(f"{written!r} is not a whole number from 1 on")
    return int(written)


def _findings(command: argparse.ArgumentParser) -> None:
    command.add_argument("--format", choices=["text", "json", "sarif", "github"], default="text")
    command.add_argument(
        "--fail-on",
        choices=["error", "warning", "hint"],
        default="error",
        help="the least severity that makes the exit status 1 (the default: error)",
    )


def _library(command: argparse.ArgumentParser, *, top: bool = False) -> None:
    """Add the option; behind a command it leaves alone what stood before it."""
    import argparse

    default = None if top else argparse.SUPPRESS
    command.add_argument(
        "--library", metavar="DIR", default=default, help="where postmortems are kept (or PMTUI_LIBRARY)"
    )


def _rules(command: argparse.ArgumentParser) -> None:
    help_ = "rules of your own: a pack, or a folder of packs; may be given more than once (docs/rules.md)"
    command.add_argument("--rules", metavar="PATH", action="append", help=help_)


def _new_command(commands: Subparsers) -> None:
    new = commands.add_parser("new", help="begin a postmortem")
    _library(new)


def _open_command(commands: Subparsers) -> None:
    open_ = commands.add_parser("open", help="open a postmortem, by its file or its id in the library")
    open_.add_argument("file", metavar="FILE")
    open_.add_argument("--at", metavar="FIELD", default="", help="go straight into a field, such as summary")
    _library(open_)
    _rules(open_)


def _list_command(commands: Subparsers) -> None:
    list_ = commands.add_parser("list", help="list the library")
    _library(list_)


def _check_command(commands: Subparsers) -> None:
    check = commands.add_parser(
        "check", help="print the findings of postmortems; exit 1 where there are errors"
    )
    check.add_argument("files", metavar="PATH", nargs="+", help="a file, an id in the library, or a folder")
    _findings(check)
    _library(check)
    _rules(check)


def _lint_command(commands: Subparsers) -> None:
    lint = commands.add_parser("lint", help="the same checks of any text or Markdown")
    lint.add_argument("files", metavar="FILE", nargs="+", help="a text; - is standard input")
    lint.add_argument(
        "--context",
        choices=["any", "cause", "action", "impact", "timeline"],
        default="any",
        help="what the text is; any (the default): running prose",
    )
    lint.add_argument("--lines", action="store_true", help="each line is a sentence or an item; no Markdown")
    _findings(lint)
    _library(lint)
    _rules(lint)


def _export_command(commands: Subparsers) -> None:
    export = commands.add_parser("export", help="turn a postmortem into a document")
    export.add_argument("file", metavar="FILE")
    export.add_argument(
        "--to", choices=["md", "html"], default="md", help="md: Markdown; html: a page with drawings"
    )
    export.add_argument("-o", "--output", metavar="OUT", default="-", help="the file to write; - is stdout")
    _library(export)


def _tree_command(commands: Subparsers) -> None:
    tree = commands.add_parser("tree", help="analyse a fault tree: a postmortem's, or an Open-PSA model's")
    tree.add_argument("file", metavar="FILE", help="a postmortem, an id in the library, or a model (.xml)")
    tree.add_argument("--format", choices=["text", "json"], default="text", help="json: one object")
    tree.add_argument("--all", action="store_true", help="list the minimal cut sets instead, one a line")
    tree.add_argument("--max-order", metavar="K", type=_order, help="list cut sets of up to K events only")
    tree.add_argument("--top", metavar="NAME", help="the top event, where the file has several or another")
    tree.add_argument("--to", choices=["mef", "mermaid", "dot", "svg"], help="write the tree in this format")
    tree.add_argument(
        "-o", "--output", metavar="OUT", default="-", help="with --to: the file to write; - is stdout"
    )
    _library(tree)


def _git_setup_command(commands: Subparsers) -> None:
    commands.add_parser("git-setup", help="let git merge postmortems by field, in this repository")


def _merge_driver_command(commands: Subparsers) -> None:
    driver = commands.add_parser(
        "merge-driver", help="what git runs to merge a postmortem (git-setup tells it to; docs/git.md)"
    )
    driver.add_argument("base", metavar="BASE", help="%%O")
    driver.add_argument("ours", metavar="OURS", help="%%A; takes the result")
    driver.add_argument("theirs", metavar="THEIRS", help="%%B")
    driver.add_argument("more", metavar="...", nargs=argparse.REMAINDER, help="%%P %%L %%S %%X %%Y")
    driver.add_argument(
        "--for-base", action="store_true", help="where both differ, the result has what was before"
    )


def _recover_command(commands: Subparsers) -> None:
    recover = commands.add_parser("recover", help="what was typed and not saved when a session was cut off")
    recover.add_argument(
        "file", metavar="FILE", nargs="?", help="show what is left of this one; without it, list all"
    )
    recover.add_argument("--yes", action="store_true", help="put it into the file without asking")
    _library(recover)


def _versions_command(commands: Subparsers) -> None:
    versions = commands.add_parser("versions", help="list, compare and restore earlier versions")
    versions.add_argument("file", metavar="FILE", help="a postmortem or an id in the library; it may be gone")
    what = versions.add_mutually_exclusive_group()
    what.add_argument("--diff", metavar="N", type=_order, help="show how the file differs from version N")
    what.add_argument("--restore", metavar="N", type=_order, help="put version N into the file")
    what.add_argument("--print", metavar="N", type=_order, help="print version N as it is")
    what.add_argument("--format", choices=["text", "json"], default="text", help="json: one object")
    _library(versions)


def _demo_command(commands: Subparsers) -> None:
    demo = commands.add_parser("demo", help="open a copy of an example in a temporary library")
    demo.add_argument("name", nargs="?", default="gitlab", help="a part of the example's name")


COMMANDS: dict[str, Callable[[Subparsers], None]] = {
    "new": _new_command,
    "open": _open_command,
    "list": _list_command,
    "check": _check_command,
    "lint": _lint_command,
    "export": _export_command,
    "tree": _tree_command,
    "git-setup": _git_setup_command,
    "merge-driver": _merge_driver_command,
    "recover": _recover_command,
    "versions": _versions_command,
    "demo": _demo_command,
}
"""The commands in the order of the help, each with what adds its parser."""
