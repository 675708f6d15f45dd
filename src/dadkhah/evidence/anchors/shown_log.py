"""The log of this device as it may be shown to others: its head continued, and kept."""

from dadkhah.evidence.custody.log_reader import LogReader
from dadkhah.evidence.tlog.checkpoint import read_checkpoint
from dadkhah.evidence.vault import Vault


def log_to_show(vault: Vault) -> LogReader:
    """Keep the head of this device's log, and return the log as it was at that head.

    What is appended meanwhile does not show. Raises `LogRolledBack`, `LogForked`, `LogDamaged`,
    `LastHeadMissing`, `LogBusy`.
    """
    vault.continued_head()
    kept, log = vault.keep_head(), vault.log()
    return LogReader(log.folder, log.vkey, read_checkpoint(kept.read_bytes(), log.vkey))
