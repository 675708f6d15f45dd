"""Both databases find exactly what the words of a query say, whatever the words are."""

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from dadkhah.text.search_terms import AllOf, AnyOf, Query, Term, read_query, words_of
from dadkhah_web.cases.models import Case, Record
from dadkhah_web.cases.roles import Role
from dadkhah_web.exchange.findable import find
from dadkhah_web.exchange.findable.pages import LONGEST_PART, parts
from dadkhah_web.search.models import SearchEntry
from dadkhah_web.search.selectors import SearchQuery
from dadkhah_web.search.services import (
    Findable,
    folded_words,
    is_index_in_step,
    overwrite_removed,
    put,
    rebuild_index,
)
from people import access, person

WORDS = st.sampled_from(
    ["مکتب", "مكتب", "می‌رود", "Ünal", "12", "۱۲", "1e5", "a", "ab", "abc", "or", "NEAR", "x_y", "ß"]
)
TEXTS = st.lists(WORDS | st.text(max_size=6), max_size=6).map(" ".join)
TERMS = st.builds(
    Term,
    TEXTS.map(lambda text: words_of(folded_words(text))[:3]).filter(bool),
    is_prefix=st.booleans(),
)
NODES = st.recursive(
    TERMS,
    lambda of: (
        st.lists(of, min_size=1, max_size=3).map(lambda found: AnyOf(tuple(found)))
        | st.builds(
            AllOf,
            st.lists(of, min_size=1, max_size=3).map(tuple),
            st.lists(of, max_size=2).map(tuple),
        )
    ),
    max_leaves=4,
)


@pytest.fixture
def who(imported):
    SearchEntry.objects.all().delete()
    return access(person("rr", Role.READER))


def holds(node, words):
    """Say what the query means, word by word."""
    if isinstance(node, AnyOf):
        return any(holds(one, words) for one in node.of)
    if isinstance(node, AllOf):
        return all(holds(one, words) for one in node.of) and not any(
            holds(one, words) for one in node.but_not
        )
    *first, last = node.words
    return any(
        words[place : place + len(first)] == first
        and (word.startswith(last) if node.is_prefix else word == last)
        for place in range(len(words))
        for word in words[place + len(first) : place + len(first) + 1]
    )


@settings(
    max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(texts=st.lists(TEXTS, min_size=1, max_size=4), node=NODES)
@example(texts=["1e5 x"], node=Term(("1e5",)))
@example(texts=["ab"], node=Term(("a",), is_prefix=True))
def test_what_is_found_is_what_the_words_say(who, texts, node):
    case = Case.objects.get(slug="sample")
    key = Record.objects.filter(case=case).values_list("pk", flat=True)[0]
    with transaction.atomic():
        put(case, [Findable(key, "act", text=t, page=n) for n, t in enumerate(texts)])
        found = find(who, SearchQuery(Query(node), kinds=("act",)))
        transaction.set_rollback(True)

    expected = {n for n, t in enumerate(texts) if holds(node, folded_words(t).split())}
    assert {entry.page for entry in found.entries} == expected
    assert found.total == len(expected)


@pytest.mark.parametrize(
    "written",
    ['"', "*", "NOT", "a AND (", "NEAR(a b)", "{x} : y", "folded_text:a", "'; --", "a\0b"],
)
def test_whatever_is_typed_is_answered(who, written):
    find(who, SearchQuery(read_query(written)))


def test_an_endless_word_can_be_kept_and_looked_for(who):
    case = Case.objects.get(slug="sample")
    key = Record.objects.filter(case=case).values_list("pk", flat=True)[0]
    put(case, [Findable(key, "act", text="ا" * 5000)])

    assert find(who, SearchQuery(read_query("ا" * 5000))).total == 1
    assert is_index_in_step()


def test_an_index_that_says_otherwise_is_noticed_and_made_anew(who):
    case = Case.objects.get(slug="sample")
    key = Record.objects.filter(case=case).values_list("pk", flat=True)[0]
    put(case, [Findable(key, "act", text="words")])
    assert is_index_in_step()
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO search_words (search_words) VALUES ('delete-all')"
            if connection.vendor == "sqlite"
            else "DELETE FROM search_words"
        )
    assert not is_index_in_step()

    rebuild_index()

    assert is_index_in_step()
    assert find(who, SearchQuery(read_query("words"))).total == 1


@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="PostgreSQL keeps no words apart")
def test_words_of_what_is_gone_do_not_linger_in_the_index(who):
    case = Case.objects.get(slug="sample")
    first, second = Record.objects.filter(case=case).values_list("pk", flat=True)[:2]
    put(case, [Findable(first, "act", text="xylophonist")])
    put(case, [Findable(second, "act", text="another")])
    SearchEntry.objects.filter(record=first).delete()
    overwrite_removed()

    with connection.cursor() as cursor:
        cursor.execute("SELECT block FROM search_words_data")
        blocks = b"".join(block for (block,) in cursor.fetchall())
    assert b"ylophonist" not in blocks
    assert b"nother" in blocks


@given(st.text(alphabet="ab \n", max_size=40).map(lambda text: text * 1500))
@settings(max_examples=15, deadline=None)
def test_the_parts_of_a_page_are_the_page(text):
    found = list(parts(text))

    assert "".join(found).rstrip() == text.rstrip()
    assert all(0 < len(part) <= LONGEST_PART for part in found)
