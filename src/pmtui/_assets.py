"""Where the style sheets and the examples are: in the installed package, or in the checkout."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def styles_dir() -> Path:
    """Return the folder of the `.tcss` files."""
    return _folder("styles")


def examples_dir() -> Path:
    """Return the folder of the example postmortems."""
    return _folder("examples")


def _folder(name: str) -> Path:
    packaged = _PACKAGE / name  # in a wheel; a checkout keeps it at the top
    return packaged if packaged.is_dir() else _PACKAGE.parent.parent / name
