"""Whatever is typed into a search box is read; what is left out is told."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dadkhah.text.folding import fold
from dadkhah.text.search_terms import (
    DEEPEST,
    MOST_TERMS,
    AllOf,
    AnyOf,
    Filter,
    Ignored,
    Query,
    Reason,
    Term,
    read_query,
)

NAMES = ("kind", "place", "after")


def word(text):
    return Term((text,))


ONE, TWO, THREE = word("one"), word("two"), word("three")


@pytest.mark.parametrize(
    ("written", "root"),
    [
        ("", None),
        ("one", ONE),
        ("one two", AllOf((ONE, TWO))),
        ("one AND two & three", AllOf((ONE, TWO, THREE))),
        ("one two OR three", AnyOf((AllOf((ONE, TWO)), THREE))),
        ("one | two", AnyOf((ONE, TWO))),
        ("one (two OR three)", AllOf((ONE, AnyOf((TWO, THREE))))),
        ("one -two", AllOf((ONE,), (TWO,))),
        ("one NOT two", AllOf((ONE,), (TWO,))),
        ("one NOT NOT two", AllOf((ONE, TWO))),
        ("one -(two three)", AllOf((ONE,), (AllOf((TWO, THREE)),))),
        ('"one two"', Term(("one", "two"))),
        ("«one two» three", AllOf((Term(("one", "two")), THREE))),
        ("“one two”", Term(("one", "two"))),
        ("edu*", Term(("edu",), is_prefix=True)),
        ('"one edu*"', Term(("one", "edu"), is_prefix=True)),
        ("A-0001", Term(("a", "0001"))),
        ("or not and", AllOf((word("or"), word("not"), word("and")))),
        ("Order NOTHING", AllOf((word("order"), word("nothing")))),
    ],
)
def test_a_query_is_read_as_people_mean_it(written, root):
    assert read_query(written, NAMES) == Query(root)


@pytest.mark.parametrize(
    ("typed", "stands"),
    [("كابل", "کابل"), ("می‌شود", "میشود"), ("۱۴۰۰", "1400"), ("١٤٠٠", "1400"), ("زبي", "زبی")],
)
def test_what_is_typed_is_folded_as_the_texts_are(typed, stands):
    assert read_query(typed).root == word(fold(stands))


def test_filters_are_taken_out_wherever_they_stand():
    query = read_query("kind:act one PLACE:AF-KAB OR two -after:۲۰۲۱ kind:«two words»", NAMES)

    assert query.root == AnyOf((ONE, TWO))
    assert query.filters == (
        Filter("kind", "act"),
        Filter("place", "AF-KAB"),
        Filter("after", "2021", is_excluded=True),
        Filter("kind", "two words"),
    )


@pytest.mark.parametrize(
    ("written", "root", "ignored"),
    [
        ("one OR", ONE, Ignored("OR", Reason.OPERATOR_ALONE)),
        ("OR one", ONE, Ignored("OR", Reason.OPERATOR_ALONE)),
        ("one NOT )", ONE, Ignored("NOT", Reason.OPERATOR_ALONE)),
        ("(one two", AllOf((ONE, TWO)), Ignored("(", Reason.BRACKET_ALONE)),
        ("one) two", AllOf((ONE, TWO)), Ignored(")", Reason.BRACKET_ALONE)),
        ('one "two three', AllOf((ONE, Term(("two", "three")))),
         Ignored('"two three', Reason.QUOTE_OPEN)),
        ("one !?", ONE, Ignored("!?", Reason.NO_LETTERS)),
        ("one -two", AllOf((ONE,), (TWO,)), None),
        ("-one -two", None, Ignored("-one -two", Reason.ONLY_EXCLUDED)),
        ("one OR -two", ONE, Ignored("-two", Reason.ONLY_EXCLUDED)),
        ("one kind:", ONE, Ignored("kind:", Reason.FILTER_EMPTY)),
        ('one kind:""', ONE, Ignored('kind:""', Reason.FILTER_EMPTY)),
        ("kidn:one", Term(("kidn", "one")), Ignored("kidn:one", Reason.UNKNOWN_FILTER)),
        ("https://one.two", Term(("https", "one", "two")), None),
        ("12:30", Term(("12", "30")), None),
    ],
)  # fmt: skip
def test_what_cannot_be_used_is_told(written, root, ignored):
    query = read_query(written, NAMES)

    assert query.root == root
    assert ignored is None or ignored in query.ignored


def test_a_query_is_read_up_to_a_size_and_a_depth():
    many = read_query(" ".join(f"w{n}" for n in range(MOST_TERMS + 1)))
    deep = read_query("(" * (DEEPEST + 1) + "one" + ")" * (DEEPEST + 1) + " two")

    assert len(many.terms) == MOST_TERMS
    assert many.ignored == (Ignored(f"w{MOST_TERMS}", Reason.TOO_MANY),)
    assert deep.root == TWO
    assert deep.ignored == (Ignored("(one)", Reason.TOO_DEEP),)


def test_terms_to_highlight_are_those_a_hit_may_contain():
    assert read_query("one (two OR three) -four").terms == (ONE, TWO, THREE)


PIECES = st.sampled_from(
    ["one", "two*", "OR", "AND", "NOT", "-", "(", ")", '"', "«", "»", "kind:", "kind:a", "|", "۱"]
)


@given(st.text() | st.lists(PIECES).map(" ".join) | st.lists(PIECES).map("".join))
def test_for_any_text_a_query_is_read_and_has_something_to_look_for(written):
    def holds(node):
        if isinstance(node, Term):
            return node.words and all(fold(w) == w for w in node.words)
        excluded = node.but_not if isinstance(node, AllOf) else ()
        return node.of and all(holds(each) for each in (*node.of, *excluded))

    query = read_query(written, NAMES)

    assert query.root is None or holds(query.root)
