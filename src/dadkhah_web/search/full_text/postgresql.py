"""PostgreSQL: a text-search vector made by our own function, so no parser of its own decides."""

from django.db import connection

from dadkhah.text.search_terms import AllOf, AnyOf, Node, Term
from dadkhah_web.search.full_text.words import cut

# Positions end at 16,383: words after that are found, and count as standing there.
CREATE = (
    """CREATE FUNCTION search_vector(folded text) RETURNS tsvector
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
        SELECT coalesce(string_agg('''' || word || ''':' || least(place, 16383), ' '), '')::tsvector
        FROM unnest(string_to_array($1, ' ')) WITH ORDINALITY AS each(word, place)
        WHERE word <> ''
    $$""",
    """CREATE TABLE search_words (
        entry bigint PRIMARY KEY REFERENCES search_searchentry ON DELETE CASCADE,
        words tsvector NOT NULL
    )""",
    "CREATE INDEX search_words_index ON search_words USING gin (words)",
    """CREATE FUNCTION search_words_of(title text, body text) RETURNS tsvector
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
        SELECT setweight(search_vector(title), 'A') || setweight(search_vector(body), 'D')
    $$""",
    """CREATE FUNCTION search_words_kept() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        INSERT INTO search_words VALUES (new.id, search_words_of(new.folded_title, new.folded_text))
        ON CONFLICT (entry) DO UPDATE SET words = excluded.words;
        RETURN NULL;
    END $$""",
    """CREATE TRIGGER search_words_kept
    AFTER INSERT OR UPDATE OF folded_title, folded_text ON search_searchentry
    FOR EACH ROW EXECUTE FUNCTION search_words_kept()""",
)
DROP = (
    "DROP TRIGGER search_words_kept ON search_searchentry",
    "DROP FUNCTION search_words_kept",
    "DROP TABLE search_words",
    "DROP FUNCTION search_words_of",
    "DROP FUNCTION search_vector",
)
FROM = "search_words JOIN search_searchentry AS e ON e.id = search_words.entry"
MATCHES = "search_words.words @@ %s::tsquery"
IN_FILTERED_CASE = "e.case_id = %s"
# Smaller is better. A word of a title counts eight times; 1 divides by the logarithm of the length.
RANK = "-ts_rank('{0.125, 0.2, 0.4, 1.0}', search_words.words, %s::tsquery, 1)"
REBUILD = (
    "DELETE FROM search_words",
    """INSERT INTO search_words
    SELECT id, search_words_of(folded_title, folded_text) FROM search_searchentry""",
)
OVERWRITE: tuple[str, ...] = ()


def is_in_step() -> bool:
    """Return whether the index says exactly what the entries say."""
    with connection.cursor() as cursor:
        cursor.execute(
            """SELECT count(*) FROM search_searchentry AS e
            FULL JOIN search_words AS w ON w.entry = e.id
            WHERE w.words IS DISTINCT FROM search_words_of(e.folded_title, e.folded_text)"""
        )
        (different,) = cursor.fetchone()
    return bool(different == 0)


def expression(node: Node) -> str:
    """Return the query as `tsquery` reads it. Words hold letters and digits only."""
    if isinstance(node, Term):
        *first, last = map(cut, node.words)
        words = [*(f"'{word}'" for word in first), f"'{last}'{':*' if node.is_prefix else ''}"]
        return f"({' <-> '.join(words)})"
    if isinstance(node, AnyOf):
        return f"({' | '.join(map(expression, node.of))})"
    return f"({' & '.join(map(expression, node.of))}{_but_not(node)})"


def _but_not(node: AllOf) -> str:
    return "".join(f" & !{expression(one)}" for one in node.but_not)
