"""Long work on a case: what takes files in, and what reads their texts."""

from dadkhah_web.exchange.work import redacting, sample, waiting

__all__ = ["redacting", "sample", "waiting"]
