"""The map as its template draws it."""

from collections import Counter
from typing import Any

from dadkhah.pictures.provinces import ProvinceMap, province_map
from dadkhah.pictures.provinces.map import Province
from dadkhah.pictures.question import NATIONAL, key_of, places_of
from dadkhah_web.cases.current_law import current_law
from dadkhah_web.cases.roles import Capability
from dadkhah_web.pages.see.asking import Asked
from dadkhah_web.pages.see.words import place_words


def draw_map(asked: Asked) -> dict[str, Any]:
    """Lay out the answer by province, with what stands beside the map."""
    names = {code: place_words(code) for code in _provinces()}
    laid = province_map(asked.records, names)
    sees_finer = asked.access.may(Capability.OPEN_ORIGINALS)
    drawn = [_province(each, asked, sees_finer=sees_finer) for each in laid.provinces]
    return {
        "map": laid,
        "viewbox": f"0 0 {laid.width:.0f} {laid.height:.0f}",
        "provinces": drawn,
        "table": sorted(drawn, key=lambda each: (-each["count"], each["name"])),
        "empty": [each["name"] for each in drawn if not each["count"]],
        "sees_finer": sees_finer,
        "finer": sum(each["finer"] for each in drawn),
        "national_url": asked.counted(place=NATIONAL),
        "elsewhere": _elsewhere(laid, asked),
    }


def _provinces() -> tuple[str, ...]:
    return tuple(current_law().vocabularies["provinces"].terms)


def _province(province: Province, asked: Asked, *, sees_finer: bool) -> dict[str, Any]:
    code = province.shape.code
    x, y = province.shape.centre
    kinds = Counter(key.partition("/")[0] for key in province.records)
    return {
        "code": code,
        "name": province.name,
        "path": province.shape.path,
        "x": f"{x:.1f}",
        "y": f"{y:.1f}",
        "below": f"{y + 16:.1f}",
        "count": province.count,
        "acts": kinds["act"],
        "restrictions": kinds["restriction"],
        "finer": len(province.finer) if sees_finer else 0,
        "colour": province.colour.number,
        "has_label": province.has_label,
        "dot": f"{province.dot:.1f}",
        "url": asked.counted(place=code),
    }


def _elsewhere(laid: ProvinceMap, asked: Asked) -> list[dict[str, Any]]:
    """Return the places that are neither a province nor the whole country, as reported."""
    keys = set(laid.elsewhere)
    counts = Counter(
        place for record in asked.records if key_of(record) in keys for place in places_of(record)
    )
    return [
        {"name": place_words(place), "count": count, "url": asked.counted(place=place)}
        for place, count in sorted(counts.items())
    ]
