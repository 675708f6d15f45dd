"""Anchor what a vault holds: the head of this device's log, and the promises about every log."""

from collections.abc import Callable, Iterator
from datetime import datetime

from dadkhah.evidence.anchors.anchor_folder import anchors_of
from dadkhah.evidence.anchors.anchoring import Anchoring, Outcome
from dadkhah.evidence.anchors.sending import Send
from dadkhah.evidence.custody.log_reader import LogReader
from dadkhah.evidence.tlog.checkpoint import read_checkpoint
from dadkhah.evidence.vault import Vault


def anchor_vault(vault: Vault, send: Send, clock: Callable[[], datetime]) -> Iterator[Outcome]:
    """Fetch what was promised about any log, then show this device's head to who has not seen it.

    Nothing is kept or sent where the policy names nobody. Raises `PolicyNotReadable`, and before
    anything is sent `LogRolledBack`, `LogForked`, `LogDamaged`, `LastHeadMissing`, `LogBusy`.
    """
    anchors = anchors_of(vault)
    if not anchors.policy().everybody:
        return
    shown = log_to_show(vault)
    for device in vault.devices():
        yield from Anchoring(anchors, vault.log(device), send, clock).follow_up()
    yield from Anchoring(anchors, shown, send, clock).ask()


def log_to_show(vault: Vault) -> LogReader:
    """Keep the head of this device's log, and return the log as it was at that head.

    What is appended meanwhile does not show. Raises as `anchor_vault` does.
    """
    vault.continued_head()
    kept, log = vault.keep_head(), vault.log()
    return LogReader(log.folder, log.vkey, read_checkpoint(kept.read_bytes(), log.vkey))
