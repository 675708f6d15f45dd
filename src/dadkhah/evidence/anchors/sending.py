"""How questions leave this package: by a function that the caller gives."""

from typing import Protocol


class Answer(Protocol):
    """What another machine answered."""

    @property
    def status(self) -> int:
        """The status of HTTP."""
        ...

    @property
    def body(self) -> bytes:
        """Its bytes."""
        ...


class Send(Protocol):
    """Carry bytes to an address and bring back the answer, whatever its status."""

    def __call__(self, address: str, body: bytes | None = None, *, media_type: str = "") -> Answer:
        """POST `body` as `media_type`, or GET when it is None. Raises `NetworkError`."""
        ...
