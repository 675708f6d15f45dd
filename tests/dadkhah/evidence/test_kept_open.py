"""What is kept of an open vault and the word that was given away: neither alone opens it."""

from hypothesis import given
from hypothesis import strategies as st

from dadkhah.evidence.kept_open import new_word, reopen, shut, word_from
from dadkhah.evidence.vault import VaultIdentity
from dadkhah.evidence.vault.processes import process_pool

IDENTITY = VaultIdentity.generate()


def test_the_word_opens_what_it_shut():
    word = new_word()

    assert reopen(shut(IDENTITY, word), word).text == IDENTITY.text


def test_another_word_opens_nothing():
    assert reopen(shut(IDENTITY, new_word()), new_word()) is None


@given(st.binary(min_size=32, max_size=32))
def test_for_any_secret_of_a_site_its_word_opens_what_it_shut(digest):
    word = word_from(digest)

    assert reopen(shut(IDENTITY, word), word).text == IDENTITY.text


def test_what_was_damaged_or_is_no_word_opens_nothing():
    word = new_word()
    kept = shut(IDENTITY, word)

    assert reopen(kept[:-4], word) is None
    assert reopen("not what was kept", word) is None
    assert reopen(kept, "no word") is None


def test_one_worker_does_its_work_once_when_it_is_asked_for():
    done = []
    with process_pool(1) as pool:
        later = pool.submit(lambda: done.append(1) or len(done))
        assert done == []
        assert (later.result(), later.result()) == (1, 1)
