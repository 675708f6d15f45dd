"""A case, the identity of its records, and the codes that describe them.

Every record of a case, whatever its kind, has one row in `Record`; its own columns are in the
table of its kind, under the same key. So an id is unique by one rule, a passage knows everything
that cites it, and a filter by place or area is one query for all kinds.
"""

from typing import ClassVar

from django.db import models


class Case(models.Model):
    """The head of a case: who brings it, about what, under which rules."""

    slug = models.SlugField(unique=True)
    title = models.TextField()
    situation = models.TextField(blank=True)
    sender = models.TextField(blank=True)
    mandate = models.TextField(blank=True)
    # Languages and paragraphs, in order. Nothing ever filters by them, so JSON will do.
    languages = models.JSONField(default=list)
    method = models.JSONField(default=list)
    limits = models.JSONField(default=list)
    note = models.TextField(blank=True)

    def __str__(self) -> str:
        return self.slug


class Draft(models.Model):
    """The draft of a filing, word for word: `filings/letter.yaml` and its text."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="drafts")
    path = models.TextField()
    text = models.TextField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "path"], name="one_draft_per_path")
        ]

    def __str__(self) -> str:
        return self.path


class Record(models.Model):
    """The identity of one record: its kind and its id in the case."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="records")
    kind = models.TextField()
    code = models.TextField()
    # Its row in the file it came from: the order of names and of steps of status says something.
    row = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "kind", "code"], name="one_record_per_code")
        ]

    def __str__(self) -> str:
        return f"{self.kind}/{self.code}"


class CaseRecord(models.Model):
    """The columns of one kind of record, under the key of its `Record`."""

    record = models.OneToOneField(Record, models.CASCADE, primary_key=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return str(self.record)


class Coding(models.Model):
    """One code in a list of a record: a place, an area, a group of victims, an element of law.

    A table and not JSON: SQLite and PostgreSQL share no way to search inside JSON, and filters by
    place and area are what maps and counts are made of.
    """

    record = models.ForeignKey(Record, models.CASCADE, related_name="codings")
    column = models.TextField()
    position = models.PositiveIntegerField()
    value = models.TextField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["record", "column", "position"], name="one_code_per_position"
            )
        ]
        indexes: ClassVar = [models.Index(fields=["column", "value"], name="coding_by_value")]

    def __str__(self) -> str:
        return f"{self.record} {self.column}: {self.value}"
