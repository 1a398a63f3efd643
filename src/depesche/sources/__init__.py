"""Sources of reports: bytes in, `Report` out."""

from depesche.sources.language import code, detect
from depesche.sources.text import MAX_BYTES, decode, from_bytes, from_file, from_text

__all__ = ["MAX_BYTES", "code", "decode", "detect", "from_bytes", "from_file", "from_text"]
