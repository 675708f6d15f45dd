"""The law as data, read strictly into frozen values."""

from dadkhah.law.loader import load_law
from dadkhah.law.model import Law

__all__ = ["Law", "load_law"]
