"""Somebody who has opened the vault, and files to receive."""

import io
import math
import struct
import wave
from collections.abc import Callable

import pytest
import typst
from django.test import Client
from PIL import Image

from dadkhah.evidence.kept_open import new_word, shut
from dadkhah.evidence.vault import Vault, VaultIdentity
from dadkhah.resources import shipped
from dadkhah_web.evidence.unlocking import COOKIE

PASSPHRASE = "words for these tests"  # noqa: S105


@pytest.fixture(scope="session")
def identity(empty_home) -> VaultIdentity:
    """The secret of the vault, unlocked once: it takes a second."""
    return Vault.open(empty_home).unlock(passphrase=PASSPHRASE)


@pytest.fixture
def opened(signed_in, identity) -> Callable[..., Client]:
    """Return a browser of somebody with these roles who has opened the vault."""
    clients: dict[tuple[str, ...], Client] = {}

    def opened(*roles: str) -> Client:
        if roles in clients:
            return clients[roles]
        client, word = signed_in(*roles), new_word()
        clients[roles] = client
        session = client.session
        session["vault_shut"] = shut(identity, word)
        session.save()
        client.cookies[COOKIE] = word
        return client

    return opened


@pytest.fixture
def form() -> dict[str, str]:
    """The form of a reception, without files."""
    return {
        "source": "S-001",
        "language": "fa",
        "role": "ev.specific",
        "sensitivity": "public",
        "credibility": "3",
        "new_reliability": "F",
    }


@pytest.fixture
def receive(opened, form) -> Callable[..., str]:
    """Receive a file through the form; return the code of its item."""

    def receive(content: bytes, name: str = "file", **fields: str) -> str:
        file = io.BytesIO(content)
        file.name = name
        client = opened("investigator")
        page = client.post("/c/sample/evidence/receive/", {**form, **fields, "chosen": file})
        (arrived,) = page.context["arrived"]
        return str(arrived.code)

    return receive


@pytest.fixture(scope="session")
def letter() -> bytes:
    """A PDF of two pages, in English and in Dari."""
    text = (
        '#set page(width: 300pt, height: 200pt)\n#set text(font: "Vazirmatn")\n'
        "All girls above grade six stay at home.\n#pagebreak()\n#set text(dir: rtl)\n"
        "مکتب‌ها بسته است.\n"
    )
    return bytes(
        typst.compile(text.encode(), font_paths=[shipped("vendor")], ignore_system_fonts=True)
    )


@pytest.fixture(scope="session")
def picture() -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (400, 200), "navy").save(file, "JPEG")
    return file.getvalue()


@pytest.fixture(scope="session")
def voice() -> bytes:
    """Two seconds of a tone."""
    file = io.BytesIO()
    with wave.open(file, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(1000)
        tone = (int(9000 * math.sin(n / 4)) for n in range(2000))
        sound.writeframes(b"".join(struct.pack("<h", one) for one in tone))
    return file.getvalue()
