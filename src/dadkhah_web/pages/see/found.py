"""Which records a search finds: the bridge from the words one looks for to a picture of them."""

from django.db.models import F, Q

from dadkhah.text.folding import fold
from dadkhah_web.cases.access import Access
from dadkhah_web.search.models import SearchEntry


def keys_found(access: Access, words: str) -> frozenset[str]:
    """Return the keys (`act/A-0001`) of the records in which all `words` stand."""
    entries = access.narrow(SearchEntry.objects.filter(case=access.case), "record")
    for word in fold(words).split():
        entries = entries.filter(Q(folded_title__contains=word) | Q(folded_text__contains=word))
    rows = entries.annotate(code=F("record__code")).values_list("kind", "code")
    return frozenset(f"{kind}/{code}" for kind, code in rows)
