"""The bundle: what leaves the house, and the proof that travels with it."""

from dadkhah.exchange.bundle.content import BundleContent, Custody, LoggedEntry
from dadkhah.exchange.bundle.withholding import Withholding
from dadkhah.exchange.bundle.write import BundleWritten, write_bundle

__all__ = [
    "BundleContent",
    "BundleWritten",
    "Custody",
    "LoggedEntry",
    "Withholding",
    "write_bundle",
]
