"""Read the texts of items, and let the search find them."""

import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import ngettext

from dadkhah.errors import ObjectDamaged, VaultLocked
from dadkhah_web.cases.access import Access
from dadkhah_web.evidence.derivation import derive_text, items_without_text
from dadkhah_web.evidence.models import Derivative, EvidenceItem
from dadkhah_web.evidence.openness import openness
from dadkhah_web.evidence.services import VaultIdentity, site_vault
from dadkhah_web.evidence.spool import erase, spool_folder
from dadkhah_web.exchange.findable import refresh_item
from dadkhah_web.jobs.registry import RunningJob, job

DERIVE_TEXTS = "derive-texts"
BLOCK = 1024 * 1024


def read_text(access: Access, item: EvidenceItem, file: Path) -> Derivative | None:
    """Read the text of `file`, the bytes of `item`, keep it and let the search find it."""
    with transaction.atomic():
        made = derive_text(item, file, at=timezone.now())
        if made is not None and not made.failure:
            refresh_item(access.case, item.record.code)
    return made


def read_text_in_vault(
    access: Access, item: EvidenceItem, identity: VaultIdentity
) -> Derivative | None:
    """Read the text of an item from a copy that is decrypted for this and removed again."""
    descriptor, name = tempfile.mkstemp(dir=spool_folder(), prefix="text-", suffix=".part")
    try:
        with (
            open(descriptor, "wb") as file,  # noqa: PTH123 - the file that mkstemp has opened
            site_vault().open_object(item.object_name, identity) as plain,
        ):
            while block := plain.read(BLOCK):
                file.write(block)
        return read_text(access, item, Path(name))
    finally:
        erase(Path(name))


@job(DERIVE_TEXTS)
def derive_texts(running: RunningJob) -> Mapping[str, Any]:
    """Read the text of every item that has none yet and that this person may open."""
    access = running.access
    if running.identity is None:
        raise VaultLocked("The vault is locked. Open it with your passphrase and start this again.")
    waiting = [
        item
        for item in items_without_text(access).select_related("record")
        if openness(access, item.sensitivity).may_open
    ]
    read, failed = 0, []
    for done, item in enumerate(waiting):
        running.progress(done, len(waiting), item.record.code)
        try:
            made = read_text_in_vault(access, item, running.identity)
        except ObjectDamaged as error:
            failed.append(f"{item.record.code}: {error}")
            continue
        read += made is not None and not made.failure
        if made is not None and made.failure:
            failed.append(f"{item.record.code}: {made.failure.partition(' ')[2]}")
    running.progress(len(waiting), len(waiting))
    words = ngettext(
        "The text of %(n)s item was read.", "The texts of %(n)s items were read.", read
    )
    url = reverse("evidence:list", kwargs={"slug": access.case.slug})
    return {"lines": [words % {"n": read}, *failed], "read": read, "url": url}
