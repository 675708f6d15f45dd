"""A set of items for one recipient, who approved that it leaves, and its receipts."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from dadkhah_web.cases.models import Case
from dadkhah_web.evidence.models import EvidenceItem


class DisclosureSet(models.Model):
    """Items for a recipient, in one tier. What was given never changes."""

    # Being given: one attempt has it, and nobody drops it meanwhile.
    PREPARED, GIVING, GIVEN, DROPPED = "prepared", "giving", "given", "dropped"

    case = models.ForeignKey(Case, models.CASCADE, related_name="disclosure_sets")
    number = models.PositiveIntegerField()
    recipient = models.CharField(max_length=80)
    tier = models.CharField(max_length=12)  # of `exchange.tiers.Tier`
    purpose = models.TextField()
    state = models.CharField(max_length=10, default=PREPARED)
    items = models.ManyToManyField(EvidenceItem, related_name="disclosure_sets")
    made_by = models.CharField(max_length=42)
    made_at = models.DateTimeField()
    given_by = models.CharField(max_length=42, blank=True)
    given_at = models.DateTimeField(null=True)
    # The bundle that was given, sealed in the vault; its hash is of the zip.
    object_name = models.CharField(max_length=64, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    size = models.PositiveBigIntegerField(default=0)
    # What was in it, by code and SHA-256, also when an item is forgotten later.
    given_items = models.JSONField(default=list)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "number"], name="one_set_per_number")
        ]

    def __str__(self) -> str:
        return f"disclosure {self.number} to {self.recipient}"


class DisclosureApproval(models.Model):
    """One person approves exactly these items for this recipient; two are needed."""

    disclosure = models.ForeignKey(DisclosureSet, models.CASCADE, related_name="approvals")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT)
    at = models.DateTimeField()
    digest = models.CharField(max_length=64)
    confirmed = models.JSONField(default=list)
    device = models.TextField(blank=True)
    entry = models.PositiveBigIntegerField(null=True)
    disclosures = models.JSONField(default=list)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["disclosure", "user"], name="one_yes_per_person")
        ]

    def __str__(self) -> str:
        return f"{self.user} approves {self.disclosure}"


class Receipt(models.Model):
    """The recipient says that it arrived. It is an entry of the log, and so never revised."""

    disclosure = models.ForeignKey(DisclosureSet, models.CASCADE, related_name="receipts")
    received_on = models.DateField()
    by = models.CharField(max_length=80)  # an office or a code, never a name
    how = models.TextField(blank=True)
    recorded_by = models.CharField(max_length=42)
    recorded_at = models.DateTimeField()
    device = models.TextField()
    entry = models.PositiveBigIntegerField()
    disclosures = models.JSONField(default=list)

    def __str__(self) -> str:
        return f"{self.by}, {self.received_on:%Y-%m-%d}"
