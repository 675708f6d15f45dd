"""A map counts what is recorded for a province, and says nothing of provinces without records."""

import json
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dadkhah.pictures.provinces import province_map
from dadkhah.pictures.provinces.map import label_area
from dadkhah.pictures.provinces.shapes import country
from dadkhah.resources import shipped

CODES = st.sampled_from([shape.code for shape in country().shapes])


@pytest.fixture(scope="module")
def names(law):
    terms = law.vocabularies["provinces"].terms
    return {code: term.names.in_language("fa") for code, term in terms.items()}


def test_every_province_has_a_shape_and_a_name_in_three_languages(law):
    terms = law.vocabularies["provinces"].terms

    assert {shape.code for shape in country().shapes} == set(terms)
    assert all(term.names.fa and term.names.ps for term in terms.values())


def test_the_shapes_are_small_and_stay_where_they_were():
    text = (shipped("geo") / "afghanistan-provinces.geojson").read_text("utf-8")
    kabul = next(s for s in country().shapes if s.code == "AF-KAB")

    assert sum(len(shape.path) for shape in country().shapes) < 30_000 < len(text)
    assert len(json.loads(text)["features"]) == len(country().shapes)
    for shape in country().shapes:
        xs, ys = [x for x, _ in shape.ring], [y for _, y in shape.ring]
        assert min(xs) < shape.centre[0] < max(xs)
        assert min(ys) < shape.centre[1] < max(ys)
        assert len(shape.ring) > 5
    assert 450 < kabul.centre[0] < 600  # east of the middle of the country


def test_neighbours_share_their_border_after_simplifying():
    sides = {}
    for shape in country().shapes:
        for one, other in zip(shape.ring, (*shape.ring[1:], shape.ring[0]), strict=True):
            sides.setdefault(frozenset((one, other)), []).append(shape.code)

    assert max(len(codes) for codes in sides.values()) == 2
    assert sum(len(codes) == 2 for codes in sides.values()) > 300


@given(many=st.lists(st.lists(CODES, max_size=3), max_size=60))
def test_for_any_records_each_province_counts_those_that_name_it(many, an_act, names):
    acts = [an_act(f"A-{n:04}", places=tuple(places)) for n, places in enumerate(many)]
    found = province_map(acts, names)

    for province in found.provinces:
        naming = [act for act in acts if province.shape.code in act.places]
        assert province.count == len(naming)
        assert province.colour.lowest <= province.count <= province.colour.highest
        assert (province.colour.number == 0) == (province.count == 0)
        assert (province.dot == 0) == (province.count == 0)
    assert len(found.everything) == len(acts)
    assert len(found.in_several) == sum(len(set(places)) > 1 for places in many)
    tops = [one.highest for one in found.classes]
    assert tops == sorted(set(tops))
    assert all(a.highest + 1 == b.lowest for a, b in pairwise(found.classes))


def test_what_holds_everywhere_is_counted_beside_the_map(an_act, a_restriction, names):
    found = province_map([an_act(places=("national",)), a_restriction()], names)

    assert found.national == ("act/A-0001", "restriction/afg-r-001")
    assert all(province.count == 0 for province in found.provinces)


def test_a_place_that_is_no_province_is_counted_beside_the_map_too(a_restriction, names):
    found = province_map([a_restriction(scope=("several districts",))], names)

    assert found.elsewhere == ("restriction/afg-r-001",)


def test_names_on_the_map_do_not_touch(names):
    found = province_map([], names)
    areas = [label_area(p.shape.centre, p.name) for p in found.provinces if p.has_label]

    assert len(areas) > 20
    for one in areas:
        for other in areas:
            if one is not other:
                assert (
                    one[2] <= other[0]
                    or other[2] <= one[0]
                    or one[3] <= other[1]
                    or other[3] <= one[1]
                )


def test_only_a_place_known_more_exactly_than_a_province_is_called_finer(an_act, names):
    acts = [an_act("A-1", place_precision="district"), an_act("A-2"), an_act("A-3", places=())]
    kabul = next(p for p in province_map(acts, names).provinces if p.shape.code == "AF-KAB")

    assert kabul.finer == ("act/A-1",)
