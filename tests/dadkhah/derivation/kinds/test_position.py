"""Places are read as cameras and telephones write them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dadkhah.derivation.kinds.position import Position, position_of


@pytest.mark.parametrize(
    ("written", "place"),
    [
        ("+34.5284+069.1717+1790/", Position(34.5284, 69.1717, 1790)),
        ("+34.5284+069.1717/", Position(34.5284, 69.1717)),
        ("-3431.5-06910.25/", Position(-34.525, -69 - 10.25 / 60)),
        ("+343142.24+0691018.12-12.5/", Position(34.5284, 69 + 10 / 60 + 18.12 / 3600, -12.5)),
        ("+00.0000+000.0000/", None),
        ("+95.0+069.0/", None),
        ("Kabul", None),
        ("", None),
    ],
)
def test_a_place_of_a_film_is_read_in_degrees_minutes_and_seconds(written, place):
    found = position_of(written)

    assert (found is None) == (place is None)
    if found and place:
        assert found.latitude == pytest.approx(place.latitude)
        assert found.longitude == pytest.approx(place.longitude)
        assert found.altitude == place.altitude


@given(st.text(alphabet="+-.0123456789/", max_size=40))
@settings(max_examples=60)
def test_for_any_text_there_is_a_place_on_the_earth_or_none(text):
    place = position_of(text)

    assert place is None or (abs(place.latitude) <= 90 and abs(place.longitude) <= 180)
