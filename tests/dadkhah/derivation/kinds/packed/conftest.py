"""Archives made of names and contents, whatever the names are."""

import io
import random
import struct
import tarfile
import zipfile
import zlib

import py7zr

NOISE = random.Random(4)  # noqa: S311 - no secret; what does not pack well
MANY = [(f"f{number}", NOISE.randbytes(60_000)) for number in range(20)]


def zipped(files, **how):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, **how) as archive:
        for name, content in files:
            info = zipfile.ZipInfo(name, (2022, 12, 31, 21, 41, 6))
            info.orig_filename = name
            info.filename = name
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, content)
    return packed.getvalue()


def tarred(files, mode="w", **how):
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode=mode, **how) as archive:
        for name, content in files:
            info = tarfile.TarInfo(name)
            info.size, info.mtime = len(content), 1_672_522_866
            archive.addfile(info, io.BytesIO(content))
    return packed.getvalue()


def seven_zipped(files, **how):
    packed = io.BytesIO()
    with py7zr.SevenZipFile(packed, "w", **how) as archive:
        archive.set_encoded_header_mode("password" in how)
        for number, (name, content) in enumerate(files):
            archive.writestr(content, name if "password" in how else stand_in(number, name))
    return packed.getvalue() if "password" in how else renamed(packed.getvalue(), files)


def stand_in(number, name):
    """A name that py7zr is willing to write, as long as the one that shall stand there."""
    return f"{number}".rjust(len(name), "_")


def renamed(packed, files):
    """Put the names into the index of a 7z, and make its checksums fit again."""
    at, size = struct.unpack_from("<QQ", packed, 12)
    content, index = packed[32 : 32 + at], packed[32 + at : 32 + at + size]
    for number, (name, _) in enumerate(files):
        index = index.replace(
            stand_in(number, name).encode("utf-16-le"), name.encode("utf-16-le"), 1
        )
    start = struct.pack("<QQL", at, size, zlib.crc32(index))
    return packed[:8] + struct.pack("<L", zlib.crc32(start)) + start + content + index
