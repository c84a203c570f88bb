#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Holds every C++ file against .clang-format, with the one major version of clang-format that all of us use.

    check_format.py <root of the project>

Exit status: 0 all are formatted, 1 some are not, 77 skipped (that version of clang-format is not here).
"""

import re
import shutil
import subprocess
import sys
from pathlib import Path

from sources import project_files

MAJOR = 14
SKIPPED = 77


def clang_format():
    for name in (f"clang-format-{MAJOR}", "clang-format"):
        path = shutil.which(name)
        if path:
            version = subprocess.run([path, "--version"], capture_output=True, text=True, check=True).stdout
            if re.search(rf"version {MAJOR}\.", version):
                return path
    return None


def main():
    root = Path(sys.argv[1])
    program = clang_format()
    if not program:
        print(f"skipped: clang-format {MAJOR} is not here, and other versions format differently")
        return SKIPPED
    files = [str(path) for path in project_files(root) if path.suffix in (".cpp", ".hpp")]
    if not files:
        print(f"error: no C++ files below {root}")
        return 1
    command = [program, "--dry-run", "-Werror", "--ferror-limit=1", *files]
    status = subprocess.run(command, cwd=root, check=False).returncode
    if status:
        print(f"to format a file: clang-format -i <file> (version {MAJOR})")
    else:
        print(f"{len(files)} files are formatted")
    return 1 if status else 0


if __name__ == "__main__":
    sys.exit(main())
