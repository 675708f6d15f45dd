"""A file of the law that cannot be read is refused with file, line and what to do."""

import pytest

from dadkhah.errors import LawFileRefused


def refused(small_law) -> str:
    with pytest.raises(LawFileRefused) as caught:
        small_law.load()
    return str(caught.value)


CRIME = "crimes/s-7-1-a.yaml"


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("family: c", "famly: c", "law/crimes/s-7-1-a.yaml:1: `family` is missing or empty"),
        ("family: crime-against-humanity", "family:", ":3: `family` is missing or empty"),
        ("family: crime-against-humanity", "family: [a]", ":3: `family` must be one text"),
        ("labels: u", "colour: red\nlabels: u", ":5: the field `colour` is not known here"),
        ("labels: unofficial", "labels: good", ":5: `labels: good` is not known"),
        ("labels: unofficial\n", "", ":5: the file does not say what its names are"),
        ("2002-07-01", "1 July 2002", ":4: `in_force_from: 1 July 2002` is not a date"),
        ("element_count: 2", "element_count: two", ":8: `element_count: two` is not a whole"),
        ("element_count: 2", "element_count: ٢", ":8: `element_count: ٢` is not a whole"),
        ("kind: conduct", "kind: deed", ":11: `kind: deed` is not known. Write one of conduct"),
        ("shared: ctx-nexus", "shared: ctx-none", ":16: no shared element `ctx-none`"),
        ("sources: [https://example.org/2]", "sources: one", ":28: `sources` must be a list"),
        ("sources: [https://example.org/2]", "sources: [a: b]", ":28: `sources` must list texts"),
        ("grounds:\n- id", "grounds:\n- gender\n- id", ":18: `grounds` must list mappings only"),
        ("name: {en: Killing, fa: قتل, ps: وژنه}", "name: Killing", ":6: `name` must be a mapping"),
        ("en: Killing, ", "", ":6: `en` is missing or empty"),
        ("en: Killing, ", "en: Killing, de: Mord, ", ":6: the field `de` is not known here"),
        ("element_count", "secondary: yes\nelement_count", ":8: `secondary: yes` is not known"),
        ("labels: u", "id: twice\nlabels: u", ":5: the key `id` repeats line 1"),
    ],
)
def test_a_fault_is_refused_at_its_line(small_law, old, new, message):
    small_law.change(CRIME, old, new)

    assert message in refused(small_law)


def test_two_things_with_one_id_are_refused_with_both_places(small_law):
    small_law.change("crimes/war/s-8-1.yaml", "id: s-8-1", "id: s-7-1-a")

    assert refused(small_law).startswith(
        "law/crimes/war/s-8-1.yaml:1: the id `s-7-1-a` is already at law/crimes/s-7-1-a.yaml:1."
    )


def test_a_repeated_code_is_refused(small_law):
    small_law.write(
        "vocabularies/rights.yaml",
        "id: rights\ntitle: R\nlabels: english-only\nterms:\n"
        "- {code: life, name: {en: a}}\n- {code: life, name: {en: b}}\n",
    )

    assert "law/vocabularies/rights.yaml:6: the code `life` repeats" in refused(small_law)


def test_a_restriction_in_the_wrong_year_is_refused(small_law):
    small_law.change("restrictions/2021.yaml", "date: 2021-08-15", "date: 2022-08-15")

    assert "law/restrictions/2021.yaml:4: `date: 2022-08-15` is not in 2021" in refused(small_law)


def test_a_file_where_no_kind_of_law_is_kept_is_refused(small_law):
    small_law.write("crime/s-7-1-b.yaml", "id: s-7-1-b\n")

    assert "law/crime/s-7-1-b.yaml: no kind of law has files here" in refused(small_law)


def test_worked_examples_are_no_part_of_the_law(small_law):
    before = small_law.load().version
    small_law.write("examples/one.yaml", "anything: goes\n")

    assert small_law.load().version == before


def test_a_missing_file_is_refused(small_law):
    (small_law.path / "penalties.yaml").unlink()

    assert "law/penalties.yaml: the file is missing" in refused(small_law)


def test_a_file_that_is_no_mapping_is_refused(small_law):
    small_law.write("penalties.yaml", "- one\n")

    assert "law/penalties.yaml:1: the file must be a mapping" in refused(small_law)


def test_a_file_that_is_not_utf_8_is_refused(small_law):
    (small_law.path / "penalties.yaml").write_bytes(b"note: \xff\n")

    assert "law/penalties.yaml: cannot be read as UTF-8" in refused(small_law)


def test_a_folder_without_a_version_is_refused(small_law):
    (small_law.path / "VERSION").unlink()

    assert "law/VERSION: cannot be read" in refused(small_law)


def test_a_version_that_is_none_is_refused(small_law):
    small_law.write("VERSION", "new\n")

    assert "law/VERSION:1: `new` is not a version" in refused(small_law)


def test_the_version_changes_with_any_word_and_not_with_line_endings(small_law):
    before = small_law.load().version
    for path in [small_law.path / "penalties.yaml", small_law.path / CRIME]:
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert small_law.load().version == before

    small_law.change("penalties.yaml", "up to 30 years", "up to 31 years")
    assert small_law.load().version != before


def test_the_version_changes_when_a_file_is_renamed(small_law):
    before = small_law.load().version
    (small_law.path / "venues/letter.yaml").rename(small_law.path / "venues/public.yaml")

    assert small_law.load().version != before


def test_small_things_keep_what_their_files_say(small_law):
    law = small_law.load()

    term = law.vocabularies["act_types"].terms["kill"]
    assert term.variants == ("slaying", "قتل", "مړ کول")
    assert law.shared["ctx-nexus"].needs == (("ctx-attack", "ctx-policy"), ("ctx-policy",))
    assert law.respondents["first"].variants_ar == ("الأول",)
    assert law.penalties.related == (("28", "reparations"),)
    assert law.instruments["statute"].afghanistan.notes == (("reservations", "none"),)
    assert law.other_treaties[0].sources == ("https://example.org/6",)
    assert law.about["crimes"].notes == (("language", "ours"),)
    assert law.crimes["s-8-1"].secondary
    assert not law.crimes["s-7-1-a"].names.official
