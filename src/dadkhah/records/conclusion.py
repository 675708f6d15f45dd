"""How far the evidence carries an element."""

from enum import IntEnum


class Conclusion(IntEnum):
    """A conclusion on one element. Ordered, weakest first; absence of evidence is OPEN."""

    NOT_MET = 0
    OPEN = 1
    DISPUTED = 2
    MET = 3
