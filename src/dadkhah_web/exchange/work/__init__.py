"""Long work on a case: what takes files in, and what reads their texts."""

from dadkhah_web.exchange.work import deriving, sample

__all__ = ["deriving", "sample"]
