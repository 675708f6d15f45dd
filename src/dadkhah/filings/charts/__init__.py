"""Pictures drawn from the records of a case: over time, by province, and the proof matrix."""

from dadkhah.filings.charts.areas import restrictions_over_time
from dadkhah.filings.charts.matrix import matrix_picture
from dadkhah.filings.charts.provinces import restrictions_by_province

__all__ = ["matrix_picture", "restrictions_by_province", "restrictions_over_time"]
