"""Outlook messages made in the smallest compound file (MS-CFB) that holds their properties."""

import struct

_SECTOR, _MINI, _END, _FREE, _FAT, _CUTOFF = 512, 64, 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD, 4096


def compound_file(tree):
    """A compound file of nested dictionaries: a value is a stream or a storage."""
    entries, mini, large = [], bytearray(), []
    minifat = []

    def add(name, content):
        at = len(entries)
        entries.append(None)
        child, start, size = _FREE, 0, 0
        if isinstance(content, dict):
            kids = [add(*one) for one in content.items()]
            for kid, following in zip(kids, [*kids[1:], _FREE], strict=True):
                entries[kid][3] = following
            child = kids[0] if kids else _FREE
        elif len(content) < _CUTOFF:
            start, size = len(mini) // _MINI, len(content)
            mini.extend(content.ljust(-(-max(1, size) // _MINI) * _MINI, b"\0"))
            minifat.extend([*range(start + 1, len(mini) // _MINI), _END])
        else:
            start, size = len(large), len(content)
            large.append((at, content))
        kind = (5 if at == 0 else 1) if isinstance(content, dict) else 2
        entries[at] = [name, kind, child, _FREE, start, size]
        return at

    add("Root Entry", tree)
    return _written(entries, bytes(mini), minifat, large)


def _written(entries, mini, minifat, large):
    sectors, fat = [], []

    def put(content):
        first = len(sectors)
        pieces = [content[i : i + _SECTOR] for i in range(0, len(content), _SECTOR)]
        sectors.extend(piece.ljust(_SECTOR, b"\0") for piece in pieces)
        fat.extend([*range(first + 1, first + len(pieces)), _END])
        return first

    entries[0][4], entries[0][5] = (put(mini) if mini else _END), len(mini)
    for at, content in large:
        entries[at][4] = put(content)
    minifat_at = put(struct.pack(f"<{len(minifat)}L", *minifat)) if minifat else _END
    directory = b"".join(map(_entry, entries))
    directory_at = put(directory)
    fat_sectors = -(-(len(sectors) + 4) // 128)
    fat_at = list(range(len(sectors), len(sectors) + fat_sectors))
    fat += [_FAT] * fat_sectors
    table = struct.pack(f"<{len(fat)}L", *fat).ljust(fat_sectors * _SECTOR, b"\xff")
    head = struct.pack(
        "<8s16x5H6x7L2L", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 0x3E, 3, 0xFFFE, 9, 6, 0,
        fat_sectors, directory_at, 0, _CUTOFF, minifat_at, -(-len(minifat) // 128), _END, 0,
    )  # fmt: skip
    places = fat_at + [_FREE] * (109 - len(fat_at))
    return head + struct.pack("<109L", *places) + b"".join(sectors) + table


def _entry(entry):
    name, kind, child, right, start, size = entry
    written = name.encode("utf-16-le")
    head = written.ljust(64, b"\0") + struct.pack(
        "<HBB3L", len(written) + 2, kind, 1, _FREE, right, child
    )
    return head + bytes(36) + struct.pack("<LQ", start, size)


def properties(header, texts=(), binaries=(), numbers=(), times=()):
    """A storage with its properties: texts by number, in UTF-16 or as given bytes."""
    storage, rows = {}, b""
    for number, value in texts:
        kind, content = (
            (0x1F, value.encode("utf-16-le")) if isinstance(value, str) else (0x1E, value)
        )
        storage[f"__substg1.0_{number:04X}{kind:04X}"] = content
        rows += struct.pack("<HHLLL", kind, number, 6, len(content), 0)
    for number, content in binaries:
        storage[f"__substg1.0_{number:04X}0102"] = content
        rows += struct.pack("<HHLLL", 0x102, number, 6, len(content), 0)
    for number, value in numbers:
        rows += struct.pack("<HHLLL", 3, number, 6, value, 0)
    for number, value in times:
        rows += struct.pack("<HHLQ", 0x40, number, 6, value)
    return {"__properties_version1.0": bytes(header) + rows, **storage}
