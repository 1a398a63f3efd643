"""Who is meant: states, blocs, bodies, office holders and groups in running text."""

from depesche.actors.index import ActorIndex
from depesche.actors.stage import Found, find

__all__ = ["ActorIndex", "Found", "find"]
