import hashlib
import tomllib

import pytest

from dadkhah.resources import shipped

MANIFEST = tomllib.loads((shipped("vendor") / "manifest.toml").read_text("utf-8"))


@pytest.mark.parametrize("package", MANIFEST["package"], ids=lambda each: each["name"])
def test_a_vendored_package_is_unmodified_and_carries_its_licence(package):
    folder = shipped("vendor") / package["name"]
    found = {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in folder.iterdir()}

    assert found == package["sha256"]
    assert package["licence_file"] in found
    assert package["version"]
    assert package["source"].startswith("https://")


def test_every_vendored_folder_is_in_the_manifest():
    folders = {path.name for path in shipped("vendor").iterdir() if path.is_dir()}

    assert folders == {each["name"] for each in MANIFEST["package"]}
