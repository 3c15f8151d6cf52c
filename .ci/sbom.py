"""Write sbom.json: the components of Python (requirements.txt) and of the browser (package-lock.json), with hashes.

CycloneDX; the part of Python is made by cyclonedx-py, the packages of npm are added as it would write them.
"""

import base64
import json
import subprocess
import sys
from pathlib import Path

PYTHON = [Path(sys.executable).parent / "cyclonedx-py", "requirements", "--output-reproducible", "--of", "JSON"]


def of_the_browser() -> list[dict]:
    """The packages of package-lock.json, as components."""
    packages = json.loads(Path("package-lock.json").read_text("utf-8"))["packages"]
    return [_component(path.removeprefix("node_modules/"), about) for path, about in sorted(packages.items()) if path]


def _component(name: str, about: dict) -> dict:
    algorithm, digest = about["integrity"].split("-", 1)
    return {
        "type": "library",
        "bom-ref": f"npm:{name}",
        "name": name,
        "version": about["version"],
        "licenses": [{"license": {"id": about["license"]}}],
        "purl": f"pkg:npm/{name.replace('@', '%40')}@{about['version']}",
        "hashes": [{"alg": algorithm.upper().replace("SHA", "SHA-"), "content": base64.b64decode(digest).hex()}],
    }


if __name__ == "__main__":
    target = Path(sys.argv[1] if len(sys.argv) > 1 else "sbom.json")
    if not target.parent.is_dir():
        sys.exit(f"{target} cannot be written: there is no folder {target.parent}. Make it first.")
    subprocess.run([*PYTHON, "-o", target, "requirements.txt"], check=True)
    bill = json.loads(target.read_text("utf-8"))
    bill["components"] += of_the_browser()
    target.write_text(json.dumps(bill, indent=2) + "\n", "utf-8")
