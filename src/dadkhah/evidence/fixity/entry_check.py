"""Check with a key what the entries say: fields open their commitments, objects are there."""

import hashlib
from collections.abc import Iterator, Mapping

from dadkhah.errors import DadkhahError
from dadkhah.evidence.custody.entry import disclosed_fields
from dadkhah.evidence.disposal.record import Disposal, rewritten
from dadkhah.evidence.fixity.manifest_check import Fault
from dadkhah.evidence.vault import Vault
from dadkhah.evidence.vault.identity import VaultIdentity


def check_entries(
    vault: Vault, device: str, identity: VaultIdentity, disposed: Mapping[str, Disposal]
) -> Iterator[Fault]:
    """Yield each entry whose kept disclosures do not fit it, or whose object is nowhere."""
    kept = vault.kept(device)
    left_by_disposals = rewritten(disposed)
    for first, last in kept.private_ranges():
        subject = f"private/{device}/{first}-{last}.jsonl.age"
        try:
            log = vault.log(device)
            if last >= log.size:
                continue
            contents = list(log.entries(first, last + 1))
            opened = list(kept.read(first, last, identity))
            if [number for number, _ in opened] != list(range(first, last + 1)):
                yield Fault("private-changed", subject, "It does not hold one line for each entry.")
            if not all(disclosures for _, disclosures in opened):
                digest = hashlib.sha256((vault.folder / subject).read_bytes()).hexdigest()
                if (subject, digest) not in left_by_disposals:
                    message = "Disclosures were taken out of it, and no disposal says so."
                    yield Fault("private-changed", subject, message)
            for content, (number, disclosures) in zip(contents, opened, strict=False):
                fields = disclosed_fields(content, disclosures)
                name = fields.get("object", "")
                if name and name not in disposed and not vault.objects.path(name).exists():
                    message = f"Its object {name} ({fields.get('path')}) is missing."
                    yield Fault("entry-without-object", f"log/{device}, entry {number}", message)
        except (DadkhahError, OSError) as error:
            yield Fault("private-changed", subject, str(error))
