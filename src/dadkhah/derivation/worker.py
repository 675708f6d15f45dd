"""The other side of the sandbox: `python -I -m dadkhah.derivation.worker` runs one task.

The request comes on standard input as one JSON object; `answer.json` in the folder is the reply.
"""

import errno
import importlib
import json
import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from dadkhah.derivation.confinement import confine
from dadkhah.derivation.outcome import Limits, Reason
from dadkhah.derivation.tasks import TASKS
from dadkhah.errors import FileNotDerivable

ANSWER, WALLS = "answer.json", "walls.json"


def main() -> int:
    """Confine this process, run the task, leave the answer."""
    request = json.load(sys.stdin)
    folder = Path(request["folder"])
    os.umask(0o077)
    walls = confine(folder, Limits(**request["limits"]))
    _leave(folder / WALLS, sorted(walls))
    _leave(folder / ANSWER, answered(request, folder))
    return 0


def answered(request: Mapping[str, Any], folder: Path) -> dict[str, object]:
    """Run the task and return what `answer.json` says: an answer, or a reason and a message."""
    # Only now is a parser loaded: behind the walls.
    module = importlib.import_module(TASKS[request["task"]].module)
    try:
        answer = module.derive(Path(request["source"]), folder, request["options"])
    except FileNotDerivable as refused:
        return {"reason": refused.reason, "message": str(refused)}
    except MemoryError:
        return {"reason": Reason.OUT_OF_MEMORY, "message": "It needs more memory than allowed."}
    except OSError as error:
        if error.errno != errno.EFBIG:
            raise
        return {"reason": Reason.TOO_MUCH_OUTPUT, "message": "It made a larger file than allowed."}
    except Exception as error:  # noqa: BLE001 - a parser may raise anything; its task ends here
        return {"reason": Reason.CRASHED, "message": f"Its reader failed: {error!r}"[:500]}
    return {"answer": answer}


def _leave(path: Path, content: object) -> None:
    path.write_text(json.dumps(content), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
