"""Make a home with the sample case and people who work on it; run in a process of its own.

`python make_house.py HOME`: the vault, the case, and one person for each role. Every person signs
in with the same passphrase; who opens originals holds a key of the vault.
"""

import os
import sys
from datetime import UTC, datetime
from pathlib import Path

PASSPHRASE = "four words for journeys"  # noqa: S105
CASE = "afghanistan"
# Handle -> roles.
PEOPLE = {
    "zahra": ("custodian", "investigator", "analyst", "lawyer"),
    "laila": ("analyst",),
    "maryam": ("reviewer",),
    "parwin": ("lawyer", "custodian"),
    "sara": ("reader",),
}
WITH_KEY = ("zahra", "laila", "parwin")


def main(home: Path) -> None:
    os.environ |= {
        "DADKHAH_HOME": str(home),
        "DADKHAH_PROFILE": "laptop",
        "DJANGO_SETTINGS_MODULE": "dadkhah_web.settings.laptop",
    }
    import django  # noqa: PLC0415

    from dadkhah.evidence.vault import Vault  # noqa: PLC0415

    at = datetime.now(UTC)
    vault = Vault.create(home, custodian="U-zahra", actor="U-zahra", at=at, passphrase=PASSPHRASE)
    django.setup()
    from dadkhah.exchange.casefolder import read_case_folder  # noqa: PLC0415
    from dadkhah.law import load_law  # noqa: PLC0415
    from dadkhah_web.accounts.models import User  # noqa: PLC0415
    from dadkhah_web.cases.models import Case, Membership  # noqa: PLC0415
    from dadkhah_web.cases.services import bring_tables_up_to_date  # noqa: PLC0415
    from dadkhah_web.exchange.services import import_case  # noqa: PLC0415

    bring_tables_up_to_date()
    folder = Path(__file__).resolve().parents[2] / "examples" / CASE
    case = read_case_folder(folder, law=load_law())
    import_case(case, folder, vault=vault, actor="U-zahra", at=at)
    row = Case.objects.get(slug=CASE)
    identity = vault.unlock(passphrase=PASSPHRASE)
    for handle, roles in PEOPLE.items():
        user = User.objects.create_user(PASSPHRASE, code=f"U-{handle}", handle=handle)
        for role in roles:
            Membership.objects.create(case=row, user=user, role=role)
        if handle in WITH_KEY and handle != "zahra":
            vault.keys.add(user.code, identity, passphrase=PASSPHRASE)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
