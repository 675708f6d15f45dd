"""SQLite: FTS5 over the columns of the entries, kept in step by triggers.

The words are folded and joined by spaces before they come here, so the tokenizer that cuts at
ASCII punctuation alone cuts them exactly where `words_of` did.
"""

from django.db import DatabaseError, connection, transaction

from dadkhah.text.search_terms import AllOf, AnyOf, Node, Term
from dadkhah_web.search.full_text.words import cut

_ADD = """
    INSERT INTO search_words (rowid, folded_title, folded_text)
    VALUES (new.id, new.folded_title, new.folded_text);"""
_REMOVE = """
    INSERT INTO search_words (search_words, rowid, folded_title, folded_text)
    VALUES ('delete', old.id, old.folded_title, old.folded_text);"""
CREATE = (
    """CREATE VIRTUAL TABLE search_words USING fts5(
        folded_title, folded_text,
        content='search_searchentry', content_rowid='id', tokenize='ascii'
    )""",
    f"CREATE TRIGGER search_words_added AFTER INSERT ON search_searchentry BEGIN {_ADD} END",
    f"CREATE TRIGGER search_words_removed AFTER DELETE ON search_searchentry BEGIN {_REMOVE} END",
    f"""CREATE TRIGGER search_words_changed
    AFTER UPDATE OF folded_title, folded_text ON search_searchentry BEGIN {_REMOVE} {_ADD} END""",
)
DROP = (
    "DROP TRIGGER search_words_added",
    "DROP TRIGGER search_words_removed",
    "DROP TRIGGER search_words_changed",
    "DROP TABLE search_words",
)
# The planner would rather walk all entries of a case and ask the index of each.
FROM = "search_words CROSS JOIN search_searchentry AS e ON e.id = search_words.rowid"
MATCHES = "search_words MATCH %s"
# With a filter: the plus keeps the planner from walking all entries of the case instead of what
# the filter leaves.
IN_FILTERED_CASE = "+e.case_id = %s"
# Smaller is better. It takes the query from MATCH; a word of a title counts eight times.
RANK = "bm25(search_words, 8.0, 1.0)"
REBUILD = ("INSERT INTO search_words (search_words) VALUES ('rebuild')",)
# Words of what was deleted stay in the index until its parts are merged.
OVERWRITE = ("INSERT INTO search_words (search_words) VALUES ('optimize')",)


def is_in_step() -> bool:
    """Return whether the index says exactly what the entries say."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO search_words (search_words, rank) VALUES ('integrity-check', 1)"
            )
    except DatabaseError:
        return False
    return True


def expression(node: Node) -> str:
    """Return the query as FTS5 reads it. Words hold letters and digits only."""
    if isinstance(node, Term):
        return f'"{" ".join(map(cut, node.words))}"{"*" if node.is_prefix else ""}'
    if isinstance(node, AnyOf):
        return f"({' OR '.join(map(expression, node.of))})"
    wanted = " AND ".join(map(expression, node.of))
    return f"(({wanted}){_but_not(node)})"


def _but_not(node: AllOf) -> str:
    return "".join(f" NOT {expression(one)}" for one in node.but_not)
