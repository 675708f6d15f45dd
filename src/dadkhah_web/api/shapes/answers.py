"""Questions to a whole case, filings and long work."""

from datetime import date, datetime
from typing import Any, Literal

from ninja import Field, Schema

from dadkhah.qualification.chart import REASONABLE_GROUNDS
from dadkhah_web.api.shapes.records import LARGEST_PAGE, PAGE, SMALLEST_PAGE


class SearchIn(Schema):
    """What to look for. Everything given must hold."""

    q: str = Field("", description="Words, as on the search page.")
    kind: list[str] = Field(default_factory=list, description="Only these kinds.")
    since: str = Field("", description="A date in any of the three calendars.")
    until: str = ""
    order: Literal["relevance", "newest", "oldest", "latest"] = "relevance"
    page: int = Field(1, ge=1, le=10_000)
    size: int = Field(PAGE, ge=SMALLEST_PAGE, le=LARGEST_PAGE)


class ProofIn(Schema):
    """Which part of the proof, under which standard."""

    crime: list[str] = Field(default_factory=list, description="Only these crimes.")
    respondent: list[str] = Field(default_factory=list, description="Only these suspects.")
    standard: str = REASONABLE_GROUNDS


class HitOut(Schema):
    """One thing that was found."""

    record: str
    kind: str
    title: str
    text: str
    page: int
    page_label: str
    date: str


class FoundOut(Schema):
    """One page of hits."""

    total: int
    page: int
    by_kind: dict[str, int]
    hits: list[HitOut]
    left_out: list[str] = Field(description="Parts of the question that were not understood.")


class FilingOut(Schema):
    """One version of a filing."""

    kind: str
    number: int
    title: str
    on: date
    state: str
    drafted_by: str
    drafted_at: datetime
    sealed_at: datetime | None
    approvals: int
    gates: list[dict[str, Any]]
    files: list[dict[str, str]]


class DraftIn(Schema):
    """The day a filing is dated."""

    on: date


class JobOut(Schema):
    """A piece of long work."""

    number: int
    kind: str
    state: str
    done: int
    total: int
    message: str
    result: dict[str, Any]
    started_by: str
    made_at: datetime
    ended_at: datetime | None
