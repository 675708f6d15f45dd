"""A stranger's values as every database can keep them: whole letters and finite numbers."""

import math
import re
from collections.abc import Mapping

# PostgreSQL keeps neither NUL nor one half of a pair of surrogates.
_HALVES = re.compile("[\ud800-\udfff]")


def storable_text(text: str) -> str:
    """Return the text without NUL; half a letter is written out as `\\xd800`."""
    return _HALVES.sub(lambda half: f"\\x{ord(half[0]):02x}", text.replace("\0", ""))


def storable(value: object) -> object:
    """Return JSON values with every text storable; a number that is none is 0."""
    if isinstance(value, str):
        return storable_text(value)
    if isinstance(value, float):
        return value if math.isfinite(value) else 0
    if isinstance(value, Mapping):
        return {storable_text(str(key)): storable(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [storable(one) for one in value]
    return value
