"""Where output goes: standard output, or a file that is whole or not there at all."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TypeVar

from depesche.errors import DepescheError

Item = TypeVar("Item")


def write(page: str, path: Path | None) -> None:
    """Write `page` to `path`, or to standard output if `path` is None.

    A file is replaced in one step, so that what was there stays as it was if writing fails.
    Raises `DepescheError` where the file cannot be written.
    """
    text = page if not page or page.endswith("\n") else f"{page}\n"
    if path is None:
        sys.stdout.buffer.write(text.encode("utf-8"))
        sys.stdout.buffer.flush()
        return
    try:
        _replace(path, text)
    except OSError as e:
        raise DepescheError(f"{path}: cannot be written ({e.strerror})") from None


def announce(items: Iterable[Item], total: int) -> Iterator[Item]:
    """Pass `items` on, with a progress bar on standard error if that is a terminal."""
    if total < 2 or not sys.stderr.isatty():
        yield from items
        return
    from rich.console import Console  # noqa: PLC0415
    from rich.progress import track  # noqa: PLC0415

    console = Console(stderr=True)
    yield from track(items, total=total, description="Reading", console=console, transient=True)


def _replace(path: Path, text: str) -> None:
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(text.encode("utf-8"))
        Path(name).chmod(0o666 & ~_umask())
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
