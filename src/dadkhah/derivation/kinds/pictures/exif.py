"""What a camera wrote into a picture by EXIF (CIPA DC-008), as facts in plain words."""

import math
import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta, timezone

from PIL import ExifTags, Image

from dadkhah.derivation.findings import Fact
from dadkhah.derivation.kinds.position import Position, on_earth

GROUP = "exif"
_LONGEST = 500  # characters of a value
_MOST_NUMBERS = 16  # of a list
_NAMES = {
    "DateTimeOriginal": "taken at",
    "DateTimeDigitized": "digitized at",
    "DateTime": "changed at",
    "LensModel": "lens",
    "LensMake": "lens make",
    "BodySerialNumber": "serial number",
    "LensSerialNumber": "lens serial number",
    "CameraSerialNumber": "camera serial number",
    "CameraOwnerName": "owner",
    "ImageUniqueID": "image unique id",
    "ISOSpeedRatings": "iso speed",
    "GPSImgDirection": "direction",
    "GPSSpeed": "speed",
    "GPSDateStamp": "satellite date",
    "GPSTimeStamp": "satellite time",
}
_OFFSETS = {
    "DateTimeOriginal": "OffsetTimeOriginal",
    "DateTimeDigitized": "OffsetTimeDigitized",
    "DateTime": "OffsetTime",
}
# Where things lie in the file says nothing about the picture.
_STRUCTURE = frozenset(
    {
        "ExifOffset", "GPSInfo", "ExifInteroperabilityOffset", "StripOffsets", "StripByteCounts",
        "TileOffsets", "TileByteCounts", "JPEGInterchangeFormat", "SubIFDs", "ImageWidth",
        "JPEGInterchangeFormatLength", "ImageLength", "JpegIFOffset", "JpegIFByteCount",
        "XMLPacket", "ImageResources", "InterColorProfile", "IPTCNAA", "PrintImageMatching",
    }
)  # fmt: skip
_WORDS = re.compile(r"[A-Z]+(?![a-z])|[A-Z][a-z]*|[a-z]+|\d+")
_MOMENT = re.compile(r"(\d{4})[:-](\d\d)[:-](\d\d)[ T](\d\d):(\d\d):(\d\d)")
_OFFSET = re.compile(r"([+-])(\d\d):(\d\d)")
_CHARACTER_CODE = 8  # bytes before a user comment
_ORIENTATIONS = (
    "", "upright", "mirrored", "upside down", "upside down, mirrored", "on its side, mirrored",
    "turned a quarter to the left", "on its other side, mirrored", "turned a quarter to the right",
)  # fmt: skip

Tags = Mapping[str, object]


def tags_of(image: Image.Image) -> dict[str, object]:
    """Return the tags of a picture by their EXIF names; those of GPS begin with "GPS"."""
    exif = image.getexif()
    named: dict[str, object] = {}
    for tag, value in exif.items():
        named[ExifTags.TAGS.get(tag, f"Tag{tag}")] = value
    for tag, value in exif.get_ifd(ExifTags.IFD.Exif).items():
        named[ExifTags.TAGS.get(tag, f"Tag{tag}")] = value
    for tag, value in exif.get_ifd(ExifTags.IFD.GPSInfo).items():
        named[ExifTags.GPSTAGS.get(tag, f"GPSTag{tag}")] = value
    return named


def facts_of(tags: Tags) -> Iterator[Fact]:
    """Yield a fact for each tag; the place as decimal degrees, times with their offset."""
    place = place_of(tags)
    if place is not None:
        yield Fact(GROUP, "position", str(place))
    if place is not None and place.altitude is not None:
        yield Fact(GROUP, "altitude", f"{place.altitude:g} m")
    for name, value in tags.items():
        if name in _STRUCTURE or name in _OFFSETS.values() or _is_told_in_position(name, place):
            continue
        written = _written(name, value)
        if name in _OFFSETS:
            written = f"{written} {plain(tags.get(_OFFSETS[name], ''))}".strip()
        if written:
            yield Fact(GROUP, _NAMES.get(name) or in_words(name), written)


def place_of(tags: Tags) -> Position | None:
    """Return where the camera says it was, or None; numbers that are none are no place."""
    latitude = _angle(tags.get("GPSLatitude"), tags.get("GPSLatitudeRef"), "S")
    longitude = _angle(tags.get("GPSLongitude"), tags.get("GPSLongitudeRef"), "W")
    if latitude is None or longitude is None:
        return None
    altitude = _number(tags.get("GPSAltitude"))
    if altitude is not None and tags.get("GPSAltitudeRef") in (b"\x01", 1, "\x01"):
        altitude = -altitude
    return on_earth(latitude, longitude, altitude)


def moment_of(tags: Tags, name: str) -> datetime | None:
    """Return one of the moments, with its offset where that was written; None where unreadable."""
    found = _MOMENT.match(plain(tags.get(name, "")))
    if found is None:
        return None
    try:
        moment = datetime(*map(int, found.groups()))  # type: ignore[arg-type]  # noqa: DTZ001
        offset = _OFFSET.match(plain(tags.get(_OFFSETS.get(name, ""), "")))
        if offset is None:
            return moment
        away = timedelta(hours=int(offset[2]), minutes=int(offset[3]))
        return moment.replace(tzinfo=timezone(-away if offset[1] == "-" else away))
    except ValueError:
        return None


def moment_of_position(tags: Tags) -> datetime | None:
    """Return when the satellites were heard last, in UTC."""
    hours = tags.get("GPSTimeStamp")
    try:
        year, month, day = map(int, re.split(r"[:-]", plain(tags.get("GPSDateStamp", ""))))
        hour, minute, second = (int(float(part)) for part in hours)  # type: ignore[attr-defined]
        return datetime(year, month, day, hour, minute, second, tzinfo=UTC)
    except (ValueError, TypeError, ZeroDivisionError, OverflowError):
        return None


def plain(value: object) -> str:
    """Return a value as text: bytes as what they spell, numbers short, long lists cut."""
    if isinstance(value, bytes):
        text = value.rstrip(b"\0").decode("utf-8", "replace")
        return text[:_LONGEST] if text.isprintable() else f"{len(value)} bytes"
    if isinstance(value, tuple | list):
        parts = [plain(part) for part in value[:_MOST_NUMBERS]]
        return ", ".join(parts) + (" ..." if len(value) > _MOST_NUMBERS else "")
    number = None if isinstance(value, str | int) else _number(value)
    return str(value if number is None else f"{number:.6g}").strip("\0 ")[:_LONGEST]


def in_words(name: str) -> str:
    """Turn the name of a tag into words: "FocalLengthIn35mmFilm", "focal length in 35 mm film"."""
    return " ".join(_WORDS.findall(name)).lower() or name.lower()


def _written(name: str, value: object) -> str:
    if name == "Orientation":
        if isinstance(value, int) and 0 < value < len(_ORIENTATIONS):
            return f"{_ORIENTATIONS[value]} ({value})"
        return plain(value)
    if name == "GPSTimeStamp" and isinstance(value, tuple):
        return ":".join(plain(part).zfill(2) for part in value)
    if name == "GPSImgDirection":
        return f"{plain(value)} degrees"
    if isinstance(value, bytes):
        return _written_bytes(name, value)
    return plain(value)


def _written_bytes(name: str, value: bytes) -> str:
    """Read what is text although EXIF calls it bytes: comments, and the tags of Windows."""
    if name == "UserComment":
        code, value = value[:_CHARACTER_CODE], value[_CHARACTER_CODE:]
        return _wide(value) if code.startswith(b"UNICODE") else plain(value)
    if name.startswith("XP"):
        return _wide(value)
    return f"{len(value)} bytes" if name == "MakerNote" else plain(value)


def _wide(value: bytes) -> str:
    """Read UTF-16 in either order: letters of one script share their high byte."""
    is_big = len(set(value[0::2])) <= len(set(value[1::2]))
    text = value.decode("utf-16-be" if is_big else "utf-16-le", "replace")
    return text.strip("\0 ")[:_LONGEST]


def _is_told_in_position(name: str, place: Position | None) -> bool:
    is_part = name.startswith(("GPSLatitude", "GPSLongitude", "GPSAltitude"))
    return is_part and place is not None


def _angle(parts: object, reference: object, negative: str) -> float | None:
    if not isinstance(parts, tuple | list) or not parts:
        return None
    numbers = [_number(part) for part in parts[:3]]
    if None in numbers:
        return None
    angle: float = sum((number or 0) / 60**n for n, number in enumerate(numbers))
    return -angle if plain(reference).upper() == negative else angle


def _number(value: object) -> float | None:
    """Return a number, also of a fraction; None where it is none, as 0/0 of a camera is none."""
    try:
        number = float(value)  # type: ignore[arg-type]
    except (TypeError, ValueError, ZeroDivisionError, OverflowError):
        return None
    return number if math.isfinite(number) else None
