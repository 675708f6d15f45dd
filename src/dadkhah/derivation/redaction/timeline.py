"""How the times of a film move when parts of it are cut out."""

from collections.abc import Iterable

from dadkhah.derivation.redaction.hidden import HiddenTime


class Timeline:
    """The moments of a film, in seconds, as they are in the copy."""

    def __init__(self, cuts: Iterable[HiddenTime]) -> None:
        self.cuts: list[tuple[float, float]] = []
        for cut in sorted(cuts, key=lambda one: one.start):
            if self.cuts and cut.start <= self.cuts[-1][1]:
                start, end = self.cuts.pop()
                self.cuts.append((start, max(end, cut.end)))
            else:
                self.cuts.append((cut.start, cut.end))

    def removed_before(self, moment: float) -> float:
        """Return how many seconds are cut out before a moment."""
        return sum(max(0.0, min(moment, end) - start) for start, end in self.cuts)

    def in_copy(self, moment: float) -> float:
        """Return where a moment of the film is in the copy."""
        return moment - self.removed_before(moment)

    def is_cut(self, start: float, end: float) -> bool:
        """Whether any of the time between two moments is cut out."""
        return any(first < end and start < last for first, last in self.cuts)
