"""Widgets for what HTML has no control for: a date in any calendar, records and codes by typing."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.utils import flatatt
from django.template.loader import render_to_string
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

from dadkhah.dates import Calendar
from dadkhah_web.pages.records.forms.meaning import meaning
from dadkhah_web.pages.records.forms.options import Option
from dadkhah_web.records.description import Column

NEW = "new"
CALENDARS = (
    ("", _("as written")),
    (Calendar.GREGORIAN.value, _("Gregorian")),
    (Calendar.SOLAR_HIJRI.value, _("Solar Hijri")),
    (Calendar.LUNAR_HIJRI.value, _("Lunar Hijri")),
)


@dataclass(frozen=True, slots=True)
class Picked:
    """What was chosen, and words that were typed and not chosen from."""

    codes: tuple[str, ...] = ()
    words: str = ""
    kind: str = ""
    language: str = ""
    """Of a new person."""

    @property
    def is_new(self) -> bool:
        """Whether a new record is to be made of the words."""
        return NEW in self.codes

    def __bool__(self) -> bool:
        return bool(self.codes or self.words)


class PickerWidget(forms.Widget):
    """Choose by typing. Without a script: type, press Find, choose; or type the exact words."""

    input_type = "picker"

    def __init__(self, column: Column, of: str, slug: str) -> None:
        super().__init__()
        self.column, self.of, self.slug = column, of, slug
        self.chosen: Mapping[str, str] = {}
        """Words for the codes that are chosen."""
        self.options: list[Option] = []
        """What the typed words may mean, where they were not chosen from."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Picked:  # noqa: ANN401 - as Django calls it
        """Return what was chosen and typed; in a field for one record the last choice counts."""
        codes = tuple(dict.fromkeys(code for code in data.getlist(name) if code))
        words = data.get(f"{name}.words", "").strip()
        extra = (data.get(f"{name}.kind", ""), data.get(f"{name}.language", ""))
        return Picked(codes if self.column.is_many else codes[-1:], words, *extra)

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:  # noqa: ANN401
        """Nothing chosen is an answer too."""
        return False

    def render(
        self,
        name: str,
        value: Any,  # noqa: ANN401 - as Django calls it
        attrs: dict[str, Any] | None = None,
        renderer: Any = None,  # noqa: ANN401
    ) -> SafeString:
        """Return the control."""
        picked = value if isinstance(value, Picked) else Picked()
        names = {
            "name": name,
            **_about(name, self.build_attrs(self.attrs, attrs)),
            "column": self.column,
            "of": self.of,
            "slug": self.slug,
            "picked": picked,
            "chosen": [(code, self.chosen.get(code, code)) for code in picked.codes if code != NEW],
            "options": self.options,
        }
        return mark_safe(render_to_string("records/_picker.html", names))  # noqa: S308 - a template


class CodeSelect(forms.Select):
    """A drop-down list of codes. Django renders a template for each option: too slow for 78."""

    def render(
        self,
        name: str,
        value: Any,  # noqa: ANN401 - as Django calls it
        attrs: dict[str, Any] | None = None,
        renderer: Any = None,  # noqa: ANN401
    ) -> SafeString:
        """Return the control; a code that is not in the list stays, under its own name."""
        chosen = str(value or "")
        groups: list[tuple[Any, Any]] = list(self.choices)
        known = {code for words in groups for code in _codes_in(*words)}
        if chosen not in known:
            groups.append((chosen, chosen))
        inside = format_html_join(
            "", "{}", ((_options(code, words, chosen),) for code, words in groups)
        )
        given = self.build_attrs(self.attrs, attrs)
        return format_html("<select{}>{}</select>", flatatt({"name": name, **given}), inside)


def _codes_in(code: str, words: Any) -> list[str]:  # noqa: ANN401 - words or a group
    return [own for own, _ in words] if isinstance(words, list) else [code]


def _options(code: str, words: Any, chosen: str) -> SafeString:  # noqa: ANN401 - words or a group
    if isinstance(words, list):
        own = format_html_join("", "{}", ((_options(own, said, chosen),) for own, said in words))
        return format_html('<optgroup label="{}">{}</optgroup>', code, own)
    mark = " selected" if code == chosen else ""
    return format_html('<option value="{}"{}>{}</option>', code, mark, words)


class DateWidget(forms.Widget):
    """A date as written, its calendar, and below what it means."""

    input_type = "when"

    def __init__(self, slug: str) -> None:
        super().__init__()
        self.slug = slug

    def value_from_datadict(self, data: Any, files: Any, name: str) -> tuple[str, str]:  # noqa: ANN401
        """Return what was written, and the calendar."""
        return data.get(name, "").strip(), data.get(f"{name}_calendar", "")

    def render(
        self,
        name: str,
        value: Any,  # noqa: ANN401 - as Django calls it
        attrs: dict[str, Any] | None = None,
        renderer: Any = None,  # noqa: ANN401
    ) -> SafeString:
        """Return the controls."""
        written, calendar = value or ("", "")
        about = _about(name, self.build_attrs(self.attrs, attrs))
        said = {} if about["is_wrong"] else meaning(written, calendar)
        names = {
            "name": name,
            **about,
            "slug": self.slug,
            "written": written,
            "calendar": calendar,
            "calendars": CALENDARS,
            **said,
        }
        return mark_safe(render_to_string("records/_when.html", names))  # noqa: S308 - a template


def _about(name: str, attrs: Mapping[str, Any] | None) -> dict[str, Any]:
    """Return what joins a control to its label, hint and errors."""
    given = attrs or {}
    return {
        "id": given.get("id", name),
        "described": given.get("aria-describedby", ""),
        "is_first": given.get("autofocus", False),
        "is_wrong": given.get("aria-invalid", ""),
    }
