"""What is remembered of texts that were read before, and how to forget it when the rules change."""

from __future__ import annotations

from collections.abc import Callable
from functools import _lru_cache_wrapper, lru_cache
from typing import TypeVar

T = TypeVar("T")

_forgetters: list[Callable[[], None]] = []


def remembered(most: int | None) -> Callable[[Callable[..., T]], _lru_cache_wrapper[T]]:
    """Return a decorator that keeps up to `most` results (all, where None) until `forget` is called."""

    def remembering(function: Callable[..., T]) -> _lru_cache_wrapper[T]:
        kept = lru_cache(maxsize=most)(function)
        _forgetters.append(kept.cache_clear)
        return kept

    return remembering


def on_forgetting(forgetter: Callable[[], None]) -> None:
    """Have `forgetter` called as well when results are forgotten."""
    _forgetters.append(forgetter)


def forget() -> None:
    """Forget every result: the rules in force, or the words that a team added, have changed."""
    for forgetter in _forgetters:
        forgetter()
