"""One thing wrong with the law, and where."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LawFinding:
    """What is wrong, at which file and line, under a stable code."""

    code: str  # "dangling-reference"
    place: str  # "law/crimes/rs-7-1-h.yaml:12"
    message: str

    @property
    def file_and_line(self) -> tuple[str, int]:
        """The place as a key to sort by."""
        file, _, line = self.place.rpartition(":")
        return file, int(line)
