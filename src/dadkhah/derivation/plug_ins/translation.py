"""A text in another language, page by page, by a program plugged in."""

from pathlib import Path

from dadkhah.derivation.findings import Fact, Findings
from dadkhah.derivation.outcome import Options
from dadkhah.derivation.plug_ins.finding import translator
from dadkhah.derivation.text_layer import read_text_layer
from dadkhah.text.one_line import on_one_line


def derive(source: Path, folder: Path, options: Options) -> dict[str, object]:
    """Translate the pages of `source`, a `text.json`; answer `pages` by their numbers.

    Options: `into`, and `language`, that of the text, where it is known. Nothing is written into
    `folder`: a translation never takes the place of the text.
    """
    del folder
    program = translator()
    source_language, target = str(options.get("language", "")), str(options.get("into", "en"))
    pages = {
        str(page.number): str(program.translate(page.text, source_language, target))
        for page in read_text_layer(source.read_bytes()).pages
        if page.text.strip()
    }
    name = on_one_line(str(program.program))[:100]
    facts = (Fact("translation", "program", name), Fact("translation", "into", target))
    return {**Findings(facts=facts).written(), "program": name, "into": target, "pages": pages}
