"""Decrypted working copies of originals, and the pictures made of them."""

from dadkhah_web.evidence.copies.pictures import Picture, picture_of
from dadkhah_web.evidence.copies.stills import stills_of
from dadkhah_web.evidence.copies.working import WorkingCopies, remove_all, remove_idle

__all__ = ["Picture", "WorkingCopies", "picture_of", "remove_all", "remove_idle", "stills_of"]
