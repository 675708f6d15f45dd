"""Bring the catalogues of the site up to date: `./dev translate`.

Collects what templates and code say (needs GNU gettext), keeps what is translated, and compiles.
What is new is empty until somebody translates it in `locale/*/LC_MESSAGES/django.po`; a test
fails until then. A translation made by a machine bears the comment `machine-made; native review
wanted`; a native reader replaces it by `reviewed by` and a code.
"""

import os
import shutil
import sys
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

WEB = Path(__file__).resolve().parent.parent / "src" / "dadkhah_web"
LANGUAGES = ("fa", "ps")
PASHTO_PLURALS = "nplurals=2; plural=(n != 1);"


def main() -> int:
    """Collect, then compile; without gettext only compile."""
    if shutil.which("xgettext"):
        collect()
    else:
        print("GNU gettext is not installed, so nothing new is collected: apt install gettext")
    return max(compile_catalogue(language) for language in LANGUAGES)


def collect() -> None:
    """Let Django collect every sentence into the catalogues."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "dadkhah_web.settings.test"
    import django  # noqa: PLC0415
    from django.core.management import call_command  # noqa: PLC0415

    django.setup()
    os.chdir(WEB)
    call_command(
        "makemessages",
        locale=list(LANGUAGES),
        no_obsolete=True,
        add_location="file",
        no_wrap=True,
        ignore_patterns=["migrations/*"],
        verbosity=0,
    )


def compile_catalogue(language: str) -> int:
    """Write the compiled catalogue; say what is not translated yet, and return 1 if anything."""
    folder = WEB / "locale" / language / "LC_MESSAGES"
    text = (folder / "django.po").read_text("utf-8")
    text = text.replace("nplurals=INTEGER; plural=EXPRESSION;", PASHTO_PLURALS)
    (folder / "django.po").write_text(text, encoding="utf-8")
    with (folder / "django.po").open("rb") as stream:
        catalogue = read_po(stream, locale=language)
    with (folder / "django.mo").open("wb") as stream:
        write_mo(stream, catalogue)
    waiting = [message.id for message in catalogue if message.id and not message.string]
    for one in waiting:
        print(f"{language}: {one}")
    print(f"{language}: {len(waiting)} of {len(catalogue)} wait for a translation")
    return 1 if waiting else 0


if __name__ == "__main__":
    sys.exit(main())
