"""Times: a `Doc` in, every time expression as TIMEX3 value and calendar interval out.

After TimeML 1.2.1 and the division into patterns, tables and rules of HeidelTime
(Strötgen and Gertz 2013). `find` is the only door.
"""

from depesche.times.find import find

__all__ = ["find"]
