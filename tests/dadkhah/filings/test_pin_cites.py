from dadkhah.filings.document import Bearing
from dadkhah.filings.pin_cites import CitedExhibit, CiteLine, PinCite, cite_lines


def pin(exhibit, passage, bearing=Bearing.SUPPORTS):
    return PinCite("", exhibit, passage, passage, bearing)


def test_each_bearing_has_a_line_that_says_which():
    pins = (
        pin("E-001", "X-0001"),
        pin("E-002", "X-0002", Bearing.CONTRADICTS),
        pin("E-003", "X-0003", Bearing.CONTEXT),
    )

    assert [line.word for line in cite_lines(pins, "en")] == ["For: ", "Against: ", "Context: "]


def test_an_exhibit_stands_once_in_its_line_with_all_its_places():
    pins = (pin("E-001", "X-0001"), pin("E-002", "X-0002"), pin("E-001", "X-0003"))
    exhibits = (CitedExhibit("E-001", "X-0001, X-0003"), CitedExhibit("E-002", "X-0002"))

    assert cite_lines(pins, "en") == (CiteLine("", exhibits),)
