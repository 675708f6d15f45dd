import hashlib
import io
import json
import zipfile
from contextlib import nullcontext
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

from dadkhah.errors import BundleExists, BundleIncomplete
from dadkhah.exchange import verify
from dadkhah.exchange.bundle.exhibits import safe_name


def contents(folder):
    return {
        p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()
    }


def test_the_same_case_and_the_same_log_give_the_same_bytes(make_house, tmp_path):
    for name in ("one", "two"):
        make_house(tmp_path / name).fill(noise=2).bundle(tmp_path / name / "bundle")

    assert contents(tmp_path / "one/bundle") == contents(tmp_path / "two/bundle")
    assert (tmp_path / "one/bundle.zip").read_bytes() == (tmp_path / "two/bundle.zip").read_bytes()


def test_the_archive_holds_the_same_files(genuine):
    with zipfile.ZipFile(genuine.with_name("bundle.zip")) as packed:
        inside = {name.removeprefix("bundle/"): packed.read(name) for name in packed.namelist()}

    assert inside == contents(genuine)


def test_the_verifier_in_the_bundle_is_the_one_of_the_house(genuine):
    assert (genuine / "verify.py").read_bytes() == Path(verify.__file__).read_bytes()


def test_a_bundle_is_never_written_over_something(own_house, tmp_path):
    (tmp_path / "out.zip").write_bytes(b"")
    with pytest.raises(BundleExists):
        own_house.bundle(tmp_path / "out")
    (tmp_path / "out.zip").unlink()
    (tmp_path / "out").mkdir()
    with pytest.raises(BundleExists):
        own_house.bundle(tmp_path / "out")


def test_nothing_is_left_behind_and_nothing_logged_when_it_fails(own_house, tmp_path):
    own_house.filings["letter.html"] = b"<p>what was said at\n the&#32;<b>gate</b></p>"
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(Exception, match=r"letter\.html contains passage/X-0004:f:quote"):
        own_house.bundle(tmp_path / "out")

    assert sorted(tmp_path.rglob("*")) == before


def test_an_item_that_was_never_received_cannot_be_bundled(own_house, tmp_path):
    del own_house.receptions["I-0002"]
    with pytest.raises(BundleIncomplete, match="I-0002"):
        own_house.bundle(tmp_path / "out")


def test_a_vault_that_gives_other_bytes_is_noticed(own_house, tmp_path):
    custody = own_house.custody(open_item=lambda _: nullcontext(io.BytesIO(b"other bytes")))
    own_house.custody = lambda: custody
    with pytest.raises(BundleIncomplete, match="other bytes for I-0001"):
        own_house.bundle(tmp_path / "out")


def test_the_release_is_the_last_entry_and_names_the_recipient(genuine):
    line = json.loads((genuine / "data/release/entry.jsonl").read_text())
    fields = dict(verify.read_disclosure(text)[:2] for text in line["disclosures"])
    listing = (genuine / "data/release/files.txt").read_bytes()

    assert line["entry"] == 275
    assert fields == {
        "type": "export", "recipient": "The Prosecutor", "size": str(len(listing)),
        "sha256": hashlib.sha256(listing).hexdigest(),
    }  # fmt: skip


def test_each_filing_may_number_the_exhibits_its_own_way(own_house, tmp_path, forger):
    facts = [{"text": "x", "citations": [{"exhibit": "L-001", "passage": "X-0002"}]}]
    letter = json.dumps({"facts": facts, "exhibits": []})
    own_house.filings["letter.json"] = letter.encode()
    content = own_house.content()
    numbers = {**content.exhibit_numbers, "letter": {"I-0002": "L-001"}}
    own_house.content = lambda: replace(content, exhibit_numbers=numbers)
    own_house.bundle(tmp_path / "out")

    assert type(forger)(tmp_path / "out").verdict().exit == 0
    assert json.loads((tmp_path / "out/data/bundle.json").read_text())["exhibits"][1] == {
        "number": "E-002", "numbers": {"communication": "E-002", "letter": "L-001"},
        "item": "I-0002", "file": "data/exhibits/E-002/راه_پیمایی_۱.txt",
        "device": own_house.key.device, "entry": 4,
    }  # fmt: skip
    index = (tmp_path / "out/index.html").read_text()
    assert '<th scope="col">In the communication</th><th scope="col">In the letter</th>' in index
    assert '<th scope="row">E-002</th><td>E-002</td><td>L-001</td>' in index
    assert '<th scope="row">E-001</th><td>E-001</td><td>–</td>' in index


@pytest.mark.parametrize(("given", "safe"), [
    ("evidence/card.md", "card.md"), ("a/../..", "E-001"), ("x/.hidden", "hidden"),
    ("a b:c?.txt", "a_b_c_.txt"), ("x/100%.txt", "100_.txt"), ("x/con\x1b.txt", "con_.txt"),
    ("", "E-001"), ("x/" + "n" * 300 + ".txt", "n" * 100 + ".txt"), ("x/noending", "noending"),
])  # fmt: skip
def test_a_file_gets_a_name_that_every_system_can_write(given, safe):
    assert safe_name(given, "E-001") == safe
    assert verify.name_is_safe(safe)


class Page(HTMLParser):
    def __init__(self, text):
        super().__init__()
        self.tags, self.links, self.headings = [], [], []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        self.tags.append(tag)
        self.links += [value for name, value in attributes if name in {"href", "src"}]


def test_the_index_names_what_is_here_and_what_is_held_back(genuine):
    text = (genuine / "index.html").read_text(encoding="utf-8")
    page = Page(text)

    assert {"script", "img", "link", "iframe"} & set(page.tags) == set()
    assert "default-src 'none'" in text
    assert all((genuine / link).is_file() for link in page.links)
    assert "item/I-0004" in text
    assert "Withheld" in text
    assert "The title of item I-0001" in text
    assert "The title of item I-0004" not in text
    assert page.tags.count("h1") == 1


def test_people_s_words_cannot_become_markup(own_house, tmp_path):
    case = own_house.case
    info = replace(case.info, title="<script>alert(1)</script>", sender='"><b>')
    items = (replace(case.items[0], title="</td><img src=x>"), *case.items[1:])
    own_house.case = replace(case, info=info, items=items)
    own_house.bundle(tmp_path / "out")
    page = Page((tmp_path / "out/index.html").read_text(encoding="utf-8"))

    assert {"script", "img", "b"} & set(page.tags) == set()


def test_the_readme_speaks_three_languages(genuine):
    text = (genuine / "README.txt").read_text(encoding="utf-8")

    assert all(words in text for words in ("CASE BUNDLE", "بستهٔ دوسیه", "د دوسیې بسته"))
    assert text.count("python3 verify.py --key FINGERPRINT") == 3
