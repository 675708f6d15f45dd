"""Only a token opens the API, and it opens what its owner may see."""

from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from dadkhah_web.accounts.models import ApiToken
from dadkhah_web.api import door
from dadkhah_web.cases.models import Reading


def test_without_a_token_there_is_nothing_and_the_answer_says_what_to_send(site):
    answer = Client().get("/api/v1/cases")

    assert answer.status_code == 401
    assert answer.json()["code"] == "no-token"
    assert answer.headers["WWW-Authenticate"] == "Bearer"


def test_a_cookie_counts_for_nothing(program):
    client = Client()
    client.force_login(program("analyst").user)

    assert client.get("/api/v1/cases").status_code == 401


def test_an_unknown_token_and_one_of_a_closed_account_open_nothing(program):
    analyst = program("analyst")
    headers = {"authorization": "Bearer dadkhah_nobody"}
    assert Client().get("/api/v1/cases", headers=headers).status_code == 401

    analyst.user.is_active = False
    analyst.user.save()

    assert analyst("GET", "cases").status_code == 401


def test_a_token_shows_only_the_cases_of_its_owner(program):
    (case,) = program("reader")("GET", "cases").json()

    assert (case["slug"], case["roles"], case["may"]) == ("sample", ["reader"], ["see"])
    assert case["records"]["act"] == 2
    assert program()("GET", "cases").json() == []
    assert program(handle="other")("GET", "cases/sample").status_code == 404


def test_a_role_that_does_not_allow_it_is_refused_with_a_code(program):
    answer = program("reader")("POST", "cases/sample/records/event", {"cells": {}})

    assert (answer.status_code, answer.json()["code"]) == (403, "not-allowed")


def test_what_was_read_is_logged_like_a_page(program):
    analyst = program("analyst")
    analyst("GET", "cases/sample/records/act/A-0001")
    analyst("GET", "cases/sample/records/act/A-9999")
    analyst("GET", "cases/sample/search?q=school")

    logged = Reading.objects.filter(actor=analyst.user.code).values_list("action", "subject")

    assert list(logged) == [("read", "act/A-0001"), ("search", "q=school")]


def test_when_a_token_was_used_is_noted(program):
    analyst = program("analyst")
    analyst("GET", "cases")

    used = ApiToken.objects.get(user=analyst.user).used_at
    assert used is not None
    assert (timezone.now() - used).total_seconds() < 60


def test_a_program_in_a_loop_is_slowed_down(program, monkeypatch):
    monkeypatch.setattr(door, "REQUESTS_PER_MINUTE", 2)
    monkeypatch.setattr(door.time, "time", lambda: 6000.0)
    cache.clear()
    analyst, other = program("analyst"), program("reader")

    answers = [analyst("GET", "cases") for _ in range(3)]

    assert [one.status_code for one in answers] == [200, 200, 429]
    assert answers[2].headers["Retry-After"] == "60"
    assert other("GET", "cases").status_code == 200


def test_a_request_of_another_shape_is_refused_field_by_field(program):
    answer = program("analyst")("POST", "cases/sample/records/event", {"cells": "none"})

    assert (answer.status_code, answer.json()["code"]) == (422, "request-refused")
    assert answer.json()["reasons"][0]["field"] == "body.body.cells"


def test_what_is_no_json_is_refused(program):
    analyst = program("analyst")
    answer = analyst("POST", "cases/sample/records/event", "{", content_type="application/json")

    assert (answer.status_code, answer.json()["code"]) == (400, "request-refused")


def test_the_api_describes_itself_to_everybody_and_says_nothing_of_a_case(site):
    described = Client().get("/api/v1/openapi.json")

    assert described.status_code == 200
    assert "/api/v1/cases/{slug}/records/{kind}" in described.json()["paths"]
    assert "sample" not in described.text
