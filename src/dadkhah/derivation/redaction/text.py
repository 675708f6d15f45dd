"""A copy of a text in which parts are replaced by a mark that says nothing of their length."""

from pathlib import Path

from dadkhah.derivation.findings import Fact, Findings
from dadkhah.derivation.kinds.plain_text import decoded
from dadkhah.derivation.outcome import MIB, Options, Reason
from dadkhah.derivation.redaction.hidden import read_hidden
from dadkhah.derivation.redaction.occurrences import merged, occurrences
from dadkhah.errors import FileNotDerivable

MARK = "[…]"
_MOST_BYTES = 64 * MIB


def derive(source: Path, folder: Path, options: Options) -> dict[str, object]:
    """Write `copy.txt` in UTF-8: `source` without the spans and words of `options["hide"]`.

    Spans count in the text as it is derived, with line feeds at the ends of its lines.
    """
    hidden = read_hidden(str(options.get("hide", "")))
    if source.stat().st_size > _MOST_BYTES:
        raise FileNotDerivable(Reason.TOO_LARGE, f"It has more than {_MOST_BYTES} bytes of text.")
    text, _encoding, _is_guess = decoded(source.read_bytes())
    text = as_derived(text)
    spans = merged([*hidden.spans, *occurrences(hidden.words, text)], text)
    pieces, at = [], 0
    for span in spans:
        pieces += [text[at : span.start], MARK]
        at = span.end
    (folder / "copy.txt").write_text("".join([*pieces, text[at:]]), encoding="utf-8", newline="\n")
    facts = (Fact("redaction", "parts hidden", str(len(spans))),)
    return {**Findings(facts=facts).written(), "file": "copy.txt"}


def as_derived(text: str) -> str:
    """Return a text as it is derived: its lines end with a line feed."""
    return text.replace("\r\n", "\n").replace("\r", "\n")
