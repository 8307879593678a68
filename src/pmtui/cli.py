"""The command line: arguments and exit statuses. Each command loads what it needs, when it needs it.

Exit statuses: 0 done, 1 there are findings, 2 the command or a file is off, 70 pmtui itself failed.
"""

from __future__ import annotations

import gc
import os
import sys

from pmtui import __version__

TYPE_CHECKING = False  # typing itself would cost more than --version does
if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

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


def parser() -> argparse.ArgumentParser:
    """Return the parser of the whole command line."""
    import argparse

    top = argparse.ArgumentParser(
        prog="pmtui",
        description="An interview in the terminal that turns an incident into a postmortem.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    top.add_argument("--version", action="version", version=f"pmtui {__version__}")
    _library(top, top=True)
    commands = top.add_subparsers(dest="command", metavar="COMMAND")

    new = commands.add_parser("new", help="begin a postmortem")
    _library(new)

    open_ = commands.add_parser("open", help="open a postmortem, by its file or its id in the library")
    open_.add_argument("file", metavar="FILE")
    open_.add_argument("--at", metavar="FIELD", default="", help="go straight into a field, such as summary")
    _library(open_)
    _rules(open_)

    list_ = commands.add_parser("list", help="list the library")
    _library(list_)

    check = commands.add_parser(
        "check", help="print the findings of postmortems; exit 1 where there are errors"
    )
    check.add_argument("files", metavar="PATH", nargs="+", help="a file, an id in the library, or a folder")
    _findings(check)
    _library(check)
    _rules(check)

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

    export = commands.add_parser("export", help="turn a postmortem into a document")
    export.add_argument("file", metavar="FILE")
    export.add_argument(
        "--to", choices=["md", "html"], default="md", help="md: Markdown; html: a page with drawings"
    )
    export.add_argument("-o", "--output", metavar="OUT", default="-", help="the file to write; - is stdout")
    _library(export)

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

    commands.add_parser("git-setup", help="let git merge postmortems by field, in this repository")

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

    recover = commands.add_parser("recover", help="what was typed and not saved when a session was cut off")
    recover.add_argument(
        "file", metavar="FILE", nargs="?", help="show what is left of this one; without it, list all"
    )
    recover.add_argument("--yes", action="store_true", help="put it into the file without asking")
    _library(recover)

    versions = commands.add_parser("versions", help="list, compare and restore earlier versions")
    versions.add_argument("file", metavar="FILE", help="a postmortem or an id in the library; it may be gone")
    what = versions.add_mutually_exclusive_group()
    what.add_argument("--diff", metavar="N", type=_order, help="show how the file differs from version N")
    what.add_argument("--restore", metavar="N", type=_order, help="put version N into the file")
    what.add_argument("--print", metavar="N", type=_order, help="print version N as it is")
    what.add_argument("--format", choices=["text", "json"], default="text", help="json: one object")
    _library(versions)

    demo = commands.add_parser("demo", help="open a copy of an example in a temporary library")
    demo.add_argument("name", nargs="?", default="gitlab", help="a part of the example's name")
    return top


def _order(written: str) -> int:
    if len(written) > 9 or not written.isascii() or not written.isdigit() or int(written) == 0:
        import argparse

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


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status; errors for people go to stderr."""
    words = sys.argv[1:] if argv is None else list(argv)
    if words == ["--version"] and sys.stdout is not None:  # scripts ask at every start: no parser for that
        try:
            sys.stdout.write(f"pmtui {__version__}\n")
        except OSError:  # the output takes no more: argparse says nothing of it, either
            return 0
        return 0
    arguments = parser().parse_args(words)

    from pmtui.errors import PmtuiError

    try:
        return _run(arguments)
    except PmtuiError as error:
        from pmtui.commands import output

        output.complain(error)
        return error.status
    except BrokenPipeError:  # the reader of our output has gone: nothing to say, and nobody to say it to
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        return 130
    except Exception as error:
        return _crashed(error)


def _crashed(error: Exception) -> int:
    from datetime import UTC, datetime

    from pmtui.store import places
    from pmtui.terminal.crash_report import STATUS, paragraph, write_report

    report = write_report(error, places.state_dir(os.environ), datetime.now(UTC))
    print(f"pmtui: {paragraph(report)}", file=sys.stderr)  # noqa: T201
    return STATUS


def _run(arguments: argparse.Namespace) -> int:
    command = arguments.command or "home"
    if command in ("check", "lint", "export"):
        from pmtui.commands import library_dir, team_rules

        team_rules.put_in_force(library_dir(arguments.library), getattr(arguments, "rules", None))
    if command in ("check", "export", "list"):
        from pmtui.commands import headless

        if command == "check":
            return headless.check(arguments.files, arguments.format, arguments.fail_on, arguments.library)
        if command == "export":
            return headless.export(arguments.file, arguments.to, arguments.output, arguments.library)
        return headless.list_library(arguments.library)
    if command == "tree":
        from pmtui.commands.tree import Asked, tree

        return tree(
            Asked(
                file=arguments.file,
                form=arguments.format,
                all=arguments.all,
                max_order=arguments.max_order,
                top=arguments.top,
                to=arguments.to,
                out=arguments.output,
                library=arguments.library,
            )
        )
    if command == "lint":
        from pmtui.commands import lint

        form, fail_on = arguments.format, arguments.fail_on
        return lint.lint(
            arguments.files, arguments.context, lines=arguments.lines, form=form, fail_on=fail_on
        )
    if command == "recover":
        from pmtui.commands.recover import recover

        return recover(arguments.file, arguments.library, yes=arguments.yes)
    if command == "versions":
        from pmtui.commands.versions import Asked as Of
        from pmtui.commands.versions import versions

        return versions(
            Of(
                file=arguments.file,
                form=arguments.format,
                diff=arguments.diff,
                restore=arguments.restore,
                print=arguments.print,
                library=arguments.library,
            )
        )
    if command == "git-setup":
        from pmtui.commands.git_setup import git_setup

        return git_setup()
    if command == "merge-driver":
        from pmtui.commands.merge_driver import asked, merge_driver

        words = [arguments.base, arguments.ours, arguments.theirs, *arguments.more]
        return merge_driver(asked(words, for_base=arguments.for_base))
    gc.disable()  # until the first screen is there: see interview.py
    from pmtui.commands import interview

    if command == "demo":
        return interview.demo(arguments.name)
    if command == "new":
        return interview.new(arguments.library)
    if command == "open":
        return interview.open_file(arguments.file, arguments.at, arguments.library, arguments.rules)
    return interview.home(arguments.library)
