"""A disclosure opens one field of one entry, and nothing else."""

import base64
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dadkhah.errors import DisclosureMismatch
from dadkhah.evidence.custody.disclosure import Disclosure, base64url, digest_of

SALT = base64url(bytes(range(16)))
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)


def encoded(content):
    return base64url(content if isinstance(content, bytes) else json.dumps(content).encode())


def test_the_example_of_rfc_9901():
    """Section 4.2.1 gives it with and without spaces (we write none); 4.2.3 gives the digest."""
    spaced = "WyJfMjZiYzRMVC1hYzZxMktJNmNCVzVlcyIsICJmYW1pbHlfbmFtZSIsICJNw7ZiaXVzIl0"

    assert (
        Disclosure("_26bc4LT-ac6q2KI6cBW5es", "family_name", "Möbius").encoded
        == "WyJfMjZiYzRMVC1hYzZxMktJNmNCVzVlcyIsImZhbWlseV9uYW1lIiwiTcO2Yml1cyJd"
    )
    assert digest_of(spaced) == "X9yH0Ajrdm1Oij4tWso9UzzKJvPoDxwmuEcO3XAdRC0"


@given(texts, texts)
def test_for_any_texts_a_disclosure_is_read_back_and_is_plain_json(name, value):
    disclosure = Disclosure(SALT, name, value)
    padded = disclosure.encoded + "=" * (-len(disclosure.encoded) % 4)

    assert Disclosure.decode(disclosure.encoded) == disclosure
    assert json.loads(base64.urlsafe_b64decode(padded)) == [SALT, name, value]
    assert len(disclosure.digest) == 43


def test_another_salt_gives_another_digest():
    other = base64url(bytes(16))

    assert Disclosure(SALT, "actor", "U-1").digest != Disclosure(other, "actor", "U-1").digest


@pytest.mark.parametrize(
    "text",
    [
        "",
        "!",
        "é",
        encoded(b"\xff"),
        encoded(b"no json"),
        encoded(b"[" * 3000),
        encoded([SALT, "name"]),
        encoded({"salt": SALT, "name": "a", "value": "b"}),
        encoded(5),
        encoded([SALT, "name", 5]),
        encoded([SALT, None, "value"]),
        encoded([5, "name", "value"]),
        encoded(["short", "name", "value"]),
        encoded([SALT[:-1] + "B", "name", "value"]),
        encoded([SALT, "name", "value"]),
        encoded(b'["' + SALT.encode() + b'","name","\\ud800"]'),
        Disclosure(SALT, "name", "value").encoded + "=",
        Disclosure(SALT, "name", "value").encoded + "\n",
    ],
)
def test_what_is_no_disclosure_is_refused(text):
    with pytest.raises(DisclosureMismatch, match="not a disclosure"):
        Disclosure.decode(text)
