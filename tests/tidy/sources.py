# SPDX-License-Identifier: Apache-2.0
"""Which files of the project the style checks look at. Test data is not ours to format."""

import os
from pathlib import Path

SKIPPED_AT_TOP = ("build", "results", "dist")


def project_files(root):
    """Every file below `root`, as sorted paths from it, without what is built, measured, installed or hidden (.ci and .github
    are looked at)."""
    for folder, folders, files in os.walk(root):
        here = Path(folder).relative_to(root)
        folders[:] = sorted(
            name for name in folders
            if (not name.startswith(".") or name in (".ci", ".github")) and name != "node_modules"
            and not (here == Path(".") and name.startswith(SKIPPED_AT_TOP))
            and not (here / name).as_posix().startswith("tests/data")
        )
        for name in sorted(files):
            yield here / name
