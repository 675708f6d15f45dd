"""What can be found of each record: its words folded, beside what a person reads."""

from django.conf import settings
from django.db import models

from dadkhah_web.cases.models import Case, Record


class SearchEntry(models.Model):
    """One record as the search knows it; the full-text index of the database lies over `folded`."""

    record = models.OneToOneField(
        Record, models.CASCADE, primary_key=True, related_name="search_entry"
    )
    case = models.ForeignKey(Case, models.CASCADE)
    kind = models.TextField(db_index=True)
    title = models.TextField()
    text = models.TextField()
    folded = models.TextField()
    earliest = models.DateField(null=True)
    latest = models.DateField(null=True)

    def __str__(self) -> str:
        return self.title


class SavedSearch(models.Model):
    """A question somebody asks again."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="saved_searches")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE)
    name = models.CharField(max_length=80)
    query = models.TextField()

    def __str__(self) -> str:
        return self.name
