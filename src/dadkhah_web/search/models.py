"""What can be found: each record, and each page of text made of an item."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from dadkhah_web.cases.models import Case, Record
from dadkhah_web.cases.partial_date import PartialDateColumns


class SearchEntry(models.Model):
    """One thing that can be found: a record (`page` 0), or a page of the text of an item.

    It says only what everybody who may see the record may see. The full-text index lies over the
    two folded columns; triggers of the database keep it in step, so no way of writing can forget.
    """

    record = models.ForeignKey(Record, models.CASCADE, related_name="search_entries")
    case = models.ForeignKey(Case, models.CASCADE, related_name="search_entries")
    kind = models.TextField()
    page = models.PositiveIntegerField(default=0)
    part = models.PositiveIntegerField(default=0)  # of a page too long to show hits in quickly
    page_label = models.TextField(blank=True)
    title = models.TextField(blank=True)
    text = models.TextField(blank=True)
    # Words of `fold`, joined by single spaces: both databases then cut them the same way.
    folded_title = models.TextField(blank=True)
    folded_text = models.TextField(blank=True)
    date = PartialDateColumns()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["record", "page", "part"], name="one_entry_per_part")
        ]
        indexes: ClassVar = [models.Index(fields=["case", "kind"], name="entry_by_kind")]

    def __str__(self) -> str:
        return self.title


class SavedSearch(models.Model):
    """A question somebody asks again: the query of the address, as it was."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="saved_searches")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE)
    name = models.CharField(max_length=80)
    query = models.TextField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["case", "user", "name"], name="one_saved_search_per_name"
            )
        ]

    def __str__(self) -> str:
        return self.name
