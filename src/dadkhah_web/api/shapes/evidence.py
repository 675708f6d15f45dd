"""Items, what came, and parts of them to keep."""

from typing import Any

from ninja import Field, Schema

from dadkhah_web.api.shapes.records import RecordOut


class AboutIn(Schema):
    """What is the same of all files that are sent together."""

    source: str = Field(description="The code of who gave them: S-014.")
    title: str = Field("", description="Empty: each has its name as one.")
    language: str = "en"
    role: str = "ev.specific"
    credibility: str = "6"
    sensitivity: str = "public"
    note: str = ""


class ReceptionOut(Schema):
    """How an item came."""

    source: str
    received_at: str
    device: str
    entry: int


class ItemOut(Schema):
    """An item, how it came, what was made of it, and when it was last compared."""

    item: RecordOut
    may_read: bool
    receptions: list[ReceptionOut]
    verification: dict[str, Any] | None
    text_pages: int
    text_problem: str


class ArrivedOut(Schema):
    """What became of one file that was sent."""

    name: str
    code: str
    was_here: bool
    problem: str
    text_problem: str


class PageOut(Schema):
    """The text of one page of an item."""

    number: int
    label: str
    text: str


class PinpointIn(Schema):
    """A part of an item to keep as a passage."""

    quote: str = ""
    page: int | None = None
    near: int | None = None
    region: str = ""
    time: str = ""
    note: str = ""
