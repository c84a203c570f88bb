#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Makes an archive of what a build installs, as a release's is: for the tests that begin with one.

    make_archive.py <build folder> <version> <archive.tar.gz>
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path


def main():
    build, version, archive = sys.argv[1:4]
    with tempfile.TemporaryDirectory(prefix="trackmeet-archive-") as folder:
        top = Path(folder) / f"trackmeet-{version}"
        subprocess.run(["cmake", "--install", build, "--prefix", top, "--strip"], check=True, stdout=subprocess.DEVNULL)
        unfinished = f"{archive}.unfinished"
        subprocess.run(["tar", "--use-compress-program=gzip -1", "-cf", unfinished, top.name], cwd=folder, check=True)
        os.replace(unfinished, archive)


if __name__ == "__main__":
    main()
