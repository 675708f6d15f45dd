"""The form of one record: one field for each column, and back to the text of its cells."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _

from dadkhah.exchange.tables.cells import join_list, split_list
from dadkhah.exchange.tables.columns import columns_of
from dadkhah_web.cases.access import Access
from dadkhah_web.exchange.kinds import KIND_BY_NAME
from dadkhah_web.pages.records.forms.meaning import meaning
from dadkhah_web.pages.records.forms.options import options
from dadkhah_web.pages.records.forms.widgets import CodeSelect, DateWidget, Picked, PickerWidget
from dadkhah_web.pages.records.terms import select_choices, term_words
from dadkhah_web.pages.records.titles import titles
from dadkhah_web.records.description import Column, Control, column_of

Cells = Mapping[str, str]


class RecordForm(forms.Form):
    """Some columns of one record. `typed` fills it in without judging what stands in it."""

    use_required_attribute = False

    def __init__(
        self,
        access: Access,
        kind: str,
        columns: Sequence[str],
        *,
        prefix: str = "",
        data: MultiValueDict[str, str] | None = None,
        cells: Cells | None = None,
        typed: MultiValueDict[str, str] | None = None,
    ) -> None:
        super().__init__(data=data, prefix=prefix or None)
        self.access, self.kind = access, kind
        self.columns = [column_of(kind, name) for name in columns]
        needed = _needed(kind)
        for column in self.columns:
            field = _field(column, kind, access.case.slug)
            field.required = column.name in needed and not column.is_guessed
            self.fields[column.name] = field
            if typed is not None:
                name = self.add_prefix(column.name)
                self.initial[column.name] = field.widget.value_from_datadict(typed, {}, name)
            elif cells is not None:
                self.initial[column.name] = _initial(column, cells)

    @property
    def pickers(self) -> Iterable[tuple[PickerWidget, Picked]]:
        """The fields where one chooses by typing, with what stands in them."""
        for column in self.columns:
            widget = self.fields[column.name].widget
            if isinstance(widget, PickerWidget):
                value = self[column.name].value()
                yield widget, value if isinstance(value, Picked) else Picked()

    def is_blank(self, defaults: Cells) -> bool:
        """Whether nothing stands in it but what stood there from the beginning."""
        for column in self.columns:
            value = self[column.name].value()
            if column.control is Control.DATE:
                value = value[0] if value else ""
            if value and value != defaults.get(column.name):
                return False
        return True

    def clean(self) -> dict[str, Any]:
        """Find out what typed words mean where they were not chosen from."""
        for column in self.columns:
            picked = self.cleaned_data.get(column.name)
            if isinstance(picked, Picked) and picked.words and not picked.is_new:
                try:
                    self.cleaned_data[column.name] = self._resolved(column, picked)
                except ValidationError as unclear:
                    self.add_error(column.name, unclear)
        return self.cleaned_data

    def _resolved(self, column: Column, picked: Picked) -> Picked:
        found: list[str] = []
        for one in _each(column, picked.words):
            offered = options(self.access, column, one)
            if {o.value for o in offered} & set(picked.codes):
                continue  # it was chosen from what these words had found
            exact = [o for o in offered if o.is_exact]
            if len(exact) == 1:
                found.append(exact[0].value)
            elif column.is_open:
                found.append(one)
            else:
                raise ValidationError(_("Which one do you mean by “%(words)s”?") % {"words": one})
        codes = (*picked.codes, *found) if column.is_many or not found else (found[0],)
        return Picked(tuple(dict.fromkeys(codes)))

    def cells(self) -> dict[str, str]:
        """Return the text of each cell, after `is_valid`; a new record stands as `new`."""
        cells: dict[str, str] = {}
        for column in self.columns:
            value = self.cleaned_data.get(column.name)
            if column.control is Control.DATE:
                cells[column.name], cells[f"{column.name}_calendar"] = value or ("", "")
            elif isinstance(value, Picked):
                cells[column.name] = (
                    join_list(value.codes) if column.is_many else "".join(value.codes)
                )
            else:
                cells[column.name] = value or ""
        return cells

    def begin(self) -> None:
        """Put the cursor into the first field in which nothing stands."""
        for column in self.columns:
            value = self[column.name].value()
            if not (any(value) if isinstance(value, tuple) else value):
                self.fields[column.name].widget.attrs["autofocus"] = True
                return

    def refuse(self, column: str, reason: str) -> None:
        """Say why a cell is refused, beside its field or above the form."""
        name = column.removesuffix("_calendar") if column not in self.fields else column
        self.add_error(name if name in self.fields else None, reason)


def prepare(access: Access, forms_: Iterable[RecordForm]) -> None:
    """Give all fields where one chooses the words of what stands in them: two queries for all."""
    pickers = [pair for form in forms_ for pair in form.pickers]
    refs = {
        (kind, code)
        for widget, picked in pickers
        for kind in widget.column.kinds
        for code in picked.codes
    }
    known = titles(access, refs)
    for widget, picked in pickers:
        column = widget.column
        widget.chosen = {
            code: known.get((kind, code), code) for kind in column.kinds for code in picked.codes
        } or {code: term_words(column, code) for code in picked.codes}
        for words in _each(column, picked.words):
            widget.options += options(access, column, words)


def _each(column: Column, words: str) -> list[str]:
    """Return each of what was typed: codes may be typed several at once."""
    if column.control is not Control.CODES:
        return [words] if words else []
    return [one.strip() for one in re.split("[;؛،]", words) if one.strip()]


def _needed(kind: str) -> set[str]:
    """Return the columns without which there is no record of this kind."""
    described = columns_of(KIND_BY_NAME[kind].value)
    return {c.names[0] for c in described if c.needed and not c.is_list}


def _field(column: Column, kind: str, slug: str) -> forms.Field:
    field: forms.Field
    match column.control:
        case Control.DATE:
            field = _DateField(widget=DateWidget(slug))
        case Control.CODES | Control.RECORD | Control.RECORDS:
            field = _PickerField(widget=PickerWidget(column, kind, slug))
        case Control.CHOICE:
            field = forms.CharField(widget=CodeSelect(choices=select_choices(column)))
        case Control.TEXT:
            field = forms.CharField(widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}))
        case _:
            field = forms.CharField(widget=forms.TextInput(attrs={"dir": "auto"}))
    # Django's stubs know only promises made by its own lazy functions, which these are.
    field.label, field.help_text = column.label, column.hint  # type: ignore[assignment]
    return field


class _PickerField(forms.Field):
    def validate(self, value: Picked) -> None:
        if self.required and not value:
            raise ValidationError(self.error_messages["required"], code="required")
        if value.is_new and not value.words:
            raise ValidationError(_("Type the words for the new one."))


class _DateField(forms.Field):
    def validate(self, value: tuple[str, str]) -> None:
        if self.required and not value[0]:
            raise ValidationError(self.error_messages["required"], code="required")
        if reason := meaning(*value)["reason"]:
            raise ValidationError(reason)


def _initial(column: Column, cells: Cells) -> object:
    text = cells.get(column.name, "")
    if column.control is Control.DATE:
        return text, cells.get(f"{column.name}_calendar", "")
    if column.is_many:
        return Picked(split_list(text))
    if column.control is Control.RECORD:
        return Picked((text,) if text else ())
    return text
