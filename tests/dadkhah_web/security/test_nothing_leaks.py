"""What is closed to somebody leaves no trace for them: no code, no name, no word, no file name.

Peers have leaked through history, derived text, media, exports, relations, suggestions, snippets
and counts. So every address is read whole, not only asked for its status.
"""

import pytest
from django.test import Client

from calling import Caller, caller_as, everybody, table

# Codes of what is in the compartment or hangs on it, and words that stand nowhere else.
TRACES = (
    *("I-0002", "X-0002", "P-minister", "F-0001", "N-0001", "N-0002", "C-01", "V-02"),
    *("H-01", "K-01", "A decree", "decree.txt", "Girls above grade six", "وزیر", "Minister"),
    *("Girls were kept from school", "Decree 1"),
)
ASKED = (
    "/c/sample/search/?q=decree",
    "/c/sample/search/?q=girls",
    "/c/sample/search/?q=I-0002",
    "/c/sample/search/?q=وزیر",
    "/c/sample/search/pick/?q=minister",
    "/c/sample/search/pick/?q=decree&kind=item",
    "/c/sample/records/person/?q=minister",
    "/c/sample/people/log/?words=I-0002",
)


@pytest.fixture
def outsider(site) -> Caller:
    return caller_as(everybody()["outsider"])


def named_in(path: str, traces: tuple[str, ...]) -> set[str]:
    """The address itself may be repeated on the page; what one typed oneself is no news."""
    return {one for one in traces if one.casefold() in path.casefold()}


def test_no_page_shows_a_trace_of_what_is_closed(outsider):
    leaks = []
    for row in table.ROWS:
        if row.method != "GET" or row.expected["outsider"] != 200:
            continue
        content = outsider.answer(row).read_content.decode(errors="replace")
        asked = f"{row} {row.data}"
        found = {one for one in TRACES if one in content} - named_in(asked, TRACES)
        leaks += [f"{row}: {one}" for one in sorted(found)]

    assert leaks == [], "\n" + "\n".join(leaks)


@pytest.mark.parametrize("path", ASKED)
def test_no_answer_to_a_question_shows_one(outsider, path):
    content = outsider.client.get(path).content.decode()
    found = {one for one in TRACES if one in content} - named_in(path, TRACES)

    assert found == set()


def test_a_member_of_the_compartment_would_see_them(site):
    insider = caller_as(everybody()["analyst"])
    seen = "".join(
        insider.answer(row).read_content.decode(errors="replace")
        for row in table.ROWS
        if row.name in ("records:list", "records:kind", "records:show", "evidence:list")
    )

    assert "P-minister" in seen
    assert "A decree" in seen


def test_what_is_not_there_and_what_is_closed_get_the_same_answer(outsider):
    client: Client = outsider.client
    for closed, missing in (
        ("/c/sample/evidence/I-0002/", "/c/sample/evidence/I-9999/"),
        ("/c/sample/records/person/P-minister/", "/c/sample/records/person/P-nobody/"),
        (
            "/c/sample/records/person/P-minister/history/",
            "/c/sample/records/person/P-nobody/history/",
        ),
    ):
        one, other = client.get(closed), client.get(missing)
        assert one.status_code == other.status_code == 404
        names = [part for part in (*closed.split("/"), *missing.split("/")) if "-" in part]
        pages = [answer.content.decode() for answer in (one, other)]
        for name in names:
            pages = [page.replace(name, "*") for page in pages]
        assert _without_tokens(pages[0]) == _without_tokens(pages[1])


def _without_tokens(page: str) -> str:
    return "\n".join(line for line in page.splitlines() if "csrf" not in line.casefold())
