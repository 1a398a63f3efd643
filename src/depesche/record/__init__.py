"""The reference record: facts with a period of validity and a source, and questions to ask it.

In: the Data Package of CSV tables in `data/`. Out: `Record`. The form is Frictionless Data's.
"""

from depesche.record.facts import Coverage, Person, Record, Source, builtin

__all__ = ["Coverage", "Person", "Record", "Source", "builtin"]
