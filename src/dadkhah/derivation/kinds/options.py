"""What a task is asked, with what holds when nothing is said."""

from dadkhah.derivation.outcome import Options


def number_of(options: Options, name: str, otherwise: float) -> float:
    """Return a number among the options."""
    return float(options.get(name, otherwise))
