"""Words as the index keeps them: the same cut for what is kept and for what is asked."""

# PostgreSQL takes words of at most 2,046 bytes; nobody types such a word.
LONGEST_WORD = 200


def cut(word: str) -> str:
    """Return the part of a word that the index keeps."""
    return word[:LONGEST_WORD]
