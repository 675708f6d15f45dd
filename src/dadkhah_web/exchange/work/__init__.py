"""Long work on a case: what takes files in, and what reads their texts."""

from dadkhah_web.exchange.work import recognising, redacting, sample, waiting

__all__ = ["recognising", "redacting", "sample", "waiting"]
