#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Runs shellcheck over every shell script, known by its ending or its first line.

    check_shell.py <root of the project>

Exit status: 0 nothing to complain of, 1 something, 77 skipped (shellcheck is not here).
"""

import re
import shutil
import subprocess
import sys
from pathlib import Path

from sources import project_files

SKIPPED = 77


def is_shell(file):
    if file.suffix in (".sh", ".bash"):
        return True
    if file.suffix:
        return False
    with file.open("rb") as opened:
        return re.match(rb"#!.*\b(ba|da)?sh\b", opened.readline(100)) is not None


def main():
    root = Path(sys.argv[1])
    if not shutil.which("shellcheck"):
        print("skipped: shellcheck is not here")
        return SKIPPED
    files = [str(path) for path in project_files(root) if is_shell(root / path)]
    if not files:
        print(f"error: no shell scripts below {root}")
        return 1
    status = subprocess.run(["shellcheck", "-x", *files], cwd=root, check=False).returncode
    print(f"{len(files)} scripts checked")
    return 1 if status else 0


if __name__ == "__main__":
    sys.exit(main())
