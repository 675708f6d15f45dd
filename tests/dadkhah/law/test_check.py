"""Each way the law can disagree with itself is found, at its file and line."""

import pytest

from dadkhah.law.check import check_law

CRIME = "crimes/s-7-1-a.yaml"
ROW = "restrictions/2021.yaml"


def test_a_sound_law_has_no_findings(small_law):
    assert check_law(small_law.load()) == []


@pytest.mark.parametrize(
    ("change", "code", "line"),
    [
        ((CRIME, "provision: statute/7(1)(a)", "provision: statute/9"), "dangling-reference", 1),
        ((CRIME, "definition: statute/7(3)", "definition: x/7(3)"), "dangling-reference", 1),
        ((CRIME, "  provision: statute/7(3)", "  provision: x/7(3)"), "dangling-reference", 19),
        ((CRIME, "needs: act-of-another-crime", "needs: luck"), "dangling-reference", 10),
        ((CRIME, "needs: act-of-another-crime", "by: luck"), "dangling-reference", 10),
        ((CRIME, "cite: icc-elements/7(1)(a)#1", "cite: icc-elements/7#1"), "wrong-cite", 10),
        (("liability/25-direct.yaml", "statute/25(3)(a)", "statute/40"), "dangling-reference", 1),
        (
            ("liability/25-direct.yaml", "cite: statute/25", "cite: statute/40"),
            "dangling-reference",
            8,
        ),
        (
            ("contextual/article-7.yaml", "cite: statute/7\n", "cite: statute/77\n"),
            "dangling-reference",
            3,
        ),
        (("contextual/article-7.yaml", "| ctx-policy", "| ctx-luck"), "dangling-reference", 14),
        (("standards-of-proof.yaml", "statute/26", "statute/66"), "dangling-reference", 3),
        (("penalties.yaml", "statute/27", "statute/77"), "dangling-reference", 1),
        (
            ("general-rules.yaml", "icc-elements/general-introduction#9", "x/1"),
            "dangling-reference",
            8,
        ),
        (("venues/letter.yaml", "who: A", "provision: x/1\nwho: A"), "dangling-reference", 1),
        (("vocabularies/act-types.yaml", "[s-7-1-a]", "[s-9]"), "dangling-reference", 5),
        (("vocabularies/act-types.yaml", "[life]", "[joy]"), "dangling-reference", 5),
        (("vocabularies/act-types.yaml", "[25-direct]", "[26]"), "dangling-reference", 5),
        (("vocabularies/act-types.yaml", "[statute/7]", "[statute/1]"), "dangling-reference", 5),
        ((ROW, "issuers: [moe]", "issuers: [who]"), "dangling-reference", 3),
        ((ROW, "areas: [education]", "areas: [joy]"), "dangling-reference", 3),
        ((ROW, "AF-KAB", "AF-XXX"), "dangling-reference", 3),
        ((ROW, "status: in_force", "status: gone"), "dangling-reference", 3),
        ((ROW, "form_class: letter", "form_class: song"), "dangling-reference", 3),
        ((ROW, "target: girls", "target: boys"), "dangling-reference", 3),
        ((ROW, "confidence: high", "confidence: certain"), "dangling-reference", 3),
        ((ROW, "date_precision: day", "date_precision: hour"), "dangling-reference", 3),
        (("vocabularies/rights.yaml", "id: rights", "id: duties"), "file-name", 1),
        (("respondents/first.yaml", "[25-direct]", "[26]"), "dangling-reference", 1),
        (("respondents/first.yaml", "crime: s-7-1-a", "crime: s-9"), "dangling-reference", 1),
        (("respondents/first.yaml", "ground: gender", "ground: envy"), "dangling-reference", 1),
        ((CRIME, "element_count: 2", "element_count: 3"), "element-count", 1),
        (("liability/25-direct.yaml", "number: 1", "number: 2"), "element-numbers", 1),
        ((CRIME, ", ps: وژنه", ""), "untranslated", 1),
        (("contextual/article-7.yaml", ", fa: حمله", ""), "untranslated", 3),
        (("contextual/article-7.yaml", "en: Policy", "en: Attack"), "duplicate-label", 8),
        (("crimes/war/s-8-1.yaml", "en: Pillage", "en: Killing"), "duplicate-label", 1),
        (("vocabularies/date-precision.yaml", "en: month", "en: day"), "duplicate-label", 6),
        (("about/crimes.yaml", "id: crimes", "id: offences"), "file-name", 1),
        ((ROW, "date: 2021-08-15", "date: 2021-08"), "wrong-precision", 3),
        ((ROW, "date: 2021-08-15", "date: 2021-02-30"), "impossible-date", 3),
        ((ROW, "date: 2021-08\n", "date: 2021-13\n"), "impossible-date", 17),
        ((ROW, "date: 2021-08-15", "date: 2021-x8-15"), "impossible-date", 3),
        ((ROW, "date: 2021-08\n", "date: 2021-07\n"), "out-of-order", 17),
        ((ROW, "end_date: 2021-09-30", "end_date: 2021-07-30"), "impossible-date", 17),
        ((ROW, "end_date: 2021-09-30", "end_date: later"), "impossible-date", 17),
        (("instruments/statute.yaml", "on: 2003-02-10", "on: 2003-2"), "impossible-date", 1),
        (("proceedings/court.yaml", "date: 2020,", "date: 2021,"), "out-of-order", 6),
        ((CRIME, "sources: [https://example.org/2]", "sources: []"), "missing-source", 23),
        ((CRIME, "sources: [https://example.org/3]", "sources: []"), "missing-source", 30),
        (("proceedings/court.yaml", ", search_note: nothing found", ""), "missing-source", 6),
        (
            ("concepts/moral-crime.yaml", "sources: [https://example.org/1]", "sources: []"),
            "missing-source",
            8,
        ),
        (
            ("other-treaties.yaml", "sources: [https://example.org/6]", "sources: []"),
            "missing-source",
            2,
        ),
    ],
)
def test_a_fault_is_found_at_its_line(small_law, change, code, line):
    small_law.change(*change)

    found = {(finding.code, finding.place) for finding in check_law(small_law.load())}

    assert (code, f"law/{change[0]}:{line}") in found


def test_a_context_before_the_conduct_is_found(small_law):
    small_law.change(CRIME, "kind: conduct", "kind: contextual")
    small_law.change(CRIME, "shared: ctx-nexus", "kind: mental\n  text: Meant.")

    assert [f.code for f in check_law(small_law.load())] == ["context-not-last"]


def test_a_mode_without_elements_is_found(small_law):
    text = (small_law.path / "liability/25-direct.yaml").read_text("utf-8")
    start, end = text.index("elements:"), text.index("confidence:")
    small_law.write("liability/25-direct.yaml", text[:start] + text[end:])

    assert [f.code for f in check_law(small_law.load())] == ["element-numbers"]


def test_findings_are_in_order_of_file_and_line(small_law):
    small_law.change(ROW, "issuers: [moe]", "issuers: [who]")
    small_law.change(ROW, "end_date: 2021-09-30", "end_date: later")
    small_law.change(CRIME, "element_count: 2", "element_count: 3")

    places = [finding.place for finding in check_law(small_law.load())]

    assert places == [f"law/{CRIME}:1", f"law/{ROW}:3", f"law/{ROW}:17"]
