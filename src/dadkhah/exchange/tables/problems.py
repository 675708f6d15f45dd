"""One thing wrong in a case folder: where it is and what to do."""

from dataclasses import dataclass

WHOLE_FILE = 0
HEADER = 1


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """A reason to refuse a case folder. `row` is a spreadsheet's (the header is row `HEADER`)."""

    file: str
    row: int  # WHOLE_FILE when it is not about one row
    field: str  # empty when it is not about one column or key
    reason: str  # what is wrong and what to do, a sentence

    def __str__(self) -> str:
        row = f"row {self.row}" if self.row else ""
        return ", ".join(part for part in (self.file, row, self.field) if part) + f": {self.reason}"
