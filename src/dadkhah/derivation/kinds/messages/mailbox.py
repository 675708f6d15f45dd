"""A mailbox in one file (mbox, RFC 4155): each message a file of its own, as it was sent."""

import mmap
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from dadkhah.derivation.findings import Fact, Findings, Notice, Relation
from dadkhah.derivation.kinds.messages.headers import in_utc
from dadkhah.derivation.kinds.packed.entries import Entry
from dadkhah.derivation.kinds.packed.room import room_for
from dadkhah.derivation.kinds.packed.taking import Taking
from dadkhah.derivation.outcome import Options, Reason
from dadkhah.errors import FileNotDerivable
from dadkhah.text.counted import counted

_GROUP = "mailbox"
# "From sender Sat Dec 31 21:41:06 2022": a line of the mailbox before a message, after a blank one.
_BEGINS = re.compile(
    rb"(?:\A|(?<=\n\n)|(?<=\n\r\n))From [^\n]*?"
    rb"(?:(\w{3} \w{3} [ \d]\d \d\d:\d\d(?::\d\d)?)(?: \S{1,6})? (\d{4})|\d{4})[^\n]*\n?"
)
_QUOTED = re.compile(rb"^>(>*From )", re.MULTILINE)
_LAST_BLANK = re.compile(rb"(?<=\n)\r?\n\Z")


def derive(source: Path, folder: Path, options: Options) -> dict[str, object]:
    """Write each message as a member; all of them, or `FileNotDerivable` says that it is too many.

    Where a line of a message began with "From ", the mailbox has ">From "; one ">" is taken away
    again, as in mboxrd, and a notice says of how many lines: older programs quoted otherwise.
    """
    taking = Taking(folder, room_for("mailbox", source, options), Relation.MEMBER)
    unquoted = 0
    dates: list[str] = []
    for date, content in _messages(source):
        dates.append(date)
        sink = taking.member(Entry(f"message-{len(dates):05}.eml", modified=date))
        sent, lines = _QUOTED.subn(rb"\1", content)
        unquoted += lines
        sink.write(sent)
        sink.close()
    if not dates:
        raise FileNotDerivable(Reason.NOT_THIS_KIND, "It is no mailbox: no message begins in it.")
    facts = [Fact(_GROUP, "messages", str(len(dates)))]
    if known := sorted(date for date in dates if date):
        facts += [Fact(_GROUP, "first date", known[0]), Fact(_GROUP, "last date", known[-1])]
    notices = (_unquoted(unquoted),) if unquoted else ()
    return Findings(facts=tuple(facts), notices=notices, members=taking.members).written()


def _messages(source: Path) -> Iterator[tuple[str, bytes]]:
    """Give the date and the bytes of each message; the blank line after it is the mailbox's."""
    if not source.stat().st_size:
        return
    with source.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as box:
        begins = next(_BEGINS.finditer(box), None)
        if begins is None or begins.start() != 0:
            return
        following = _BEGINS.finditer(box, begins.end())
        while begins is not None:
            date, start = _date(begins), begins.end()
            begins = next(following, None)
            content = box[start : begins.start() if begins else len(box)]
            yield date, _LAST_BLANK.sub(b"", content)


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
