"""What earlier checks of a vault found, kept as files, and when the next one is due.

They lie in `<home>/checks/<time>.json`, beside the vault and not in it: they are about this place.
"""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from dadkhah.evidence.durability import replace_durably
from dadkhah.evidence.fixity.manifest_check import Fault
from dadkhah.evidence.fixity.vault_check import FixityReport

FOLDER = "checks"
KEPT = 24
"""How many reports stay; the oldest sound ones go first, and none with a fault ever goes."""
LATE = 2
"""A check is late when it is this many times its interval ago."""
_NAME = "%Y-%m-%dT%H%M%SZ"


@dataclass(frozen=True, slots=True)
class KeptReport:
    """One check of a vault: when, how much, and what was wrong."""

    at: datetime
    objects: int
    bytes: int
    entries: int
    faults: tuple[Fault, ...]

    @property
    def is_sound(self) -> bool:
        """Whether it found no fault."""
        return not self.faults


class KeptReports:
    """The reports of one home."""

    def __init__(self, home: Path) -> None:
        self.folder = home / FOLDER

    def keep(self, report: FixityReport, *, at: datetime) -> Path:
        """Keep what a check found; return the file."""
        return self._write(
            {
                "at": f"{at.astimezone(UTC):{_NAME}}",
                "objects": report.objects,
                "bytes": report.bytes,
                "entries": report.entries,
                "faults": [asdict(fault) for fault in report.faults],
                "notes": list(report.notes),
                "disposed": [str(one) for one in report.disposed],
            }
        )

    def keep_failure(self, code: str, message: str, *, at: datetime) -> Path:
        """Keep that a check could not be made: that is a fault too."""
        fault = Fault(code, "vault", message)
        return self.keep(FixityReport(0, 0, 0, (fault,), ()), at=at)

    def newest(self) -> KeptReport | None:
        """The last check; None when there was none. What cannot be read was none."""
        for path in reversed(self._files()):
            if report := _read(path):
                return report
        return None

    def is_due(self, days: int, *, at: datetime) -> bool:
        """Whether the next check should begin; `days` is the interval, 0 for never."""
        return self._is_past(timedelta(days=days), at)

    def is_late(self, days: int, *, at: datetime) -> bool:
        """Whether a check should have been made long ago."""
        return self.newest() is not None and self._is_past(LATE * timedelta(days=days), at)

    def _is_past(self, interval: timedelta, at: datetime) -> bool:
        last = self.newest()
        return bool(interval) and (last is None or at - last.at >= interval)

    def _files(self) -> list[Path]:
        return sorted(self.folder.glob("*.json"))

    def _write(self, about: dict[str, object]) -> Path:
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        path = self.folder / f"{about['at']}.json"
        replace_durably(path, f"{json.dumps(about, indent=1)}\n".encode(), mode=0o600)
        for old in _superfluous(self._files()):
            old.unlink(missing_ok=True)
        return path


def _superfluous(files: Sequence[Path]) -> list[Path]:
    reports = [(path, _read(path)) for path in files[:-KEPT]]
    return [path for path, report in reports if report and report.is_sound]


def _read(path: Path) -> KeptReport | None:
    try:
        about = json.loads(path.read_bytes())
        return KeptReport(
            datetime.strptime(about["at"], _NAME).replace(tzinfo=UTC),
            int(about["objects"]),
            int(about["bytes"]),
            int(about["entries"]),
            tuple(Fault(**fault) for fault in about["faults"]),
        )
    except (OSError, ValueError, KeyError, TypeError):
        return None
