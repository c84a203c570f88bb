#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Every message that INSTALL.md explains is one that there is.

    messages_test.py <root of the project>
"""

import re
import sys
import unittest
from pathlib import Path

ROOT = Path(sys.argv[1]).resolve()
SOURCES = ["app/*.cpp", "core/*.cpp", "compare/*.cpp", "runner/*.cpp", "report/*.cpp", "packaging/*", "tests/package/start_test.py"]

# What sha256sum, the shell, the kernel, the loader and CMake say.
OF_OTHERS = {"trackmeet-….tar.gz: FAILED", "computed checksum did NOT match", "cannot execute binary file: Exec format error",
             "Permission denied", "error while loading shared libraries", "No space left on device",
             'Could not find a package configuration file provided by "Trackmeet"'}


class Messages(unittest.TestCase):
    def test_each_is_in_our_sources_or_known_to_be_of_others(self):
        page = (ROOT / "INSTALL.md").read_text(encoding="utf-8")
        table = page.split("## When something goes wrong")[1].split("\n## ")[0]
        told = [message for cell in re.findall(r"^\| (.*?) \|", table, re.MULTILINE) for message in re.findall(r"`([^`]+)`", cell)]
        self.assertGreater(len(told), 15)
        self.assertLessEqual(OF_OTHERS, set(told))
        files = [file for pattern in SOURCES for file in ROOT.glob(pattern) if file.is_file() and not file.name.endswith("_test.cpp")]
        sources = "\n".join(file.read_text(encoding="utf-8") for file in files).replace("$needed", "2.36")  # packaging/trackmeet
        for message in set(told) - OF_OTHERS:
            for part in filter(None, message.split("…")):  # a name or a number is in between
                self.assertTrue(part.strip() in sources, message)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
