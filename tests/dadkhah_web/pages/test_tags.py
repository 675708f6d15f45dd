"""The words, dates and codes of all pages."""

import re
from datetime import UTC, date, datetime
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.core.paginator import Paginator
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import translation

from dadkhah.dates import Calendar, read_date
from dadkhah_web.cases.roles import Capability
from dadkhah_web.pages import navigation, reader, states
from dadkhah_web.pages.context import site
from dadkhah_web.pages.templatetags import dadkhah as tags

SPRITE = Path(navigation.__file__).parents[1] / "static" / "dadkhah" / "img" / "icons.svg"


def rendered(text, **names):
    return Template("{% load dadkhah %}" + text).render(Context(names))


def test_a_code_keeps_its_direction_and_is_escaped():
    assert rendered("{% id code %}", code="A-0001") == '<bdi class="id" dir="ltr">A-0001</bdi>'
    assert "<b>" not in rendered("{% id code %}", code="<b>")


def test_an_icon_is_not_read_aloud():
    svg = rendered('{% icon "lock" %}')

    assert 'aria-hidden="true"' in svg
    assert "icons.svg#lock" in svg


@pytest.mark.parametrize(
    ("language", "shown"), [("en", "1,234"), ("fa", "۱,۲۳۴"), ("ps", "۱,۲۳۴"), ("de", "1,234")]
)
def test_digits_are_those_of_the_reader(language, shown):
    with translation.override(language):
        assert tags.digits("1,234") == shown
        assert tags.digits(None) == ""


@pytest.mark.parametrize(
    ("octets", "words"),
    [
        (None, "0 bytes"),
        (999, "999 bytes"),
        (1000, "1.0 kB"),
        (3_456_789, "3.5 MB"),
        (345_678_900, "346 MB"),
        (2_000_000_000, "2.0 GB"),
        (7_000_000_000_000_000, "7000 TB"),
    ],
)
def test_a_size_is_said_in_words(octets, words):
    assert tags.size(octets) == words


def test_a_partial_date_is_shown_as_its_reader_counts_and_says_what_was_written():
    written = read_date("25 سنبله 1400")
    with translation.override("en"):
        assert tags.shown(written) == (
            '<time datetime="2021-09-16" title="25 سنبله 1400">16 September 2021</time>'
        )
    with translation.override("fa"):
        assert ">۲۵ سنبله ۱۴۰۰<" in tags.shown(written)


def test_the_reader_may_choose_the_calendar():
    day = date(2021, 9, 16)
    with translation.override("fa"), reader.reading_in(Calendar.GREGORIAN):
        assert ">۱۶ سپتمبر ۲۰۲۱<" in tags.shown(day)
    with translation.override("en"), reader.reading_in("solar-hijri"):
        assert "1400" in tags.shown(day)
    with translation.override("en"), reader.reading_in("no-calendar"):
        assert ">16 September 2021<" in tags.shown(day)


def test_a_moment_is_shown_with_its_hour():
    moment = datetime(2026, 11, 24, 9, 5, tzinfo=UTC)

    assert ">24 November 2026, 09:05<" in tags.shown(moment)
    assert ">24 November 2026, 09:05<" in tags.shown(moment.replace(tzinfo=None))


def test_no_date_is_shown_as_nothing():
    assert tags.shown(None) == ""


def test_what_the_law_calls_a_code_is_said_in_the_language_of_the_reader():
    with translation.override("fa"):
        assert tags.label("kil.stoning", "act_types") == "مرگ بر اثر سنگسار"
    with translation.override("ps"):
        assert tags.label("AF-BAL") == "بلخ"


@pytest.mark.parametrize("vocabulary", ["", "act_types", "no_such_list"])
def test_a_code_the_law_does_not_know_is_shown_as_it_is(vocabulary):
    assert tags.label("no.such.code", vocabulary) == "no.such.code"


def test_a_language_has_a_direction():
    assert [tags.direction(one) for one in ("fa", "ps", "en", "", None)] == [
        "rtl",
        "rtl",
        "ltr",
        "ltr",
        "ltr",
    ]


def test_a_link_changes_one_parameter_and_keeps_the_others():
    request = RequestFactory().get("/", {"q": "بلخ", "page": 3, "kind": ["act", "event"]})
    changed = rendered("{% query page=4 q=None %}", request=request)

    assert changed == "?page=4&amp;kind=act&amp;kind=event"


def test_pages_near_this_one_are_linked_and_gaps_are_zero():
    page = Paginator(range(1000), 50).page(10)

    assert tags.nearby(page) == [1, 0, 8, 9, 10, 11, 12, 0, 20]


@pytest.mark.parametrize("state", ["not met", "not-met", "not_met", "Not met"])
def test_a_state_is_known_however_it_is_spelt(state):
    assert tags.look(state) is states.LOOKS["not-met"]


def test_a_state_nobody_knows_is_shown_as_it_is_written():
    assert states.look_of("half-baked").word == "half-baked"
    assert str(states.look_of("").word) == "unknown"


def test_every_state_and_section_has_an_icon_that_is_drawn():
    drawn = set(re.findall(r'id="([\w-]+)"', SPRITE.read_text(encoding="utf-8")))
    used = {look.icon for look in states.LOOKS.values()}
    used |= {section.name for section in navigation.SECTIONS}

    assert used - drawn == set()


class Access:
    """Somebody who may do some things in a case."""

    def __init__(self, *allowed):
        self.allowed = allowed
        self.case = SimpleNamespace(slug="sample", title="A sample case")

    def may(self, capability):
        return capability in self.allowed


def sections(access, path="/", **names):
    request = RequestFactory().get(path)
    request.resolver_match = names.pop("match", None)
    context = Context({"request": request, "access": access} | names)
    return {entry.section.name: entry for entry in tags.navigation(context)}


@pytest.fixture
def built(monkeypatch):
    """Every section has its page."""
    monkeypatch.setattr(navigation, "reverse", lambda route, kwargs: f"/{kwargs['slug']}/{route}/")


def test_the_sections_are_those_a_person_may_use(built):
    assert list(sections(Access(Capability.SEE, Capability.MANAGE))) == [
        section.name for section in navigation.SECTIONS
    ]
    assert "people" not in sections(Access(Capability.SEE))
    assert sections(Access()) == {}


def test_outside_of_a_case_there_are_no_sections():
    assert sections(None) == {}
    assert tags.navigation(Context()) == []


@pytest.mark.parametrize(
    ("namespace", "view_name", "section"),
    [
        ("records", "records:show", "records"),
        ("qualification", "qualification:matrix", "charges"),
        ("cases", "cases:audit", "home"),
        ("cases", "cases:people", "people"),
    ],
)
def test_the_section_of_a_page_is_marked(built, namespace, view_name, section):
    match = SimpleNamespace(namespace=namespace, view_name=view_name)
    found = sections(Access(Capability.SEE, Capability.MANAGE), match=match)

    assert [name for name, entry in found.items() if entry.is_current] == [section]


def test_a_page_may_say_which_section_it_belongs_to(built):
    found = sections(Access(Capability.SEE), section="see")

    assert [name for name, entry in found.items() if entry.is_current] == ["see"]


def test_every_template_knows_the_versions_and_the_reader():
    request = RequestFactory().get("/")
    with translation.override("ps"):
        names = site(request)

    assert (names["reader_language"], names["reader_direction"]) == ("ps", "rtl")
    assert names["law_version"].startswith("1.")
    assert (names["idle_seconds"], names["access"]) == (None, None)


def test_a_page_locks_itself_only_for_who_has_signed_in(settings):
    request = RequestFactory().get("/")
    request.user = SimpleNamespace(is_authenticated=True)

    assert site(request)["idle_seconds"] == settings.IDLE_LOCK_SECONDS
