"""Every component is named, pinned and recognised by its hash."""

import json
import pathlib
import re
import subprocess
import sys

import pytest

LISTS = ["requirements.txt", "requirements-dev.txt"]


def pins(name):
    """(component, version, number of hashes) of each line of a list."""
    text = pathlib.Path(name).read_text("utf-8").replace("\\\n", " ")
    lines = [line for line in text.splitlines() if line and not line.lstrip().startswith("#")]
    return [(*re.match(r"([\w.\-\[\]]+)==([\w.]+)", line).groups(), line.count("--hash=sha256:")) for line in lines]


@pytest.mark.parametrize("name", LISTS)
def test_every_component_is_pinned_with_its_hashes(name):
    found = pins(name)
    assert len(found) > 30
    assert [component for component, _version, hashes in found if not hashes] == []


def test_the_bill_of_materials_names_every_component(tmp_path):
    out = tmp_path / "sbom.json"
    subprocess.run([sys.executable, ".ci/sbom.py", str(out)], check=True, capture_output=True)
    listed = {(each["name"].lower(), each["version"]) for each in json.loads(out.read_text())["components"]}
    wanted = {(name.split("[")[0].lower(), version) for name, version, _hashes in pins("requirements.txt")}
    packages = json.loads(pathlib.Path("package-lock.json").read_text("utf-8"))["packages"]
    wanted |= {(path.removeprefix("node_modules/"), about["version"]) for path, about in packages.items() if path}
    assert listed == wanted


def test_a_missing_folder_is_said_in_one_line(tmp_path):
    out = tmp_path / "nowhere" / "sbom.json"
    run = subprocess.run([sys.executable, ".ci/sbom.py", str(out)], capture_output=True, text=True, check=False)
    assert (run.returncode, len(run.stderr.splitlines()), "Make it first" in run.stderr) == (1, 1, True)
