"""What in the header of a message does not fit together, or was signed and not checked here."""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import pairwise

from dadkhah.derivation.findings import Notice
from dadkhah.derivation.kinds.messages.headers import Header, in_utc, moment_of

_EARLY, _LATE, _BACK = timedelta(hours=1), timedelta(hours=24), timedelta(hours=1)
_DOMAIN = re.compile(r"\bd=([^;\s]{1,250})")
_ADDRESS = re.compile(r"[^\s<>\"'()]+@[^\s<>\"'()]+\.[^\s<>\"'()]+")


def doubts(header: Header) -> Iterator[Notice]:
    """Give what a reader must know before believing a header."""
    yield from _signatures(header)
    yield from _times(header)
    yield from _names(header)
    if header.is_cut:
        said = f"Its header has more than {len(header.fields)} lines; the rest was not read."
        yield Notice("header-cut", said)
    if not header.first("from"):
        yield Notice("no-sender", "It does not say who wrote it.")
    for name in ("from", "date", "subject", "to"):
        if (number := len(header.every(name))) > 1:
            said = f"It has {number} lines '{name.title()}', where one may be; programs show one."
            yield Notice("repeated-header", said)


def _signatures(header: Header) -> Iterator[Notice]:
    domains = [found.group(1) for one in header.every("dkim-signature")
               if (found := _DOMAIN.search(one))]  # fmt: skip
    if header.every("dkim-signature"):
        said = ", ".join(dict.fromkeys(domains)) or "nobody it names"
        yield Notice(
            "dkim-not-checked",
            f"It carries a DKIM signature of {said}. It was not checked: that needs the key which "
            "that domain publishes.",
        )
    if header.every("arc-seal") or header.every("arc-message-signature"):
        said = "It carries ARC seals of servers that passed it on. They were not checked."
        yield Notice("arc-not-checked", said)


def _times(header: Header) -> Iterator[Notice]:
    hops = [moment_of(hop.rpartition(";")[2].strip()) for hop in header.hops()]
    passed = [moment for moment in hops if moment is not None]
    written = header.moment()
    if header.first("date") and written is None:
        yield Notice("date-unreadable", "The date it says it was written on cannot be read.")
    if written and passed and not -_EARLY <= passed[0] - written <= _LATE:
        yield _contradiction(written, passed[0])
    back = [(one, two) for one, two in pairwise(passed) if one - two > _BACK]
    for one, two in back[:1]:
        yield Notice(
            "hops-out-of-order",
            f"The servers that passed it on contradict each other: one has it at {in_utc(one)}, "
            f"the next at {in_utc(two)}.",
        )


def _contradiction(written: datetime, passed: datetime) -> Notice:
    return Notice(
        "date-contradiction",
        f"It says it was written at {in_utc(written)}; the first server that passed it on had it "
        f"at {in_utc(passed)}.",
    )


def _names(header: Header) -> Iterator[Notice]:
    senders = {address for _, address in header.addresses("from")}
    answers = {address for _, address in header.addresses("reply-to")}
    if senders and answers - senders:
        said = f"Answers go to {', '.join(sorted(answers - senders))}, not to the sender."
        yield Notice("reply-to-differs", said)
    for shown, address in header.addresses("from"):
        inner = _ADDRESS.search(shown)
        if inner and inner.group(0).lower() != address:
            said = f"The sender's name shows the address {inner.group(0)}, and the address is "
            yield Notice("name-shows-an-address", f"{said}{address}.")
