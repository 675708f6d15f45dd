import json
from dataclasses import replace
from xml.etree import ElementTree

import pytest

from dadkhah.filings.charts import (
    matrix_picture,
    restrictions_by_province,
    restrictions_over_time,
)
from dadkhah.qualification.matrix import proof_matrix
from dadkhah.resources import shipped


@pytest.fixture(scope="module")
def figures(sample, law_file):
    return {
        "areas": restrictions_over_time(sample, law_file),
        "provinces": restrictions_by_province(sample),
        "matrix": matrix_picture(proof_matrix(sample, law_file), law_file),
    }


def test_the_same_records_are_the_same_picture(figures, sample):
    assert restrictions_by_province(sample).svg == figures["provinces"].svg


def test_every_caption_says_that_documented_is_not_occurred(figures):
    for figure in figures.values():
        assert "ocumented is not" in figure.caption
        assert figure.alt
        assert figure.records
        ElementTree.fromstring(figure.svg)  # noqa: S314  our own picture


def test_the_map_draws_34_provinces_and_never_says_none(figures):
    areas = figures["provinces"].svg.count('aria-roledescription="geoshape"')
    features = json.loads((shipped("geo") / "afghanistan-provinces.geojson").read_text("utf-8"))

    assert areas == len(features["features"]) == 34
    assert "no record here" in figures["provinces"].svg
    assert "no record here" in figures["provinces"].alt


def test_national_measures_are_stated_apart(figures, sample):
    national = sum("national" in each.scope for each in sample.restrictions)

    assert f"{national} restrictions" in figures["provinces"].caption


def test_every_restriction_is_in_the_picture_over_time(figures, sample):
    assert len(figures["areas"].records) == len(sample.restrictions) == 130


def test_the_matrix_reads_without_colour(figures):
    for word in ("met", "open", "disputed"):
        assert f">{word}<" in figures["matrix"].svg


def test_an_element_that_depends_on_the_ground_has_a_row_for_each_ground(figures):
    said = figures["matrix"].alt

    assert "persecution, element 2, gender alone, Hibatullah Akhundzada: met" in said
    assert "persecution, element 2, political alone, Hibatullah Akhundzada: open" in said
    assert "element 4, gender alone" not in said


def test_a_picture_with_every_date_speaks_of_none_without(figures, sample, law_file):
    first, *others = sample.restrictions
    undated = replace(first, date=replace(first.date, earliest=None, latest=None))
    case = replace(sample, restrictions=(undated, *others))

    assert "without a date" not in figures["areas"].caption
    assert "1 without a date are not drawn" in restrictions_over_time(case, law_file).caption
