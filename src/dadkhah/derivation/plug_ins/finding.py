"""Find the program that was plugged in for a work, or one that says that there is none."""

from importlib.metadata import EntryPoint, entry_points
from typing import Any

from dadkhah.derivation.outcome import Reason
from dadkhah.derivation.plug_ins.contract import GROUP, SpeechWriter, Translator, Work
from dadkhah.errors import FileNotDerivable

ABSENT = {
    Work.SPEECH: (
        "No program that writes down speech is installed on this computer; a developer can plug "
        "one in, as the manual says."
    ),
    Work.TRANSLATION: (
        "No program that translates is installed on this computer; a developer can plug one in, "
        "as the manual says."
    ),
}
"""What is said where nothing is plugged in."""


def is_plugged_in(work: Work) -> bool:
    """Whether a program for this is installed. It is not loaded: that happens in the sandbox."""
    return _entry(work) is not None


def speech_writer() -> SpeechWriter:
    """Return the program that writes down speech. Raises `FileNotDerivable` where there is none."""
    program: SpeechWriter = _loaded(Work.SPEECH)
    return program


def translator() -> Translator:
    """Return the program that translates. Raises `FileNotDerivable` where there is none."""
    program: Translator = _loaded(Work.TRANSLATION)
    return program


def _entry(work: Work) -> EntryPoint | None:
    """Return what is plugged in; of several the first by the name of its class."""
    return min(entry_points(group=GROUP, name=str(work)), key=lambda one: one.value, default=None)


def _loaded(work: Work) -> Any:  # noqa: ANN401 - the class of somebody else
    entry = _entry(work)
    if entry is None:
        raise FileNotDerivable(Reason.NO_PROGRAM, ABSENT[work])
    return entry.load()()
