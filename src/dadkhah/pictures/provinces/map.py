"""A map by province: how many records name each, in classes that are said in words."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dadkhah.pictures.provinces.shapes import Point, Shape, country
from dadkhah.pictures.question import NATIONAL, Happening, key_of, places_of
from dadkhah.records.events import Act

_CLASSES = 4
FINER_THAN_A_PROVINCE = ("exact", "village", "district")
_LETTER, _TALL = 7.4, 15.0  # of a label at 13 units
_LARGEST_DOT = 30.0


@dataclass(frozen=True, slots=True)
class ColourClass:
    """A class of counts: 0 is "no records here"; the others are quantiles of what is there."""

    number: int
    lowest: int
    highest: int


@dataclass(frozen=True, slots=True)
class Province:
    """One province with the records that name it."""

    shape: Shape
    name: str
    records: tuple[str, ...]
    colour: ColourClass
    has_label: bool  # whether name and number fit without touching another
    finer: tuple[str, ...]  # of the records, those known more precisely than the province
    dot: float  # radius of a mark whose area is in proportion to the count

    @property
    def count(self) -> int:
        """How many records name it."""
        return len(self.records)


@dataclass(frozen=True, slots=True)
class ProvinceMap:
    """All provinces; beside them what names the whole country, or no province of it."""

    provinces: tuple[Province, ...]
    classes: tuple[ColourClass, ...]
    national: tuple[str, ...]
    elsewhere: tuple[str, ...]  # records with a place that is neither
    everything: tuple[str, ...]
    in_several: tuple[str, ...]
    width: float
    height: float


def province_map(records: Sequence[Happening], names: Mapping[str, str]) -> ProvinceMap:
    """Lay out a map; `names` gives each province its name by ISO code.

    A record that names three provinces is counted in each of them and once in everything. What
    holds for the whole country is counted beside the map and painted over no province.
    """
    sheet = country()
    here: dict[str, list[Happening]] = {shape.code: [] for shape in sheet.shapes}
    national, elsewhere, several = [], [], []
    for record in records:
        places = places_of(record)
        provinces = [place for place in places if place in here]
        for place in provinces:
            here[place].append(record)
        national += [key_of(record)] if NATIONAL in places else []
        several += [key_of(record)] if len(provinces) > 1 else []
        elsewhere += [] if provinces or NATIONAL in places else [key_of(record)]
    classes = _classes([len(found) for found in here.values()])
    return ProvinceMap(
        provinces=_provinces(sheet.shapes, here, names, classes),
        classes=classes,
        national=tuple(national),
        elsewhere=tuple(elsewhere),
        everything=tuple(key_of(record) for record in records),
        in_several=tuple(several),
        width=sheet.width,
        height=sheet.height,
    )


def _provinces(
    shapes: Sequence[Shape],
    here: Mapping[str, Sequence[Happening]],
    names: Mapping[str, str],
    classes: Sequence[ColourClass],
) -> tuple[Province, ...]:
    labelled = _labels(shapes, here, names)
    most = max(map(len, here.values()), default=0)
    return tuple(
        Province(
            shape,
            names.get(shape.code, shape.code),
            tuple(key_of(record) for record in here[shape.code]),
            _class_of(len(here[shape.code]), classes),
            shape.code in labelled,
            tuple(key_of(record) for record in here[shape.code] if _is_finer(record)),
            _radius(len(here[shape.code]), most),
        )
        for shape in shapes
    )


def _is_finer(record: Happening) -> bool:
    return isinstance(record, Act) and record.place_precision in FINER_THAN_A_PROVINCE


def _classes(counts: Sequence[int]) -> tuple[ColourClass, ...]:
    """Cut the counts above zero at their quantiles; classes that would be empty are left out."""
    above = sorted(count for count in counts if count)
    tops = (
        sorted({above[len(above) * n // _CLASSES - 1] for n in range(1, _CLASSES + 1)})
        if len(above) >= _CLASSES
        else sorted(set(above))
    )
    found = [ColourClass(0, 0, 0)]
    for number, top in enumerate(tops, start=1):
        found.append(ColourClass(number, found[-1].highest + 1, top))
    return tuple(found)


def _class_of(count: int, classes: Sequence[ColourClass]) -> ColourClass:
    return next(one for one in classes if count <= one.highest)


def _radius(count: int, most: int) -> float:
    if not count:
        return 0.0
    return round(_LARGEST_DOT * math.sqrt(count / most), 1)


def _labels(
    shapes: Sequence[Shape], here: Mapping[str, Sequence[Happening]], names: Mapping[str, str]
) -> frozenset[str]:
    """Choose the labels that fit: the fullest provinces first, none touching another."""
    taken: list[tuple[float, float, float, float]] = []
    kept = set()
    for shape in sorted(shapes, key=lambda each: (-len(here[each.code]), each.code)):
        area = label_area(shape.centre, names.get(shape.code, shape.code))
        if not any(_touch(area, other) for other in taken):
            taken.append(area)
            kept.add(shape.code)
    return frozenset(kept)


def label_area(centre: Point, name: str) -> tuple[float, float, float, float]:
    """Return the corners of a name with a number below it."""
    x, y = centre
    half = max(len(name), 3) * _LETTER / 2
    return x - half, y - _TALL, x + half, y + _TALL


def _touch(
    one: tuple[float, float, float, float], other: tuple[float, float, float, float]
) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
