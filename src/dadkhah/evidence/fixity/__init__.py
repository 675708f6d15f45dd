"""Prove the vault: everything in it to its custodian, one item to a stranger."""

from dadkhah.evidence.fixity.item_proof import find_item, kept_entries, prove_item
from dadkhah.evidence.fixity.kept_reports import KeptReport, KeptReports
from dadkhah.evidence.fixity.manifest_check import Fault
from dadkhah.evidence.fixity.vault_check import FixityReport, check_vault

__all__ = [
    "Fault",
    "FixityReport",
    "KeptReport",
    "KeptReports",
    "check_vault",
    "find_item",
    "kept_entries",
    "prove_item",
]
