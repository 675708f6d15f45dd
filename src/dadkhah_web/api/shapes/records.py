"""Cases, records, and what is done to them."""

from datetime import datetime

from ninja import Field, Schema

PAGE, SMALLEST_PAGE, LARGEST_PAGE = 50, 1, 500
Cells = dict[str, str]
"""The text of each column, as a table of a case folder has it."""


class Refused(Schema):
    """Why something was not done."""

    code: str = Field(description="Stable; docs/reference/errors.md lists them.")
    message: str
    reasons: list[dict[str, str]] = Field(description="For records: record, field and reason.")


class CaseOut(Schema):
    """A case, with how much this person may see of it."""

    slug: str
    title: str
    situation: str
    sender: str
    mandate: str
    languages: list[str]
    records: dict[str, int] = Field(description="Kind of record: how many.")
    roles: list[str]
    may: list[str] = Field(description="What the roles allow.")


class RecordOut(Schema):
    """One record as it is now."""

    record: str = Field(description="Kind and id: act/A-0001.")
    kind: str
    code: str
    revision: int = Field(description="Send it back as `based_on` to change the record.")
    state: str = Field(description="imported, coded, returned or reviewed.")
    cells: Cells
    withheld: list[str] = Field(description="Columns whose words this person may not read.")


class RecordPage(Schema):
    """One page of a list."""

    total: int = Field(description="Exactly how many there are in all.")
    page: int
    size: int
    records: list[RecordOut]


class ListIn(Schema):
    """Which part of a list, and in which state of work."""

    page: int = Field(1, ge=1)
    size: int = Field(PAGE, ge=SMALLEST_PAGE, le=LARGEST_PAGE)
    state: str = Field("", description="imported, coded, returned or reviewed.")


class RecordIn(Schema):
    """One record to make or to change."""

    kind: str
    code: str = Field("", description="Its id. Empty for a new record: the next one is given.")
    cells: Cells
    based_on: int = Field(0, description="The revision it was made from; 0 for a new record.")


class SeveralIn(Schema):
    """Records to save together: all of them or none."""

    records: list[RecordIn] = Field(max_length=500)


class CellsIn(Schema):
    """The cells of a new record."""

    code: str = Field("", description="Its id; empty: the next one is given.")
    cells: Cells


class ChangeIn(Schema):
    """Cells to change; the others stay as they are."""

    cells: Cells
    based_on: int = Field(ge=1, description="The revision it was made from.")


class Saved(Schema):
    """What was saved: nothing, when nothing differed."""

    saved: list[str] = Field(description="Kind and id of each.")


class RevisionOut(Schema):
    """One revision of a record, and whether the custody log proves it."""

    number: int
    action: str
    actor: str
    at: datetime
    reason: str
    device: str
    entry: int
    cells: Cells
    changed: list[str]
    problem: str = Field(description="Why it is not proven; empty when it is.")


class ForgetIn(Schema):
    """Records to forget for ever."""

    records: list[str] = Field(min_length=1, max_length=500, description="act/A-0001 and so on.")
    reason: str = Field(min_length=1, description="Without names: it stays in the log for ever.")


class ReviewIn(Schema):
    """What a reviewer says of a record."""

    state: str = Field(pattern="^(reviewed|returned)$")
    words: str = Field("", description="Why it is returned.")


class WordsIn(Schema):
    """What somebody says of a record."""

    text: str = Field(min_length=1)


class CommentOut(Schema):
    """What somebody said of a record."""

    id: int
    by: str
    at: datetime
    text: str
    settled_by: str
