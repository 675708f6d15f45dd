"""How confidential a disclosure is, and which items may be part of it."""

from enum import StrEnum


class Tier(StrEnum):
    """Who may see what is disclosed: as courts grade it."""

    PUBLIC = "public"  # anybody
    CONFIDENTIAL = "confidential"  # the parties and the court
    EX_PARTE = "ex-parte"  # the court and one party, without the knowledge of the others


_ALLOWED = {
    Tier.PUBLIC: frozenset({"public"}),
    Tier.CONFIDENTIAL: frozenset({"public", "restricted"}),
    Tier.EX_PARTE: frozenset({"public", "restricted", "sealed"}),
}
# What a file says of itself that may harm somebody once anybody can read it.
REVEALING = frozenset(
    {"location-inside", "serial-number-inside", "stale-thumbnail", "data-after-the-end"}
)
"""Codes of notices on which somebody has to decide before an original becomes public."""


def allowed_sensitivity(tier: Tier) -> frozenset[str]:
    """Return the grades of items that may be disclosed in this tier."""
    return _ALLOWED[tier]
