"""The anchors in a vault: who is asked, and what they answered for which head.

anchors/policy
anchors/roots/<authority>.pem            the certificates one trusts for an authority
anchors/<device>/<size>/checkpoint       the head that was anchored, as it was sent
anchors/<device>/<size>/<authority>.tsr  an RFC 3161 response over it
anchors/<device>/<size>/<calendar>.ots   an OpenTimestamps proof of it
anchors/<device>/<size>/<witness>.cosignature   its line; put after the head, it is a note
"""

from pathlib import Path

from cryptography.x509 import Certificate, load_pem_x509_certificates

from dadkhah.errors import AnchorNotValid, PolicyNotReadable
from dadkhah.evidence.anchors.policy import Policy
from dadkhah.evidence.anchors.policy_file import read_policy
from dadkhah.evidence.durability import replace_durably, sync_written
from dadkhah.evidence.vault import Vault

POLICY_FILE, ROOTS_FOLDER, HEAD_FILE = "policy", "roots", "checkpoint"


class AnchorFolder:
    """`vault/anchors`; it need not exist."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def policy(self) -> Policy:
        """Who is asked; nobody when there is no policy. Raises `PolicyNotReadable`."""
        try:
            text = (self.folder / POLICY_FILE).read_text("utf-8")
        except FileNotFoundError:
            return Policy()
        except UnicodeDecodeError:
            raise PolicyNotReadable("The policy is not text in UTF-8.") from None
        return read_policy(text)

    def write_policy(self, policy: Policy) -> None:
        """Keep who is asked."""
        self._write(self.folder / POLICY_FILE, policy.written().encode())

    def roots(self, authority: str) -> tuple[Certificate, ...]:
        """The certificates that are trusted for an authority.

        Raises `AnchorNotValid` when there are none: then nothing of it can be checked.
        """
        path = self.folder / ROOTS_FOLDER / f"{authority}.pem"
        try:
            return read_roots(path.read_bytes())
        except FileNotFoundError:
            raise AnchorNotValid(
                f"{authority}: there is no root certificate, {ROOTS_FOLDER}/{path.name}."
            ) from None

    def write_roots(self, authority: str, content: bytes) -> tuple[Certificate, ...]:
        """Keep and return the certificates for an authority; raises `AnchorNotValid`."""
        roots = read_roots(content)
        self._write(self.folder / ROOTS_FOLDER / f"{authority}.pem", content)
        return roots

    def sizes(self, device: str) -> list[int]:
        """The sizes of the heads of a device that were sent to somebody, smallest first."""
        folder = self.folder / device
        names = [path.name for path in folder.iterdir()] if folder.is_dir() else []
        return sorted(int(name) for name in names if name.isascii() and name.isdecimal())

    def read(self, device: str, size: int, name: str) -> bytes | None:
        """One file of a head; None where there is none."""
        try:
            return self._place(device, size, name).read_bytes()
        except (FileNotFoundError, NotADirectoryError):
            return None

    def write(self, device: str, size: int, name: str, content: bytes) -> None:
        """Keep one file of a head; it is on the disk when this returns."""
        self._write(self._place(device, size, name), content)

    def _place(self, device: str, size: int, name: str) -> Path:
        return self.folder / device / str(size) / name

    def _write(self, path: Path, content: bytes) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        replace_durably(path, content)
        sync_written([path])


def anchors_of(vault: Vault) -> AnchorFolder:
    """Return the anchors of a vault."""
    return AnchorFolder(vault.folder / "anchors")


def read_roots(content: bytes) -> tuple[Certificate, ...]:
    """Read certificates in PEM; raises `AnchorNotValid` when there is none."""
    try:
        return tuple(load_pem_x509_certificates(content))
    except ValueError:
        raise AnchorNotValid("The file holds no certificate in PEM (BEGIN CERTIFICATE).") from None
