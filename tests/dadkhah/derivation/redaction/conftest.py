import json
import shutil

import pytest
import typst

from dadkhah.derivation.findings import read_findings
from dadkhah.derivation.outcome import Done, Limits
from dadkhah.derivation.redaction.hidden import write_hidden
from dadkhah.derivation.sandbox import _outcome, run_limited
from dadkhah.derivation.tasks import TASKS
from dadkhah.derivation.worker import ANSWER, answered
from dadkhah.resources import shipped

HEAD = '#set page(width: 300pt, height: 200pt, margin: 20pt)\n#set text(font: "Vazirmatn")\n'


@pytest.fixture(scope="session")
def pdf(tmp_path_factory):
    """Return a PDF with a paragraph a page."""
    folder = tmp_path_factory.mktemp("typst")

    def pdf(*paragraphs):
        (folder / "a.typ").write_text(HEAD + "#pagebreak()\n".join(paragraphs), encoding="utf-8")
        return typst.compile(
            folder / "a.typ", font_paths=[shipped("vendor")], ignore_system_fonts=True
        )

    return pdf


@pytest.fixture
def redact(tmp_path):
    """Make a copy of bytes that hides marks: `copy.file`, `copy.answer`, `copy.check()`.

    In this process; with `limits` in the sandbox.
    """

    def run(task, source, options, limits):
        folder = tmp_path / f"{len(list(tmp_path.iterdir()))}-{task}"
        folder.mkdir()
        if limits:
            return run_limited(task, source, folder, options=options), folder
        request = {"task": task, "source": source, "options": options}
        answer = json.dumps(answered(request, folder))
        (folder / ANSWER).write_text(answer, encoding="utf-8")
        return _outcome(folder, 0, TASKS[task].limits, frozenset()), folder

    class Copy:
        def __init__(self, task, content, hidden, name="source", limits=None):
            self.hide = write_hidden(hidden)
            self.limits = limits
            self.original = tmp_path / name
            self.original.write_bytes(content)
            self.outcome, self.folder = run(task, self.original, {"hide": self.hide}, limits)
            self.file = self.folder / "none"
            if isinstance(self.outcome, Done):
                self.file = self.folder / self.outcome.answer["file"]
                self.codes = {one.code for one in read_findings(self.outcome.answer).notices}

        def check(self, other=None):
            """Return the codes of what the check finds in the copy, or in other bytes."""
            file = self.file
            if other is not None:
                file = tmp_path / f"other{self.file.suffix}"
                file.write_bytes(other)
            options = {"hide": self.hide, "original": str(self.original)}
            outcome, _folder = run("redaction-check", file, options, self.limits)
            assert isinstance(outcome, Done), outcome
            shutil.rmtree(_folder)
            return {one.code for one in read_findings(outcome.answer).notices}

    return Copy


@pytest.fixture
def limits():
    return Limits()


NOTHING = {"redaction-nothing-found"}
