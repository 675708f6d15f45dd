"""What is said in a sound or film, line by line with its times, by a program plugged in."""

from itertools import islice
from pathlib import Path

from dadkhah.derivation.findings import Fact, Findings
from dadkhah.derivation.fingerprints.languages import language_of
from dadkhah.derivation.outcome import Options
from dadkhah.derivation.plug_ins.contract import Said
from dadkhah.derivation.plug_ins.finding import speech_writer
from dadkhah.derivation.text_layer import TEXT_FILE, Page, TextLayer, write_text_layer
from dadkhah.text.one_line import on_one_line

_MOST = 50_000  # lines: a day of talk


def derive(source: Path, folder: Path, options: Options) -> dict[str, object]:
    """Write `text.json` with a line for each thing said; answer `times` of the lines, in seconds.

    Options: `language`.
    """
    writer = speech_writer()
    language = str(options.get("language", ""))
    said = [_clean(one) for one in islice(writer.write_down(source, language), _MOST)]
    lines = [one for one in said if one.text]
    text = "\n".join(one.text for one in lines)
    layer = TextLayer((Page(1, "", 0, 0, text),))
    (folder / TEXT_FILE).write_bytes(write_text_layer(layer))
    program = on_one_line(str(writer.program))[:100]
    facts = (Fact("speech", "program", program), Fact("speech", "lines", str(len(lines))))
    return {
        **Findings(has_text=True, facts=facts).written(),
        "program": program,
        "languages": {"1": language or language_of(text)},
        "times": {"1": [[one.start, one.end] for one in lines]},
    }


def _clean(one: Said) -> Said:
    start = round(max(float(one.start), 0), 3)
    return Said(start, round(max(float(one.end), start), 3), " ".join(str(one.text).split()))
