"""The header of a message (RFC 5322): who, when, and by which servers, as its writers claim."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import getaddresses, parsedate_to_datetime

from dadkhah.derivation.findings import Fact
from dadkhah.derivation.kinds.messages.charsets import header_text

GROUP = "mail"
_FACTS = (
    ("from", "from"), ("sender", "sender"), ("to", "to"), ("cc", "cc"), ("bcc", "bcc"),
    ("reply-to", "reply to"), ("date", "date as written"), ("subject", "subject"),
    ("message-id", "message id"), ("in-reply-to", "in reply to"), ("references", "references"),
    ("user-agent", "user agent"), ("x-mailer", "user agent"),
    ("x-originating-ip", "originating address"), ("authentication-results", "checks of a server"),
    ("list-id", "mailing list"),
)  # fmt: skip
_SHOWN = (
    ("from", "From"), ("to", "To"), ("cc", "Cc"), ("bcc", "Bcc"), ("reply-to", "Reply-To"),
    ("date", "Date"), ("subject", "Subject"),
)  # fmt: skip
_MOST_FIELDS = 2000
_MOST_HOPS = 60
_MOST_OF_A_KIND = 20
_IP = re.compile(r"^\[?([0-9a-fA-F.:]+)\]?$")


@dataclass(frozen=True, slots=True)
class Header:
    """The fields of a header in their order, names in lower case, values on one line."""

    fields: tuple[tuple[str, str], ...]
    is_cut: bool = False  # it had more fields

    def every(self, name: str) -> list[str]:
        """Return the values of one field."""
        return [value for own, value in self.fields if own == name]

    def first(self, name: str) -> str:
        """Return the first value of a field, or nothing."""
        return next(iter(self.every(name)), "")

    def addresses(self, name: str) -> list[tuple[str, str]]:
        """Return the names and addresses of a field."""
        try:
            given = getaddresses(self.every(name))
        except (ValueError, IndexError, RecursionError):
            return []
        return [(shown, address.lower()) for shown, address in given if address]

    def moment(self) -> datetime | None:
        """Return when it says it was written, in UTC."""
        return moment_of(self.first("date"))

    def hops(self) -> list[str]:
        """Return what each server that passed it on wrote, the first server first."""
        return self.every("received")[::-1]


def read_header(raw: Sequence[tuple[str, str]]) -> Header:
    """Read the fields of a header; any text is one."""
    fields = tuple((name.strip().lower(), header_text(value)) for name, value in raw[:_MOST_FIELDS])
    return Header(fields, is_cut=len(raw) > _MOST_FIELDS)


def moment_of(written: str) -> datetime | None:
    """Return the UTC time of a date as mails write it; nothing for what is none."""
    try:
        moment = parsedate_to_datetime(written)
        # "-0000" says UTC, and nothing of where the writer was.
        return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    except (TypeError, ValueError, IndexError, OverflowError):
        return None


def in_utc(moment: datetime) -> str:
    """Return a UTC time for people and programs."""
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def mail_facts(header: Header) -> Iterator[Fact]:
    """Give what a header says, each value a claim of whoever wrote it."""
    for field, name in _FACTS:
        for value in header.every(field)[:_MOST_OF_A_KIND]:
            address = _IP.match(value) if field == "x-originating-ip" else None
            yield Fact(GROUP, name, address.group(1) if address else value)
    if moment := header.moment():
        yield Fact(GROUP, "date in UTC", in_utc(moment))
    for number, hop in enumerate(header.hops()[:_MOST_HOPS], 1):
        yield Fact(GROUP, f"hop {number}", hop)


def shown_lines(header: Header) -> str:
    """Return the lines of a header that a reader needs, as they stand before a letter."""
    return "".join(f"{shown}: {v}\n" for name, shown in _SHOWN for v in header.every(name)[:5])
