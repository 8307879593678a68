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


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status; errors for people go to stderr."""
    words = sys.argv[1:] if argv is None else list(argv)
    if words == ["--version"] and sys.stdout is not None:  # scripts ask at every start: no parser for that
        try:
            sys.stdout.write(f"pmtui {__version__}\n")
        except OSError:  # the output takes no more: argparse says nothing of it, either
            return 0
        return 0
    from pmtui.arguments import COMMANDS, parser
    from pmtui.errors import PmtuiError

    arguments = parser(words[0] if words and words[0] in COMMANDS else "").parse_args(words)

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
