"""Pages with a letter of the small case, and the people who bring it out of the house."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from dadkhah.exchange.filing import FilingKind
from dadkhah_web.filings.first_words import first_words

BLANK = "    - argument: To be written.\n"
FACT = "    - fact: A school was closed.\n      cite: [X-0001]\n"


@pytest.fixture
def words() -> str:
    """The words a letter begins with, and one sentence of fact in English."""
    start, blank, rest = first_words(FilingKind.LETTER).rpartition(BLANK)
    return start + blank + FACT + rest


@pytest.fixture
def at() -> Callable[..., str]:
    """Return the address of one of these pages: `at("show", kind="letter", number=1)`."""

    def address(name: str, **names: object) -> str:
        return reverse(f"filings:{name}", kwargs={"slug": "sample", **names})

    return address


@pytest.fixture
def lawyer(signed_in) -> Client:
    return signed_in("lawyer")


@pytest.fixture
def letter(lawyer, at, words) -> dict[str, object]:
    """A first letter, written and drafted on the pages; its kind and number for `at`."""
    held = lawyer.get(at("words", kind="letter")).context["form"].initial["based_on"]
    lawyer.post(at("words", kind="letter"), {"text": words, "based_on": held, "do": "save"})
    lawyer.post(at("draft", kind="letter"), {"on": "2026-11-24"})
    return {"kind": "letter", "number": 1}
