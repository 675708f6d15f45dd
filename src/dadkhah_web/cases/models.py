"""A case, the identity of its records, and the codes that describe them.

Every record of a case, whatever its kind, has one row in `Record`; its own columns are in the
table of its kind, under the same key. So an id is unique by one rule, a passage knows everything
that cites it, and a filter by place or area is one query for all kinds.
"""

from typing import ClassVar

from django.conf import settings
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


class Membership(models.Model):
    """One role of one person in one case; who has several has several rows."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="memberships")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=20)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "user", "role"], name="one_row_per_role")
        ]

    def __str__(self) -> str:
        return f"{self.user} is {self.role} in {self.case}"


class Compartment(models.Model):
    """Need to know: what is in it exists only for its members."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="compartments")
    title = models.CharField(max_length=80)
    members = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="compartments")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "title"], name="one_compartment_per_title")
        ]

    def __str__(self) -> str:
        return self.title


class RecordCompartment(models.Model):
    """A record is in a compartment: by itself, or because what it hangs on is (`is_own` false).

    One question then decides who sees what: is any compartment of this record closed to them?
    """

    record = models.ForeignKey(Record, models.CASCADE, related_name="compartments")
    compartment = models.ForeignKey(Compartment, models.CASCADE, related_name="records")
    is_own = models.BooleanField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["record", "compartment"], name="once_in_a_compartment")
        ]

    def __str__(self) -> str:
        return f"{self.record} in {self.compartment}"


class Invitation(models.Model):
    """A link by which somebody joins a case. Only the SHA-256 of its word is kept."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="invitations")
    roles = models.JSONField(default=list)
    digest = models.CharField(max_length=64, unique=True)
    made_by = models.CharField(max_length=42)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    # The vault's key is wrapped to the word of the link, under this name, until it is used.
    key_name = models.CharField(max_length=64, blank=True)
    used_by = models.CharField(max_length=42, blank=True)

    def __str__(self) -> str:
        return f"to {self.case}, until {self.expires_at:%Y-%m-%d}"


class Reading(models.Model):
    """Who looked at, searched for or took what. Rows are added and never changed."""

    case = models.ForeignKey(Case, models.CASCADE, null=True, related_name="readings")
    actor = models.CharField(max_length=42, db_index=True)
    at = models.DateTimeField(db_index=True)
    action = models.CharField(max_length=12)  # "read" | "search" | "open" | "export" | "sign-in"
    subject = models.TextField()

    def __str__(self) -> str:
        return f"{self.actor} {self.action} {self.subject}"


class FormDraft(models.Model):
    """What somebody has typed and not saved yet, so that nothing typed is lost."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="form_drafts")
    case = models.ForeignKey(Case, models.CASCADE, null=True, related_name="form_drafts")
    form = models.CharField(max_length=120)  # "act/new", "act/A-0001"
    data = models.JSONField(default=dict)
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["user", "case", "form"], name="one_draft_per_form")
        ]

    def __str__(self) -> str:
        return f"{self.form} by {self.user}"
