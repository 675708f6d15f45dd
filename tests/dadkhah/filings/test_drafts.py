import pytest

from dadkhah.errors import DraftInvalid
from dadkhah.filings.document import Bearing, Fact, Heading, Items, Paragraph, Statement
from dadkhah.filings.drafts import read_communication_draft, read_letter_draft
from dadkhah.filings.drafts.entries import entries_of, read_draft


def entries(build, text):
    case = build.case(drafts={"filings/x.yaml": f"body:\n{text}"})
    return entries_of(read_draft(case, "x"), "body")


def test_a_sentence_of_each_kind_is_read(build):
    heading, paragraph, points = entries(
        build,
        "  - heading: Attack\n"
        "  - paragraph:\n"
        "      - fact: One\n        cite: [X-1, X-2]\n        against: [X-3]\n"
        "      - law: Two\n"
        "  - list:\n      - request: Three\n",
    )

    assert heading == Heading("Attack", 2)
    assert isinstance(paragraph, Paragraph)
    assert isinstance(points, Items)
    one, two = paragraph.sentences
    assert isinstance(one, Fact)
    assert [(c.passage, c.bearing) for c in one.citations] == [
        ("X-1", Bearing.SUPPORTS),
        ("X-2", Bearing.SUPPORTS),
        ("X-3", Bearing.CONTRADICTS),
    ]
    assert isinstance(two, Statement)


@pytest.mark.parametrize(
    ("text", "line", "why"),
    [
        ("  - {}\n", 2, "an entry is one of"),
        ("  - picture: x\n", 2, "an entry is"),
        ("  - paragraph:\n      - claim: x\n", 3, "exactly one kind"),
        ("  - paragraph:\n      - just words\n", 3, "begins with its kind"),
        ("  - paragraph:\n      - fact: x\n        law: y\n", 3, "exactly one kind"),
        ("  - paragraph:\n      - law: x\n        cite: [X-1]\n", 4, "does not belong"),
        ("  - paragraph:\n      - fact: x\n        cite: X-1\n", 4, "must be a list"),
        ("  - paragraph:\n      - fact: x\n        cite: [[X-1]]\n", 4, "an identifier"),
    ],
)
def test_a_malformed_entry_is_refused_with_its_line(build, text, line, why):
    with pytest.raises(DraftInvalid, match=rf"filings/x.yaml:{line}: .*{why}"):
        entries(build, text)


def test_a_missing_draft_says_where_to_write_it(build):
    with pytest.raises(DraftInvalid, match=r"has no filings/communication\.yaml"):
        read_communication_draft(build.case())


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("- x\n", "must be a map"),
        ("title: x\nstyle: y\n", "`style` is not a key"),
        ("title: x\n", "`subtitle:` is missing"),
    ],
)
def test_a_communication_with_wrong_keys_is_refused(build, text, why):
    with pytest.raises(DraftInvalid, match=why):
        read_communication_draft(build.case(drafts={"filings/communication.yaml": text}))


def test_a_letter_refuses_a_kind_of_request_it_does_not_know(build, sample):
    text = sample.drafts["filings/letter.yaml"].replace("kind: protect", "kind: reward")

    with pytest.raises(DraftInvalid, match="`reward` is no kind of request"):
        read_letter_draft(build.case(drafts={"filings/letter.yaml": text}))


def test_a_letter_needs_every_language(build, sample):
    text = sample.drafts["filings/letter.yaml"].replace("  ps: عامه بېلګه\n", "")

    with pytest.raises(DraftInvalid, match="`ps:` is missing"):
        read_letter_draft(build.case(drafts={"filings/letter.yaml": text}))
