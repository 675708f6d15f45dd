"""A case as a folder that people can read and edit: `docs/formats/case-folder.md`."""

from dadkhah.exchange.casefolder.reading import read_case_folder
from dadkhah.exchange.casefolder.writing import OpenItem, write_case_folder

__all__ = ["OpenItem", "read_case_folder", "write_case_folder"]
