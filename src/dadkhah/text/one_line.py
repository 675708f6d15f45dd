"""A stranger's text on one line: a file name must not move the cursor or forge a line."""

# Persian and Pashto names need them between letters.
_JOINERS = "\u200c\u200d"


def on_one_line(text: str) -> str:
    """Return the text with control characters written out as `\\x0a`."""
    return "".join(c if c.isprintable() or c in _JOINERS else f"\\x{ord(c):02x}" for c in text)
