"""What a conclusion is asked for: which person, which charge, which ground."""

from dataclasses import dataclass

from dadkhah.records.analysis import ElementFinding


@dataclass(frozen=True, slots=True)
class Scope:
    """A respondent, a charge and a ground; each empty when the question is not about one."""

    respondent: str = ""  # empty: the case, whoever is charged
    charge: str = ""
    ground: str = ""

    def admits(self, finding: ElementFinding) -> bool:
        """Return whether `finding` is about this charge and ground, or about any.

        An order shown for one charge is not shown for another, nor one ground by another.
        """
        for_charge = not finding.charges or self.charge in finding.charges
        return for_charge and finding.ground in ("", self.ground)
