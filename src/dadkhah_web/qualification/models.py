"""Propositions with what they rest on, charges, findings on elements."""

from typing import ClassVar

from django.db import models

from dadkhah.records.conclusion import Conclusion
from dadkhah_web.cases.models import CaseRecord
from dadkhah_web.cases.partial_date import PartialDateColumns
from dadkhah_web.records.models import Act, Person, Restriction


class Proposition(CaseRecord):
    """A fact asserted for an element of law; the elements are its codings."""

    text = models.TextField()
    respondent = models.ForeignKey(Person, models.PROTECT, null=True, related_name="propositions")
    acts = models.ManyToManyField(Act, through="PropositionAct", related_name="propositions")
    restrictions = models.ManyToManyField(
        Restriction, through="PropositionRestriction", related_name="propositions"
    )


class Charge(CaseRecord):
    """A suspect, a crime and a mode of liability; an allegation to be tested."""

    respondent = models.ForeignKey(Person, models.PROTECT, related_name="charges")
    crime = models.TextField()
    mode = models.TextField()
    period = PartialDateColumns()
    status = models.TextField()
    note = models.TextField(blank=True)


class ElementFinding(CaseRecord):
    """One analyst's conclusion on one element, resting on propositions."""

    element = models.TextField(db_index=True)
    conclusion = models.PositiveSmallIntegerField(
        choices=[(int(one), one.name.lower().replace("_", " ")) for one in Conclusion]
    )
    analyst = models.TextField()
    respondent = models.ForeignKey(Person, models.PROTECT, null=True, related_name="findings")
    standard = models.TextField()
    reasoning = models.TextField(blank=True)
    on = models.TextField(blank=True)
    ground = models.TextField(blank=True)
    propositions = models.ManyToManyField(
        Proposition, through="FindingProposition", related_name="findings"
    )
    charges = models.ManyToManyField(Charge, through="FindingCharge", related_name="findings")


class Basis(models.Model):
    """One record that a statement names, in the order it was given."""

    position = models.PositiveIntegerField()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{type(self).__name__} {self.position}"


class PropositionAct(Basis):
    """A proposition rests on an act."""

    owner = models.ForeignKey(Proposition, models.CASCADE)
    target = models.ForeignKey(Act, models.PROTECT)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["owner", "position"], name="one_act_per_position")
        ]


class PropositionRestriction(Basis):
    """A proposition rests on a restriction."""

    owner = models.ForeignKey(Proposition, models.CASCADE)
    target = models.ForeignKey(Restriction, models.PROTECT)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["owner", "position"], name="one_restriction_per_position"
            )
        ]


class FindingProposition(Basis):
    """A finding rests on a proposition."""

    owner = models.ForeignKey(ElementFinding, models.CASCADE)
    target = models.ForeignKey(Proposition, models.PROTECT)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["owner", "position"], name="one_proposition_per_position"
            )
        ]


class FindingCharge(Basis):
    """A finding is about a charge."""

    owner = models.ForeignKey(ElementFinding, models.CASCADE)
    target = models.ForeignKey(Charge, models.PROTECT)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["owner", "position"], name="one_charge_per_position")
        ]
