"""What is missing in a case, as values, as text and as JSON."""

from dadkhah.qualification.gaps.as_json import gaps_json
from dadkhah.qualification.gaps.as_text import print_gaps
from dadkhah.qualification.gaps.candidates import Leads
from dadkhah.qualification.gaps.missing import CaseGaps, CrimeGaps, Missing, SuspectGaps, gaps

__all__ = [
    "CaseGaps",
    "CrimeGaps",
    "Leads",
    "Missing",
    "SuspectGaps",
    "gaps",
    "gaps_json",
    "print_gaps",
]
