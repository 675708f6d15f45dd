"""A number and what it counts, in English: `1 file`, `2 files`."""


def counted(number: int, one: str, *, verb: tuple[str, str] = ("", "")) -> str:
    """Return the number with its noun, and with the verb for one or for several."""
    said = verb[0] if number == 1 else verb[1]
    return f"{number} {one if number == 1 else f'{one}s'} {said}".rstrip()
