"""A mailbox in one file (mbox, RFC 4155): each message a file of its own, as it was sent."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

from dadkhah.derivation.findings import Fact, Findings, Notice, Relation
from dadkhah.derivation.kinds.messages.headers import in_utc
from dadkhah.derivation.kinds.packed.entries import Entry, Sink
from dadkhah.derivation.kinds.packed.room import room_for
from dadkhah.derivation.kinds.packed.taking import Taking
from dadkhah.derivation.outcome import Options, Reason
from dadkhah.errors import FileNotDerivable
from dadkhah.text.counted import counted

_GROUP = "mailbox"
_LONGEST_LINE = 1024 * 1024  # bytes; longer ones come in pieces
_KEPT = 256 * 1024  # bytes, before they are written out
# "From sender Sat Dec 31 21:41:06 2022": a line of the mailbox, not of the message.
_FROM = re.compile(
    rb"^From \S*.*?(?:(\w{3} \w{3} [ \d]\d \d\d:\d\d(?::\d\d)?)(?: \S{1,6})? (\d{4})|\d{4})"
)
_QUOTED = re.compile(rb"^>+From ")
_BLANK = (b"\n", b"\r\n")


@dataclass(slots=True)
class _Message:
    """One message on its way out; its last blank line belongs to the mailbox."""

    sink: Sink
    kept: bytearray = field(default_factory=bytearray)
    blank: bytes = b""

    def add(self, line: bytes) -> None:
        self.kept += self.blank
        self.blank = b""
        if line in _BLANK:
            self.blank = line
        else:
            self.kept += line
        if len(self.kept) > _KEPT:
            self.sink.write(bytes(self.kept))
            self.kept.clear()

    def end(self) -> None:
        self.sink.write(bytes(self.kept))
        self.sink.close()


def derive(source: Path, folder: Path, options: Options) -> dict[str, object]:
    """Write each message as a member; all of them, or `FileNotDerivable` says that it is too many.

    Where a line of a message began with "From ", the mailbox has ">From "; one ">" is taken away
    again, as in mboxrd, and a notice says of how many lines: older programs quoted otherwise.
    """
    taking = Taking(folder, room_for("mailbox", source, options), Relation.MEMBER)
    unquoted = 0
    dates: list[str] = []
    with source.open("rb") as file:
        for message, line in _lines(file, taking, dates):
            if _QUOTED.match(line):
                unquoted += 1
                message.add(line[1:])
            else:
                message.add(line)
    members = taking.members
    if not members:
        raise FileNotDerivable(Reason.NOT_THIS_KIND, "It is no mailbox: no message begins in it.")
    facts = [Fact(_GROUP, "messages", str(len(members)))]
    if known := sorted(date for date in dates if date):
        facts += [Fact(_GROUP, "first date", known[0]), Fact(_GROUP, "last date", known[-1])]
    notices = [_unquoted(unquoted)] if unquoted else []
    return Findings(facts=tuple(facts), notices=tuple(notices), members=members).written()


def _lines(file: IO[bytes], taking: Taking, dates: list[str]) -> Iterator[tuple[_Message, bytes]]:
    """Give each line with the message it belongs to. A message begins after a blank line only."""
    message: _Message | None = None
    may_begin = True
    while line := file.readline(_LONGEST_LINE):
        begins = _FROM.match(line) if may_begin else None
        if begins:
            if message is not None:
                message.end()
            dates.append(_date(begins))
            name = f"message-{len(dates):05}.eml"
            message = _Message(taking.member(Entry(name, modified=dates[-1])))
        elif message is not None:
            yield message, line
        may_begin = line in _BLANK
    if message is not None:
        message.end()


def _date(begins: re.Match[bytes]) -> str:
    """Return the time on the line before a message, which is in UTC by the standard."""
    if not begins.group(1):
        return ""
    written = b" ".join(begins.group(1, 2)).decode("ascii", "replace")
    for form in ("%a %b %d %H:%M:%S %Y", "%a %b %d %H:%M %Y"):
        try:
            return in_utc(datetime.strptime(written, form).replace(tzinfo=UTC))
        except ValueError:
            continue
    return ""


def _unquoted(number: int) -> Notice:
    return Notice(
        "quoting-undone",
        f"The mailbox had put '>' before {counted(number, 'line')} that may begin with 'From '; it "
        "was taken away again. Some programs write so what was sent so.",
    )
