import io

import pytest
from PIL import Image

from dadkhah.derivation.sandbox import run_limited
from dadkhah.derivation.text_layer import read_text_layer


@pytest.fixture
def run(tmp_path):
    """Run a task on bytes; what it made is in `run.folder`."""

    def run(task, content, limits=None, **options):
        source = tmp_path / "source"
        source.write_bytes(content)
        run.folder.mkdir()
        return run_limited(task, source, run.folder, options=options, limits=limits)

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
