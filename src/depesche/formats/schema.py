"""The JSON Schema of a reading, for those who take readings in with other programs.

In: the model. Out: JSON Schema 2020-12. `python -m depesche.formats.schema > FILE` writes it.
"""

from __future__ import annotations

import json

from depesche.model import Reading

ID = "https://json-schema.org/draft/2020-12/schema"


def render() -> str:
    """Return the schema of `Reading.model_dump_json()` as JSON text that ends in a line feed."""
    schema = Reading.model_json_schema(mode="serialization")
    return json.dumps({"$schema": ID, **schema}, indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    print(render(), end="")
