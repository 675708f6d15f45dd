"""What is typed is kept for who typed it, for their eyes only, and forgotten when it is saved."""

import json

import pytest

from dadkhah_web.cases.drafts import drop_draft, find_draft
from dadkhah_web.cases.models import FormDraft

TYPED = {"title": "بسته شدن مکتب", "places": ["AF-KAB", "AF-HER"]}


@pytest.fixture
def client(signed_in):
    return signed_in("analyst")


def keep(client, data: object, **names: str):
    fields = {"key": "act:new", "case": "sample", "data": json.dumps(data)} | names
    return client.post("/drafts/", fields)


def test_a_draft_comes_back_as_it_was(client):
    assert keep(client, TYPED).status_code == 204
    assert keep(client, TYPED | {"title": "later"}).status_code == 204

    assert client.get("/drafts/?key=act:new&case=sample").json()["data"]["title"] == "later"
    assert client.get("/drafts/?key=act:new").json() == {"data": None}


def test_a_draft_is_for_who_typed_it(client, signed_in):
    keep(client, TYPED)
    other = signed_in("lawyer")

    assert other.get("/drafts/?key=act:new&case=sample").json() == {"data": None}


def test_who_may_not_see_the_case_keeps_no_drafts_in_it(client, signed_in):
    assert keep(signed_in(), TYPED).status_code == 404


def test_a_saved_form_leaves_no_draft(client):
    keep(client, TYPED)
    row = FormDraft.objects.get()
    assert find_draft(row.user, row.case, "act:new") == row

    drop_draft(row.user, row.case, "act:new")
    assert find_draft(row.user, row.case, "act:new") is None


def test_an_empty_draft_is_forgotten(client):
    keep(client, TYPED)
    keep(client, {})

    assert not FormDraft.objects.exists()


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"key": ""}, 400),
        ({"data": "no JSON"}, 400),
        ({"data": "[1]"}, 400),
        ({"data": json.dumps({"x": "x" * 300_000})}, 413),
    ],
)
def test_what_is_no_draft_is_refused(client, fields, status):
    assert client.post("/drafts/", {"key": "k", "data": "{}", **fields}).status_code == status
