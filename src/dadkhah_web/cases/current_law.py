"""The law this process works with: read once, when it is first asked for."""

from functools import cache

from dadkhah.law import Law, load_law


@cache
def current_law() -> Law:
    """Return the law that ships with this program."""
    return load_law()
