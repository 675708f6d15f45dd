"""Find what ships beside the code: the law, the map and the fonts."""

from pathlib import Path

_HERE = Path(__file__).parent


def shipped(name: str) -> Path:
    """Return the folder `name` (`law`, `geo`, `vendor`), in a wheel or in a checkout."""
    in_wheel = _HERE / "shipped" / name
    return in_wheel if in_wheel.is_dir() else _HERE.parent.parent / name
