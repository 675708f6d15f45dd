"""Events and acts, persons and their offices, restrictions; and every revision of any record."""

from typing import ClassVar

from django.db import models

from dadkhah_web.cases.models import Case, CaseRecord, Record
from dadkhah_web.cases.partial_date import PartialDateColumns


class Person(CaseRecord):
    """An individual, group or institution that acts in public office."""

    kind = models.TextField()
    description = models.TextField(blank=True)
    note = models.TextField(blank=True)


class PersonName(CaseRecord):
    """One written form of a name."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="names")
    text = models.TextField()
    language = models.TextField()
    kind = models.TextField(default="variant")


class Position(CaseRecord):
    """An office held, with its dates."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="positions")
    institution = models.ForeignKey(Person, models.PROTECT, related_name="offices")
    title = models.TextField()
    held = PartialDateColumns()


class CommandLink(CaseRecord):
    """A superior and a subordinate, with the dates and the basis."""

    superior = models.ForeignKey(Person, models.PROTECT, related_name="subordinate_links")
    subordinate = models.ForeignKey(Person, models.PROTECT, related_name="superior_links")
    held = PartialDateColumns()
    basis = models.TextField()
    kind = models.TextField(default="de-facto")


class Event(CaseRecord):
    """What happened, made of acts."""

    title = models.TextField()
    date = PartialDateColumns()
    summary = models.TextField(blank=True)


class Restriction(CaseRecord):
    """A measure of those in power."""

    title = models.TextField()
    date = PartialDateColumns()
    issuer = models.TextField(blank=True)
    form = models.TextField(blank=True)
    form_class = models.TextField(blank=True)
    target = models.TextField(blank=True)
    confidence = models.TextField(blank=True)
    note = models.TextField(blank=True)


class RestrictionStatus(CaseRecord):
    """One step in a restriction's life."""

    restriction = models.ForeignKey(Restriction, models.PROTECT, related_name="statuses")
    status = models.TextField()
    since = PartialDateColumns()
    note = models.TextField(blank=True)


class Act(CaseRecord):
    """One thing done or omitted, inside an event."""

    event = models.ForeignKey(Event, models.PROTECT, related_name="acts")
    type = models.TextField(db_index=True)
    date = PartialDateColumns()
    summary = models.TextField()
    place_precision = models.TextField(default="province")
    location_type = models.TextField(default="loc.unknown")
    victim_count = models.TextField(blank=True)
    restriction = models.ForeignKey(Restriction, models.PROTECT, null=True, related_name="acts")
    reported = models.TextField(default="alleged")


class Involvement(CaseRecord):
    """A person's or institution's role in one act or one restriction; alleged, never found."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="involvements")
    act = models.ForeignKey(Act, models.PROTECT, null=True, related_name="involvements")
    restriction = models.ForeignKey(
        Restriction, models.PROTECT, null=True, related_name="involvements"
    )
    degree = models.TextField()
    note = models.TextField(blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(act__isnull=True) ^ models.Q(restriction__isnull=True),
                name="involved_in_one_act_or_restriction",
            )
        ]


class Revision(models.Model):
    """Who saved which revision of a record, when, and the entry of the custody log that fixes it.

    It names the record by kind and id and not by key, because it outlives it. `disclosures` open
    the entry; a forgotten record has none left, and its entry then says nothing to anybody.
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="revisions")
    kind = models.TextField()
    code = models.TextField()
    number = models.PositiveIntegerField()
    action = models.TextField(
        choices=[("create", "created"), ("change", "changed"), ("forget", "forgotten")]
    )
    actor = models.TextField()
    at = models.DateTimeField()
    reason = models.TextField(blank=True)
    device = models.TextField()
    entry = models.PositiveBigIntegerField()
    disclosures = models.JSONField(default=list)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["case", "kind", "code", "number"], name="one_revision_per_number"
            ),
            models.UniqueConstraint(fields=["device", "entry"], name="one_revision_per_entry"),
        ]

    def __str__(self) -> str:
        return f"{self.kind}/{self.code} r{self.number}"


class Release(models.Model):
    """What left the house: a bundle, to whom, when; its entry in the log fixes every file of it."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="releases")
    recipient = models.TextField()
    actor = models.TextField()
    at = models.DateTimeField()
    device = models.TextField()
    entry = models.PositiveBigIntegerField()
    disclosures = models.JSONField(default=list)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["device", "entry"], name="one_release_per_entry")
        ]

    def __str__(self) -> str:
        return f"{self.case} to {self.recipient}"


class Review(models.Model):
    """Where a record stands between the one who codes it and the one who reviews it.

    A record without a row came in with a case folder and was never looked at here.
    """

    CODED, RETURNED, REVIEWED = "coded", "returned", "reviewed"

    record = models.OneToOneField(Record, models.CASCADE, related_name="review")
    state = models.CharField(max_length=10, default=CODED, db_index=True)
    coded_by = models.CharField(max_length=42, blank=True)
    reviewed_by = models.CharField(max_length=42, blank=True)
    assigned_to = models.CharField(max_length=42, blank=True, db_index=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.record}: {self.state}"


class Comment(models.Model):
    """What somebody says of a record to those who work on it; never part of what leaves."""

    record = models.ForeignKey(Record, models.CASCADE, related_name="comments")
    by = models.CharField(max_length=42)
    at = models.DateTimeField()
    text = models.TextField()
    settled_by = models.CharField(max_length=42, blank=True)

    def __str__(self) -> str:
        return self.text[:60]
