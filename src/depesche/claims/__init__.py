"""Standing claims and verdicts: that a relation holds, at a time, and what the record says of it.

`find` reads claims out of a report, `judge` holds one against a record.
"""

from depesche.claims.find import find
from depesche.claims.judge import judge

__all__ = ["find", "judge"]
