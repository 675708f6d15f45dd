"""What each role may do in a case."""

from collections.abc import Mapping
from enum import StrEnum


class Capability(StrEnum):
    """One thing a role may allow."""

    SEE = "see"
    OPEN_ORIGINALS = "open-originals"
    RECEIVE = "receive"
    RECORD = "record"
    REVIEW = "review"
    QUALIFY = "qualify"
    DRAFT = "draft"
    APPROVE = "approve"
    SEAL = "seal"
    MANAGE = "manage"
    FORGET = "forget"
    AUDIT = "audit"


class Role(StrEnum):
    """What somebody is in a case."""

    CUSTODIAN = "custodian"
    INVESTIGATOR = "investigator"
    ANALYST = "analyst"
    LAWYER = "lawyer"
    REVIEWER = "reviewer"
    READER = "reader"


_C = Capability
ROLE_CAPABILITIES: Mapping[Role, frozenset[Capability]] = {
    Role.CUSTODIAN: frozenset(
        {_C.SEE, _C.OPEN_ORIGINALS, _C.RECEIVE, _C.APPROVE, _C.SEAL}
        | {_C.MANAGE, _C.FORGET, _C.AUDIT}
    ),
    Role.INVESTIGATOR: frozenset({_C.SEE, _C.OPEN_ORIGINALS, _C.RECEIVE, _C.RECORD}),
    Role.ANALYST: frozenset({_C.SEE, _C.OPEN_ORIGINALS, _C.RECORD, _C.QUALIFY}),
    Role.LAWYER: frozenset(
        {_C.SEE, _C.OPEN_ORIGINALS, _C.RECORD, _C.QUALIFY, _C.DRAFT, _C.APPROVE}
    ),
    Role.REVIEWER: frozenset({_C.SEE, _C.OPEN_ORIGINALS, _C.REVIEW, _C.APPROVE}),
    Role.READER: frozenset({_C.SEE}),
}


def capabilities(roles: frozenset[Role]) -> frozenset[Capability]:
    """Return what these roles together allow; no role allows nothing."""
    return frozenset().union(*(ROLE_CAPABILITIES[role] for role in roles))
