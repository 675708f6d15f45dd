"""A partial date in a table: one attribute, five columns that both databases can compare."""

from typing import Any, Self, overload

from django.db import models

from dadkhah.dates import Calendar, PartialDate


class PartialDateColumns:
    """Stores a `PartialDate` as `<name>_written`, `_calendar`, `_edtf`, `_earliest`, `_latest`.

    Reading the attribute gives the date, or None where nothing was written; assigning sets all
    columns. Queries use the columns: `filter(date_latest__gte=...)`. A null bound is an open end.
    """

    def contribute_to_class(self, model: type[models.Model], name: str) -> None:
        """Add the columns to `model`; Django calls this for an attribute of a model."""
        self.name = name
        for suffix in ("written", "calendar", "edtf"):
            model.add_to_class(f"{name}_{suffix}", models.TextField(blank=True))
        for suffix in ("earliest", "latest"):
            model.add_to_class(
                f"{name}_{suffix}", models.DateField(null=True, blank=True, db_index=True)
            )
        setattr(model, name, self)

    @overload
    def __get__(self, row: None, model: type[models.Model]) -> Self: ...
    @overload
    def __get__(self, row: models.Model, model: type[models.Model]) -> PartialDate | None: ...
    def __get__(
        self, row: models.Model | None, model: type[models.Model]
    ) -> Self | PartialDate | None:
        """Return the date of `row`."""
        if row is None:
            return self
        if not self._column(row, "edtf"):
            return None
        return PartialDate(
            written=self._column(row, "written"),
            calendar=Calendar(self._column(row, "calendar")),
            edtf=self._column(row, "edtf"),
            earliest=self._column(row, "earliest"),
            latest=self._column(row, "latest"),
        )

    def __set__(self, row: models.Model, value: PartialDate | None) -> None:
        """Set all columns of `row`."""
        columns: dict[str, Any] = {"written": "", "calendar": "", "edtf": ""}
        columns |= {"earliest": None, "latest": None}
        if value is not None:
            columns = {column: getattr(value, column) for column in columns}
            columns["calendar"] = value.calendar.value
        for column, content in columns.items():
            setattr(row, f"{self.name}_{column}", content)

    def _column(self, row: models.Model, suffix: str) -> Any:  # noqa: ANN401 - text or a day
        return getattr(row, f"{self.name}_{suffix}")
