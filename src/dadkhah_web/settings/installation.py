"""What was set for this installation: the home folder, its `dadkhah.toml`, the environment."""

import os
from dataclasses import replace

from dadkhah.errors import SettingRefused
from dadkhah.settings import Settings, read_settings


def installation() -> Settings:
    """Return the settings of this process, its home folder as an absolute path."""
    home = read_settings(os.environ).home.expanduser().absolute()
    file = home / "dadkhah.toml"
    try:
        text = file.read_text(encoding="utf-8") if file.is_file() else ""
    except UnicodeDecodeError:
        raise SettingRefused(f"{file} is not UTF-8; save it again as UTF-8.") from None
    return replace(read_settings(os.environ, text), home=home)
