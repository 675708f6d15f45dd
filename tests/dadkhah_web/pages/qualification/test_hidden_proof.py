"""What one may not see is in no cell, no count, no choice and no sentence of these pages."""

import pytest

from dadkhah_web.cases.roles import Role
from people import closed, person

CHARGES = "/c/sample/charges/"
PAGES = (
    "",
    "matrix/",
    "gaps/",
    "checks/",
    "propositions/",
    "new/",
    "propositions/new/",
    "elements/rs-7-1-h/1/?charge=C-02",
    "elements/cah-policy/",
    "findings/new/?element=rs-7-1-h/1&charge=C-02",
)


@pytest.fixture
def outsider(signed_in):
    """An analyst who is not in the compartment of the second item and of the minister."""
    client = signed_in("analyst")
    closed("closed", "item/I-0002", "person/P-minister", members=(person("member", Role.ANALYST),))
    return client


@pytest.mark.parametrize("path", PAGES)
def test_nothing_closed_is_on_any_page(outsider, path):
    answer = outsider.get(f"{CHARGES}{path}")
    page = answer.content.decode()

    assert answer.status_code == 200
    for hidden in ("Minister", "P-minister", "C-01", "F-0001", "X-0002", "Girls above", "N-0001"):
        assert hidden not in page, hidden
    assert "N-0002" not in page, "a refused finding about somebody closed"


def test_what_is_closed_does_not_count(outsider):
    page = outsider.get(f"{CHARGES}matrix/").content.decode()

    assert "1 for · 0 against" in page
    assert "2 for" not in page


@pytest.mark.parametrize(
    "path",
    [
        "charge/C-01/",
        "charge/C-01/edit/",
        "propositions/F-0001/",
        "propositions/F-0001/edit/",
        "findings/N-0001/",
        "findings/N-0001/edit/",
        "elements/rs-7-1-h/1/?charge=C-01",
        "elements/rs-7-1-h/6/?respondent=P-minister",
        "findings/new/?element=rs-7-1-h/6&charge=C-01",
    ],
)
def test_what_is_closed_is_not_there(outsider, path):
    assert outsider.get(f"{CHARGES}{path}").status_code == 404


def test_a_closed_passage_cannot_be_cited_or_looked_for(outsider):
    given = outsider.get(f"{CHARGES}propositions/new/?supports=X-0002").content.decode()
    looked = outsider.post(
        f"{CHARGES}propositions/new/", {"look": "1", "find": "girls above", "supports": "X-0002"}
    ).content.decode()

    # The address one typed stands on the page, to come back to; what it names does not.
    assert 'value="X-0002"' not in given
    assert 'value="X-0002"' not in looked
    assert "Nothing found" in looked
