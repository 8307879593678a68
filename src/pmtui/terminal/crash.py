"""An application whose crash shows no text of the postmortem.

The report and the paragraph are crash_report.py's, which loads no Textual; they are handed on here.
"""

from __future__ import annotations

import asyncio
import sys
import threading
from typing import Any, Generic

from textual.app import App, ReturnType
from textual.worker import WorkerFailed

from pmtui.terminal.crash_report import STATUS, paragraph, write_report

__all__ = ["STATUS", "QuietCrash", "paragraph", "write_report"]


class QuietCrash(App[ReturnType], Generic[ReturnType]):
    """An application whose crash prints nothing by itself.

    After a crash `return_code` is 70, `fault` is the error, and `last_words` is what `on_crash` returned:
    the command line prints it on stderr once `run()` has returned, and exits with `return_code`.

    Overrides Textual's private `_handle_exception` and `_fatal_error` (8.2.8: every unhandled error of
    handlers, workers, compose and styles goes through the first), and uses `_close_messages_no_wait` as
    they do.
    """

    fault: BaseException | None = None
    last_words: str = ""

    def on_crash(self, error: BaseException) -> str:  # noqa: ARG002 - the hook's signature
        """Save what can be saved, report, and return the paragraph to print; called once, first.

        Override it. An error in it is dropped: the application ends all the same.
        """
        return paragraph(None)

    @property
    def return_code(self) -> int | None:
        """The process's exit status: 70 after a crash."""
        return STATUS if self.fault is not None else super().return_code

    def panic(self, *renderables: Any) -> None:  # noqa: ARG002 - what it would print holds our text
        """End without printing; Textual calls it where its input thread fails."""
        self._crashed(sys.exc_info()[1] or RuntimeError("panic"))
        self._close_messages_no_wait()

    async def run_async(self, *args: Any, **kwargs: Any) -> ReturnType | None:
        """Run; errors of threads, and of tasks that nobody waits for, are crashes too and print nothing."""
        loop = asyncio.get_running_loop()

        def task_failed(_loop: object, context: dict[str, Any]) -> None:
            self._failed_elsewhere(context.get("exception"))

        def thread_failed(failed: threading.ExceptHookArgs) -> None:
            if not loop.is_closed():
                loop.call_soon_threadsafe(self._failed_elsewhere, failed.exc_value)

        loop.set_exception_handler(task_failed)
        hook, threading.excepthook = threading.excepthook, thread_failed
        try:
            return await super().run_async(*args, **kwargs)
        finally:
            threading.excepthook = hook

    def _handle_exception(self, error: Exception) -> None:
        self._crashed(error)
        super()._handle_exception(error)

    def _fatal_error(self) -> None:
        self._close_messages_no_wait()

    def _failed_elsewhere(self, error: object) -> None:
        if isinstance(error, Exception) and self.is_running:
            self._handle_exception(error)

    def _crashed(self, error: BaseException) -> None:
        if self.fault is not None:
            return
        self.fault = error.error if isinstance(error, WorkerFailed) else error
        try:
            self.last_words = self.on_crash(self.fault)
        except Exception:
            self.last_words = paragraph(None)
