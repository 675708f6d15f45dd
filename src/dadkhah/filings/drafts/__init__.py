"""The words a person wrote for a filing, read strictly from `filings/*.yaml`."""

from dadkhah.filings.drafts.communication import CommunicationDraft, read_communication_draft
from dadkhah.filings.drafts.letter import LetterDraft, LetterRequest, RequestKind, read_letter_draft

__all__ = [
    "CommunicationDraft",
    "LetterDraft",
    "LetterRequest",
    "RequestKind",
    "read_communication_draft",
    "read_letter_draft",
]
