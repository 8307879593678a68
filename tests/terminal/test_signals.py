"""Ending in order on a signal, without a terminal (with one: tests/pty/test_terminal_hardening.py)."""

from __future__ import annotations

import asyncio
import os
import signal

import pytest

from pmtui.terminal import signals


class App:
    """Stands for the application: keeps how it was told to end."""

    def __init__(self):
        self.ended = asyncio.Event()
        self.codes = []

    def exit(self, *, return_code):
        self.codes.append(return_code)
        self.ended.set()


@pytest.fixture(autouse=True)
def handlers():
    """Give the signals back their handlers, and let no last resort end the tests."""
    before = {number: signal.getsignal(number) for number in signals.ENDINGS}
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


@pytest.fixture(autouse=True)
def last_resorts(monkeypatch):
    """Keep the timers from running; return the seconds and the call of each."""
    made = []

    class Timer:
        def __init__(self, seconds, function, arguments):
            made.append((seconds, lambda: function(*arguments)))

        def start(self):
            self.started = True

    monkeypatch.setattr(signals.threading, "Timer", Timer)
    return made


@pytest.mark.parametrize("number", signals.ENDINGS)
def test_it_flushes_then_exits(number, last_resorts):
    async def run():
        app = App()
        order = []
        signals.install(app, lambda: order.append(list(app.codes)), grace=3.0)
        os.kill(os.getpid(), number)
        await asyncio.wait_for(app.ended.wait(), 5)
        return app.codes, order

    codes, order = asyncio.run(run())
    assert codes == [128 + number]
    assert order == [[]]
    assert [seconds for seconds, _ in last_resorts] == [3.0]


def test_a_flush_that_fails_does_not_keep_it_from_ending(last_resorts):
    async def run():
        failed = []
        asyncio.get_running_loop().set_exception_handler(lambda _loop, context: failed.append(context))
        app = App()
        signals.install(app, lambda: 1 / 0)
        os.kill(os.getpid(), signal.SIGTERM)
        await asyncio.wait_for(app.ended.wait(), 5)
        await asyncio.sleep(0)
        return app.codes, [type(context["exception"]) for context in failed]

    assert asyncio.run(run()) == ([143], [ZeroDivisionError])


def test_a_second_signal_changes_nothing(last_resorts):
    async def run():
        app = App()
        count = []
        signals.install(app, lambda: count.append(1))
        os.kill(os.getpid(), signal.SIGHUP)
        os.kill(os.getpid(), signal.SIGTERM)
        await asyncio.wait_for(app.ended.wait(), 5)
        await asyncio.sleep(0)
        return app.codes, count

    assert asyncio.run(run()) == ([129], [1])


@pytest.mark.parametrize("runs", [True, False])
def test_the_last_resort_flushes_only_where_the_loop_did_not(last_resorts, monkeypatch, runs):
    statuses, count = [], []
    monkeypatch.setattr(signals.os, "_exit", statuses.append)

    async def run():
        app = App()
        signals.install(app, lambda: count.append(1))
        os.kill(os.getpid(), signal.SIGTERM)
        if runs:
            await asyncio.wait_for(app.ended.wait(), 5)
        [(_, last_resort)] = last_resorts
        last_resort()

    asyncio.run(run())
    assert (statuses, count) == ([143], [1])
