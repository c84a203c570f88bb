#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Configures every preset of CMakePresets.json into a folder of its own: one that nobody uses daily breaks unseen.

    check_presets.py <folder of the project>

A preset whose compiler is not here is named and left out.
Exit status: 0 all configure, 1 one does not.
"""

import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path


def main() -> int:
    root = Path(sys.argv[1])
    presets = [preset for preset in json.loads((root / "CMakePresets.json").read_text())["configurePresets"] if not preset.get("hidden")]
    failed = []
    for preset in presets:
        name, compiler = preset["name"], preset.get("cacheVariables", {}).get("CMAKE_CXX_COMPILER")
        if compiler and not shutil.which(compiler):
            print(f"{name}: left out, {compiler} is not installed")
            continue
        with tempfile.TemporaryDirectory() as folder:
            run = subprocess.run(["cmake", "--preset", name, "-B", folder], cwd=root, capture_output=True, text=True, check=False)
        print(f"{name}: {'configures' if run.returncode == 0 else 'does not configure'}")
        if run.returncode != 0:
            failed.append(name)
            print(run.stdout + run.stderr)
    if not presets or failed:
        print(f"check_presets: {', '.join(failed) or 'there are no presets'}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
