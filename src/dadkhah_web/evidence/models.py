"""Sources, items and how they came, pinpoints in them, and who cites which."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from dadkhah_web.cases.models import Case, CaseRecord, Record
from dadkhah_web.cases.partial_date import PartialDateColumns


class Source(CaseRecord):
    """Who told us, as a code; a person's name is never here."""

    kind = models.TextField()
    description = models.TextField(blank=True)
    reliability = models.TextField(default="F")
    independence_group = models.TextField(blank=True)


class EvidenceItem(CaseRecord):
    """A file of the vault as this case knows it. Hash and size are of the bytes as received."""

    source = models.ForeignKey(Source, models.PROTECT, related_name="items")
    file = models.TextField()
    title = models.TextField()
    media_type = models.TextField()
    sha256 = models.TextField(db_index=True, blank=True)
    size = models.PositiveBigIntegerField(default=0)
    object_name = models.TextField(db_index=True, blank=True)
    language = models.TextField(default="en")
    address = models.TextField(blank=True)
    published_by = models.TextField(blank=True)
    published_on = PartialDateColumns()
    captured_at = models.TextField(blank=True)
    role = models.TextField()
    credibility = models.TextField()
    sensitivity = models.TextField()
    note = models.TextField(blank=True)
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="children")
    relation = models.TextField(blank=True)


class Reception(models.Model):
    """One arrival of an item: an entry of a device's custody log, and so never revised."""

    item = models.ForeignKey(EvidenceItem, models.CASCADE, related_name="receptions")
    source = models.ForeignKey(Source, models.PROTECT, related_name="receptions")
    received_at = models.TextField()
    device = models.TextField()
    entry = models.PositiveBigIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["item", "device", "entry"], name="one_row_per_arrival")
        ]

    def __str__(self) -> str:
        return f"{self.device}/{self.entry}"


class Passage(CaseRecord):
    """A pinpoint in an item (W3C Web Annotation selectors)."""

    item = models.ForeignKey(EvidenceItem, models.PROTECT, related_name="passages")
    quote = models.TextField(blank=True)
    prefix = models.TextField(blank=True)
    suffix = models.TextField(blank=True)
    page = models.TextField(blank=True)
    time = models.TextField(blank=True)
    region = models.TextField(blank=True)
    note = models.TextField(blank=True)


class Citation(models.Model):
    """One record rests on one passage: for, against, or for context.

    `Record.objects.filter(citations__passage=passage)` is every statement that rests on it.
    """

    record = models.ForeignKey(Record, models.CASCADE, related_name="citations")
    passage = models.ForeignKey(Passage, models.PROTECT, related_name="citations")
    bearing = models.TextField(
        choices=[
            ("supports", "supports"),
            ("contradicts", "contradicts"),
            ("context", "gives context"),
        ]
    )
    position = models.PositiveIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["record", "bearing", "position"], name="one_citation_per_position"
            )
        ]

    def __str__(self) -> str:
        return f"{self.record} {self.bearing} {self.passage}"


class Consent(models.Model):
    """What a source agreed to. Without one, what the source gave stays in the house."""

    source = models.ForeignKey(Source, models.CASCADE, related_name="consents")
    uses = models.JSONField(default=list)  # of "analysis", "filing", "publication"
    recipients = models.TextField(blank=True)
    how = models.TextField(blank=True)
    language = models.CharField(max_length=8, blank=True)
    given_on = PartialDateColumns()
    recorded_by = models.CharField(max_length=42)
    recorded_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.source}: {', '.join(self.uses)}"


class Derivative(models.Model):
    """What was made of a working copy of an item: by which tool, and what came of it."""

    item = models.ForeignKey(EvidenceItem, models.CASCADE, related_name="derivatives")
    kind = models.CharField(max_length=20)  # of `tasks.Makes`; pictures are never kept here
    task = models.CharField(max_length=40, default="")  # of `tasks.TASKS`, or a plug-in
    tool = models.CharField(max_length=120)
    origin = models.CharField(max_length=8, default="file")  # "file", "machine", "person"
    by = models.CharField(max_length=42, blank=True)  # who corrected it, where a person did
    made_at = models.DateTimeField()
    failure = models.TextField(blank=True)  # a reason of `derivation.outcome`, a space, a sentence
    about = models.JSONField(default=dict)  # `Findings`, and what the tool answered beside

    def __str__(self) -> str:
        return f"{self.kind} of {self.item}"


class DerivedPage(models.Model):
    """The text of one page, with the place of each word (`words`), where a page has places."""

    derivative = models.ForeignKey(Derivative, models.CASCADE, related_name="pages")
    number = models.PositiveIntegerField()
    label = models.CharField(max_length=40, blank=True)
    width = models.FloatField(default=0)
    height = models.FloatField(default=0)
    text = models.TextField()
    words = models.JSONField(default=list)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["derivative", "number"], name="one_page_per_number")
        ]

    def __str__(self) -> str:
        return f"page {self.number} of {self.derivative}"


class Verification(models.Model):
    """When an item was last compared with what was sealed, and what came of it."""

    item = models.OneToOneField(EvidenceItem, models.CASCADE, related_name="verification")
    state = models.CharField(max_length=12)  # "verified", "changed", "missing"
    message = models.TextField(blank=True)
    by = models.CharField(max_length=42)
    at = models.DateTimeField()
    # With the vault open the bytes as received were hashed too, and not only the sealed ones.
    with_key = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"{self.item}: {self.state}"


class Upload(models.Model):
    """A file on its way from a browser; its bytes lie in a part file until they are received.

    It is known again by name, size and the hash of its first piece: who picks the same file after
    a broken line goes on where it stopped.
    """

    case = models.ForeignKey(Case, models.CASCADE, related_name="uploads")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="uploads")
    token = models.CharField(max_length=32, unique=True)
    name = models.TextField()
    size = models.PositiveBigIntegerField()
    start_sha256 = models.CharField(max_length=64)
    received = models.PositiveBigIntegerField(default=0)
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["case", "user", "name", "size", "start_sha256"], name="one_upload_per_file"
            )
        ]

    def __str__(self) -> str:
        return f"{self.received} of {self.size} bytes"

    @property
    def is_whole(self) -> bool:
        """Whether every byte is here."""
        return self.received == self.size
