"""A filled vault, a folder for its copy, and a store that is far away (held in memory)."""

import hashlib
from contextlib import contextmanager

import pytest

from dadkhah.errors import ObjectDamaged
from dadkhah.evidence.replicas.folder_store import FolderStore
from dadkhah.evidence.replicas.store import Outcome, Stored, free_place


class FarStore:
    """What a store in a cloud does, held in a dictionary."""

    place = "far://away"

    def __init__(self):
        self.held = {}
        self.refused = set()

    @contextmanager
    def writing(self):
        yield

    def files(self, prefix=""):
        start = f"{prefix}/" if prefix else ""
        found = [name for name in self.held if name.startswith(start)]
        return (Stored(name, len(self.held[name])) for name in found)

    def size(self, name):
        return len(self.held[name]) if name in self.held else None

    def read(self, name):
        if name in self.refused:
            raise PermissionError(13, "Permission denied", name)
        if name not in self.held:
            raise FileNotFoundError(name)
        yield self.held[name]

    def digest(self, name):
        content = b"".join(self.read(name))
        return len(content), hashlib.sha256(content).hexdigest()

    def add_all(self, files):
        outcomes = []
        for file in files:
            is_new = file.name not in self.held
            try:
                content = b"".join(file.blocks()) if is_new else b""
            except ObjectDamaged as error:
                outcomes.append(Outcome(file.name, problem=str(error)))
                continue
            if is_new:
                self.held[file.name] = content
            outcomes.append(Outcome(file.name, was_new=is_new))
        return outcomes

    def replace(self, name, content):
        self.held[name] = content

    def put_aside(self, name):
        if name not in self.held:
            return ""
        aside = free_place(self, name)
        self.held[aside] = self.held.pop(name)
        return aside

    def remove(self, name):
        self.held.pop(name, None)


@pytest.fixture
def filled(opened):
    """A vault with two batches and three objects."""
    opened.receive(opened.file("x", b"one"), opened.file("y", b"two"), reception="1")
    opened.receive(opened.file("z", b"three"), reception="2")
    return opened


@pytest.fixture
def near(tmp_path):
    return FolderStore(tmp_path / "stick" / "vault")


@pytest.fixture
def far():
    return FarStore()


@pytest.fixture(params=["near", "far"])
def target(request):
    """Either kind of place: what holds for one holds for the other."""
    return request.getfixturevalue(request.param)
