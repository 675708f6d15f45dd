"""Write what is poured out of a container into a folder, as m0001, m0002, within some room."""

from pathlib import Path

from dadkhah.derivation.findings import Member, Relation
from dadkhah.derivation.kinds.packed.entries import Container, Entry, Kind, Poured, Sink
from dadkhah.derivation.kinds.packed.room import Room


class Taking:
    """Takes the files of one container. `seen` has all its entries, taken or not."""

    def __init__(self, folder: Path, room: Room, relation: Relation = Relation.MEMBER) -> None:
        self.seen: list[Entry] = []
        self._folder, self._room, self._relation = folder, room, relation
        self._given = 0
        self._members: dict[str, Member] = {}

    @property
    def members(self) -> tuple[Member, ...]:
        """The members that came out whole, in order."""
        return tuple(self._members.values())

    def take(self, container: Container) -> Poured:
        """Take all of a container, or raise `FileNotDerivable` before anybody takes a part."""
        if container.has_index:
            container.pour(self._foresee)
        return container.pour(self._wanted)

    def member(self, entry: Entry) -> Sink:
        """Return the place of one more file."""
        self._room.take_file()
        self._given += 1
        own = f"m{self._given:04}"
        self._members[own] = Member(own, entry.name, self._relation, entry.modified)
        return _File(self._folder / own, self._room, self._members)

    def _foresee(self, entry: Entry) -> None:
        if entry.kind is Kind.FILE:
            self._room.foresee(entry.size)

    def _wanted(self, entry: Entry) -> Sink | None:
        self.seen.append(entry)
        if entry.kind is not Kind.FILE or entry.unreadable:
            return None
        return self.member(entry)


class _File:
    """One member on its way out."""

    def __init__(self, path: Path, room: Room, members: dict[str, Member]) -> None:
        self._path, self._room, self._members = path, room, members

    def write(self, piece: bytes) -> None:
        """Take the next piece. The file is open only meanwhile: a task may open few."""
        self._room.take(len(piece))
        with self._path.open("ab") as file:
            file.write(piece)

    def close(self) -> None:
        """Keep it, also when it is empty."""
        self._path.touch()

    def drop(self) -> None:
        """Forget it."""
        self._path.unlink(missing_ok=True)
        self._members.pop(self._path.name, None)
