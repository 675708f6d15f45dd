"""A filing as it was drafted, what people said of it, who approved it, and what left."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from dadkhah_web.cases.models import Case


class Filing(models.Model):
    """One version of a communication or letter. Its documents never change once drafted."""

    # Emptied: a record was forgotten, and this version with it; only its number stays taken.
    DRAFTED, SEALED, EMPTIED = "drafted", "sealed", "emptied"

    case = models.ForeignKey(Case, models.CASCADE, related_name="filings")
    kind = models.CharField(max_length=20)  # "communication" | "letter"
    number = models.PositiveIntegerField()
    title = models.TextField()
    on = models.DateField()
    is_public = models.BooleanField(default=False)
    state = models.CharField(max_length=10, default=DRAFTED)
    drafted_by = models.CharField(max_length=42)
    drafted_at = models.DateTimeField()
    law_version = models.TextField()
    revision = models.PositiveBigIntegerField()  # of the case: key of its newest revision
    listing = models.JSONField()  # its facts and exhibits, as `document_json` lists them
    items = models.JSONField(default=list)  # ids of its exhibits, to ask who may read it
    folders = models.JSONField(default=dict)  # item -> the folder of a bundle it links to
    gates = models.JSONField(default=list)  # name, state and reason of each release gate
    sealed_at = models.DateTimeField(null=True)
    sealed_by = models.CharField(max_length=42, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "kind", "number"], name="one_filing_per_number")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.number} of {self.case}"


class FilingFile(models.Model):
    """One rendering of a filing, kept byte for byte, with its hash."""

    filing = models.ForeignKey(Filing, models.CASCADE, related_name="files")
    name = models.CharField(max_length=80)
    media_type = models.CharField(max_length=120)
    sha256 = models.CharField(max_length=64)
    content = models.BinaryField()
    # Where the vault keeps it once sealed.
    object_name = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["filing", "name"], name="one_file_per_name")
        ]

    def __str__(self) -> str:
        return self.name


class FilingComment(models.Model):
    """What somebody says of a filing, at a paragraph or of the whole."""

    filing = models.ForeignKey(Filing, models.CASCADE, related_name="comments")
    place = models.CharField(max_length=80, blank=True)
    text = models.TextField()
    by = models.CharField(max_length=42)
    at = models.DateTimeField()
    settled_by = models.CharField(max_length=42, blank=True)

    def __str__(self) -> str:
        return self.text[:60]


class Approval(models.Model):
    """One person approves exactly these files; two different people are needed."""

    filing = models.ForeignKey(Filing, models.CASCADE, related_name="approvals")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT)
    at = models.DateTimeField()
    digest = models.CharField(max_length=64)  # over the names and hashes of all files
    confirmed = models.JSONField(default=list)  # what this person said holds, sentence by sentence
    device = models.TextField(blank=True)
    entry = models.PositiveBigIntegerField(null=True)
    disclosures = models.JSONField(default=list)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["filing", "user"], name="one_approval_per_person")
        ]

    def __str__(self) -> str:
        return f"{self.user} approves {self.filing}"


class Handover(models.Model):
    """A bundle that was made of sealed filings, and for whom. It lies sealed in the vault."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="handovers")
    filings = models.ManyToManyField(Filing, related_name="handovers")
    recipient = models.CharField(max_length=80)
    made_by = models.CharField(max_length=42)
    made_at = models.DateTimeField()
    object_name = models.CharField(max_length=64)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    withheld = models.JSONField(default=list)
    unsearched = models.JSONField(default=list)

    def __str__(self) -> str:
        return f"to {self.recipient}, {self.made_at:%Y-%m-%d}"
