"""Open a container by what it is, whatever its name says."""

import zipfile
from pathlib import Path

from dadkhah.derivation.kinds.packed.entries import Container
from dadkhah.derivation.kinds.packed.gzip_file import PackedFile
from dadkhah.derivation.kinds.packed.seven_zip import SevenZipContainer
from dadkhah.derivation.kinds.packed.streams import packing_of
from dadkhah.derivation.kinds.packed.tar_file import TarContainer, is_tar
from dadkhah.derivation.kinds.packed.zip_file import ZipContainer
from dadkhah.derivation.kinds.packed.zip_salvage import ZipRemains
from dadkhah.derivation.outcome import Reason
from dadkhah.errors import FileNotDerivable

_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_SEVEN_ZIP = b"7z\xbc\xaf\x27\x1c"


def open_container(source: Path) -> Container:
    """Return the container in a file; raises `FileNotDerivable` when there is none."""
    with source.open("rb") as file:
        start = file.read(len(_SEVEN_ZIP))
    if start.startswith(_ZIP):
        return _zip(source)
    if start == _SEVEN_ZIP:
        return SevenZipContainer(source)
    if is_tar(source):
        return TarContainer(source)
    if packing_of(source):
        return PackedFile(source)
    raise FileNotDerivable(Reason.NOT_THIS_KIND, "It is no archive that is known here.")


def _zip(source: Path) -> Container:
    try:
        return ZipContainer(source)
    except zipfile.BadZipFile:
        return ZipRemains(source)
