"""Every error that a user of Depesche can meet, in one place.

Each message is one line that names what went wrong and where, and what to do about it.
"""

from pathlib import Path


class DepescheError(Exception):
    """Something a user can mend: bad input, bad usage, a damaged file. The message is one line."""


class InputError(DepescheError):
    """A report could not be read. `where` is the file or `<stdin>`."""

    def __init__(self, where: str, message: str) -> None:
        super().__init__(f"{where}: {message}")
        self.where = where


class DataFileError(DepescheError):
    """A data file of the package or of the user is not valid; names file and line."""

    def __init__(self, path: Path | str, line: int | None, message: str) -> None:
        place = f"{path}:{line}" if line is not None else str(path)
        super().__init__(f"{place}: {message}")
        self.path = Path(path)
        self.line = line
