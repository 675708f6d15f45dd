"""The files inside an archive, written under names of our own; none of its paths is followed."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from dadkhah.derivation.findings import Fact, Findings, Notice
from dadkhah.derivation.kinds.packed.entries import Entry, Kind, Poured
from dadkhah.derivation.kinds.packed.names import listed, notices_about
from dadkhah.derivation.kinds.packed.opening import open_container
from dadkhah.derivation.kinds.packed.room import room_for
from dadkhah.derivation.kinds.packed.taking import Taking
from dadkhah.derivation.outcome import Options, Reason
from dadkhah.errors import FileNotDerivable
from dadkhah.text.counted import counted

_GROUP = "archive"
_BARRED = {
    "locked": ("locked-members", "locked with a password and not taken"),
    "method": ("unknown-method", "packed in a way that is not known here, and not taken"),
}


def derive(source: Path, folder: Path, options: Options) -> dict[str, object]:
    """Write the members m0001, m0002...; all of them, or `FileNotDerivable` says how much it is.

    Links and devices are named, not taken. Of an archive that broke off, what is whole is taken.
    Room for a test: `most_bytes`, `most_members`.
    """
    container = open_container(source)
    room = room_for("members", source, options)
    taking = Taking(folder, room)
    poured = taking.take(container)
    notices = tuple(_notices(taking.seen, poured))
    if not taking.members and (poured.damaged or poured.is_truncated):
        raise FileNotDerivable(Reason.DAMAGED, "It broke off, and no file in it is whole.")
    if not taking.members and any(entry.unreadable == "locked" for entry in taking.seen):
        names = listed([entry.name for entry in taking.seen if entry.unreadable])
        message = f"What is inside is locked with a password: {names}."
        raise FileNotDerivable(Reason.PASSWORD, message)
    facts = (
        Fact(_GROUP, "format", container.form),
        Fact(_GROUP, "entries", str(len(taking.seen))),
        Fact(_GROUP, "files taken out", str(len(taking.members))),
        Fact(_GROUP, "bytes taken out", str(room.used)),
        *((Fact(_GROUP, "comment", poured.comment),) if poured.comment else ()),
    )
    return Findings(facts=facts, notices=notices, members=taking.members).written()


def _notices(seen: Sequence[Entry], poured: Poured) -> Iterator[Notice]:
    if poured.is_truncated:
        said = "It breaks off before its end. What is whole was taken; what came after is unknown."
        yield Notice("truncated", said)
    if poured.damaged:
        said = f"{_are(len(poured.damaged))} broken and not taken: {listed(poured.damaged)}."
        yield Notice("damaged-members", said)
    for bar, (code, said) in _BARRED.items():
        if names := [one.name for one in seen if one.kind is Kind.FILE and one.unreadable == bar]:
            yield Notice(code, f"{_are(len(names))} {said}: {listed(names)}.")
    for kind in (Kind.LINK, Kind.DEVICE):
        if names := [one.name for one in seen if one.kind is kind]:
            said = (
                f"{counted(len(names), kind.value)} inside {'was' if len(names) == 1 else 'were'}"
            )
            yield Notice(
                f"{kind}s-not-taken", f"{said} not taken and not followed: {listed(names)}."
            )
    yield from notices_about(one.name for one in seen if one.kind is not Kind.FOLDER)
    yield from _guesses(seen)


def _guesses(seen: Sequence[Entry]) -> Iterator[Notice]:
    for page in dict.fromkeys(one.guessed for one in seen if one.guessed):
        names = [one.name for one in seen if one.guessed == page]
        said = f"The archive does not say how {counted(len(names), 'name')} in it"
        yield Notice(
            "name-encoding-guessed",
            f"{said} {'is' if len(names) == 1 else 'are'} encoded; read as {page}, which is a "
            f"guess: {listed(names)}.",
        )


def _are(number: int) -> str:
    return f"{counted(number, 'file')} inside {'is' if number == 1 else 'are'}"
