import io
import json

import pytest
from PIL import Image

from dadkhah.derivation import sandbox
from dadkhah.derivation.outcome import Limits
from dadkhah.derivation.sandbox import run_limited
from dadkhah.derivation.text_layer import read_text_layer
from dadkhah.derivation.worker import ANSWER, answered


@pytest.fixture
def run(tmp_path):
    """Run a task on bytes; what it made is in `run.folder`.

    In the sandbox when limits are given, else in this process, which is quicker.
    """

    def run(task, content, limits=None, **options):
        source = tmp_path / "source"
        source.write_bytes(content)
        run.folder.mkdir()
        if limits is not None:
            return run_limited(task, source, run.folder, options=options, limits=limits)
        request = {"task": task, "source": source, "options": options}
        answer = json.dumps(answered(request, run.folder))
        (run.folder / ANSWER).write_text(answer, encoding="utf-8")
        return sandbox._outcome(run.folder, 0, Limits(), frozenset())

    run.folder = tmp_path / "derived"
    run.layer = lambda: read_text_layer((run.folder / "text.json").read_bytes())
    return run


@pytest.fixture
def picture():
    def picture(size=(40, 20), mode="RGB", form="PNG", **saved):
        image = Image.new(mode, size, "red" if mode == "RGB" else None)
        file = io.BytesIO()
        image.save(file, form, **saved)
        return file.getvalue()

    return picture
