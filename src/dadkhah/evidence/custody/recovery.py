"""What an interrupted batch left behind, and what was done about it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Recovery:
    """Reported by `CustodyLog.open` when the last batch was cut short."""

    completed_entries: int
    """Entries that were durable and signed; the batch was finished for the writer."""
    discarded_entries: int
    """Entries never acknowledged to anyone; removed."""
    removed_files: tuple[str, ...]

    def __str__(self) -> str:
        """One sentence for the custodian."""
        raise NotImplementedError
