"""Long work on a case: what takes files in, and what reads their texts."""

from dadkhah_web.exchange.work import (
    anchoring,
    recognising,
    redacting,
    sample,
    translating,
    waiting,
)

__all__ = ["anchoring", "recognising", "redacting", "sample", "translating", "waiting"]
