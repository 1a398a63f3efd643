"""The interchange format: a reading as JSON, which `Reading.model_validate_json` takes back.

In: a `Reading`. Out: JSON text, as described by `docs/reading.schema.json`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from depesche.model import Reading


def render(reading: Reading) -> str:
    """Return `reading` as indented JSON."""
    return reading.model_dump_json(indent=2)
