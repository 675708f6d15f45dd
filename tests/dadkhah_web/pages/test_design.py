"""The look of all pages: strict, light, and the same in both directions."""

import re
from pathlib import Path

import pytest
from django import forms
from django.contrib.auth.models import AnonymousUser
from django.core.paginator import Paginator
from django.template.loader import get_template, render_to_string
from django.test import RequestFactory
from django.utils import translation

import dadkhah_web

WEB = Path(dadkhah_web.__file__).parent
TEMPLATES = sorted((WEB / "templates").rglob("*.html"))
STYLES = sorted((WEB / "static" / "dadkhah" / "css").rglob("*.css"))
COMPONENTS = sorted((WEB / "templates" / "components").glob("*.html"))
SPRITE = WEB / "static" / "dadkhah" / "img" / "icons.svg"
BUDGET = 42_000  # bytes of style on every page
HANDLERS = "click|change|input|submit|load|error|key|mouse|pointer|focus|blur|toggle|drag|drop"


def named(path):
    return str(path.relative_to(WEB))


def text(path):
    return path.read_text(encoding="utf-8")


@pytest.mark.parametrize("path", TEMPLATES, ids=named)
def test_a_template_can_be_read(path):
    get_template(str(path.relative_to(WEB / "templates")))


@pytest.mark.parametrize("path", TEMPLATES, ids=named)
def test_a_template_has_no_style_or_script_of_its_own(path):
    forbidden = r"<style|\sstyle=|<script(?![^>]*\ssrc=)|javascript:|hx-on|hx-vals=.js:"
    forbidden += rf"|\son(?:{HANDLERS})\w*="

    assert re.findall(forbidden, text(path)) == []


@pytest.mark.parametrize("path", TEMPLATES + STYLES, ids=named)
def test_nothing_is_fetched_from_elsewhere(path):
    assert re.findall(r"(?:src|href|action)=\"(?:https?:)?//|url\(['\"]?https?:", text(path)) == []


@pytest.mark.parametrize("path", TEMPLATES, ids=named)
def test_every_icon_is_drawn(path):
    drawn = set(re.findall(r'id="([\w-]+)"', text(SPRITE)))

    assert set(re.findall(r'\{% icon "([\w-]+)" %\}', text(path))) - drawn == set()


@pytest.mark.parametrize("path", COMPONENTS, ids=named)
def test_a_component_says_how_it_is_used(path):
    assert text(path).startswith("{# ")


def test_the_styles_of_every_page_are_small():
    linked = re.findall(r"dadkhah/css/[\w-]+\.css", text(WEB / "templates" / "base.html"))

    assert sum((WEB / "static" / name).stat().st_size for name in linked) < BUDGET


def test_every_style_is_linked_and_every_link_leads_to_one():
    linked = {
        name for path in TEMPLATES for name in re.findall(r"dadkhah/css/[\w/-]+\.css", text(path))
    }

    assert linked == {str(path.relative_to(WEB / "static")) for path in STYLES}


@pytest.mark.parametrize("path", STYLES, ids=named)
def test_a_colour_has_a_name(path):
    lines = [line for line in text(path).splitlines() if re.search(r"#[0-9a-fA-F]{3,8}\b", line)]

    assert [line for line in lines if not line.strip().startswith("--")] == []


def luminance(colour):
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def palettes():
    light, _, dark = text(WEB / "static/dadkhah/css/tokens.css").partition("color-scheme: dark)")
    found = [dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", part)) for part in (light, dark)]
    return {"light": found[0], "dark": found[0] | found[1]}


PAPERS = ("paper", "surface", "raised")
INKS = ("ink", "ink-soft", "ink-faint", "accent", "accent-strong", "good", "warn", "bad", "open")
READ_ON = [(ink, paper) for ink in INKS for paper in PAPERS]
READ_ON += [(tone, f"{tone}-soft") for tone in ("good", "warn", "bad", "open", "accent")]
READ_ON += [("accent-ink", "accent"), ("accent-ink", "accent-strong"), ("ink", "mark")]
READ_ON += [(ink, soft) for ink in ("ink", "ink-soft") for soft in ("accent-soft", "open-soft")]
READ_ON += [("ink", "warn-soft"), ("ink", "bad-soft"), ("ink-faint", "open-soft")]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("ink", "paper"), READ_ON)
def test_words_can_be_read(scheme, ink, paper):
    colours = palettes()[scheme]

    assert contrast(colours[ink], colours[paper]) >= 4.5


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("line", ["line-strong", "focus"])
def test_the_edge_of_a_control_can_be_seen(scheme, paper, line):
    colours = palettes()[scheme]

    assert contrast(colours[line], colours[paper]) >= 3


class SampleForm(forms.Form):
    """One field of each shape."""

    title = forms.CharField(label="What happened", help_text="One sentence.")
    near = forms.ChoiceField(
        label="How near", choices=[("1", "near"), ("2", "far")], widget=forms.RadioSelect
    )
    read = forms.BooleanField(label="I have read it")
    secret = forms.CharField(widget=forms.HiddenInput, required=False)

    def clean(self):
        if self.data.get("title") == "nothing":
            raise forms.ValidationError("Say something.")


def request_for(user=None):
    request = RequestFactory().get("/", {"page": "2", "q": "x"})
    request.user = user or AnonymousUser()
    return request


def test_a_field_is_joined_to_its_hint_and_its_errors():
    html = render_to_string("components/_form.html", {"form": SampleForm({"title": ""})})

    assert 'aria-describedby="id_title_helptext id_title_error"' in html
    assert 'id="id_title_error"' in html
    assert '<a href="#id_title">What happened</a>: This field is required.' in html
    assert '<a href="#id_near_0">How near</a>' in html
    assert html.count("<fieldset") == 1
    assert "(required)" in html


def test_no_two_things_in_a_form_have_one_id():
    html = render_to_string("components/_form.html", {"form": SampleForm({"title": ""})})
    ids = re.findall(r'\bid="([^"]+)"', html)

    assert len(ids) == len(set(ids))


def test_what_is_wrong_with_the_whole_form_is_said_first():
    html = render_to_string("components/_errors.html", {"form": SampleForm({"title": "nothing"})})

    assert "<li>Say something.</li>" in html


def test_a_form_without_errors_says_nothing_of_them():
    html = render_to_string("components/_form.html", {"form": SampleForm()})

    assert "errors" not in html


def test_the_pages_of_a_list_say_the_exact_count_and_keep_the_question():
    page = Paginator(range(237), 50).page(2)
    with translation.override("fa"):
        html = render_to_string("components/_pages.html", {"page": page}, request_for())

    assert "۲۳۷" in html
    assert "?page=3&amp;q=x" in html


def test_an_empty_list_says_so():
    page = Paginator([], 50).page(1)

    assert "None" in render_to_string("components/_pages.html", {"page": page}, request_for())


def test_a_passage_is_shown_in_its_own_direction():
    html = render_to_string(
        "components/_passage.html", {"quotation": "دختران", "language": "fa", "url": "/p/"}
    )

    assert '<blockquote lang="fa" dir="rtl">دختران</blockquote>' in html


def test_a_table_is_sorted_by_a_link_that_turns_round():
    request = RequestFactory().get("/", {"sort": "date"})
    html = render_to_string("components/_sort.html", {"column": "date", "words": "Date"}, request)

    assert "?sort=-date" in html


@pytest.mark.parametrize(("language", "direction"), [("en", "ltr"), ("fa", "rtl"), ("ps", "rtl")])
@pytest.mark.parametrize("page", ["403", "404", "429"])
def test_a_refusal_is_a_page_like_any_other(page, language, direction):
    with translation.override(language):
        html = render_to_string(f"{page}.html", {}, request_for())

    assert f'<html lang="{language}" dir="{direction}">' in html
    assert html.count("<h1>") == 1
    assert 'href="#content"' in html


@pytest.mark.parametrize("page", ["500", "403_csrf"])
def test_the_page_for_a_fault_needs_nothing_but_itself(page):
    with translation.override("ps"):
        assert '<html lang="ps" dir="rtl">' in render_to_string(f"{page}.html")
