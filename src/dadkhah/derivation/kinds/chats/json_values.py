"""Read single values of a JSON export without believing that they are what they should be."""

from datetime import UTC, datetime
from typing import Any

from dadkhah.derivation.kinds.chats.message import clean


def mapping(value: Any) -> dict[str, Any]:  # noqa: ANN401 - a stranger's JSON
    """Return an object, or an empty one."""
    return value if isinstance(value, dict) else {}


def listed(value: Any) -> list[Any]:  # noqa: ANN401
    """Return an array, or an empty one."""
    return value if isinstance(value, list) else []


def text(value: Any) -> str:  # noqa: ANN401
    """Return a string or number as text; nothing for all else."""
    is_plain = isinstance(value, str | int | float) and not isinstance(value, bool)
    return clean(str(value)) if is_plain else ""


def moment(milliseconds: Any) -> tuple[str, str]:  # noqa: ANN401
    """Return day and time in UTC of milliseconds since 1970; nothing for what is no such number."""
    try:
        at = datetime.fromtimestamp(float(milliseconds) / 1000, UTC)
    except (TypeError, ValueError, OverflowError, OSError):
        return "", ""
    return at.date().isoformat(), at.time().isoformat("seconds")
