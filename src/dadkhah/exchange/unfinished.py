"""Where plaintext is written before it is whole: a hidden folder that is taken away again."""

import shlex
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from dadkhah.errors import UnfinishedLeft

PREFIX = ".dadkhah-unfinished-"


@contextmanager
def unfinished_folder(parent: Path) -> Iterator[Path]:
    """Yield a new folder in `parent`, for its owner alone; move out what is whole.

    A power cut leaves it there, decrypted, where nobody sees it. So `UnfinishedLeft` is raised
    when one is found; it is not removed here, since another command may be writing to it.
    """
    left = sorted(parent.glob(f"{PREFIX}*"))
    if left:
        raise UnfinishedLeft(
            "A command that was cut off left decrypted evidence here, in hidden folders. When no "
            "other command is writing a bundle or an export, remove them and run this again: "
            f"{shlex.join(['rm', '-r', *map(str, left)])}"
        )
    with tempfile.TemporaryDirectory(prefix=PREFIX, dir=parent) as temporary:
        yield Path(temporary)
