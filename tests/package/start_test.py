#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""bin/trackmeet starts the program from wherever it lies, and says in plain words where it cannot.

    start_test.py <root of the project>

The C library that it finds is made up: a `getconf` of our own.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

ROOT = Path(sys.argv[1]).resolve()


class Start(unittest.TestCase):
    def setUp(self):
        scratch = tempfile.TemporaryDirectory(prefix="trackmeet start ")
        self.addCleanup(scratch.cleanup)
        self.scratch = Path(scratch.name)
        self.top = self.scratch / "some folder/trackmeet-1.2.3"
        (self.top / "bin").mkdir(parents=True)
        shutil.copy(ROOT / "packaging/trackmeet", self.top / "bin/trackmeet")
        self.tools = self.scratch / "tools"
        self.program("#!/bin/sh\n[ \"$1\" = --version ] && exit 0\necho \"$# $2\"\nexit 1\n")

    def executable(self, path, text):
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
        path.chmod(0o755)

    def program(self, text):
        self.executable(self.top / "libexec/trackmeet", text)

    def start(self, getconf, path=None):
        """With a `getconf` that prints `getconf`, or fails if it is None."""
        self.executable(self.tools / "getconf", f"#!/bin/sh\necho '{getconf}'\n" if getconf else "#!/bin/sh\nexit 1\n")
        return subprocess.run([path or self.top / "bin/trackmeet", "compare", "a  b"], cwd="/", capture_output=True, text=True,
                              env={"PATH": f"{self.tools}:/usr/bin:/bin"}, check=False)

    def test_a_c_library_that_is_new_enough_is_no_obstacle(self):
        for version in ("glibc 2.36", "glibc 2.41", "glibc 2.100", "glibc 3.0", "glibc 2.36.9000", None):
            done = self.start(version)
            self.assertEqual((done.returncode, done.stdout, done.stderr), (1, "2 a  b\n", ""), version)

    def test_an_older_one_is_named(self):
        for version in ("2.35", "2.9", "2.31", "1.99"):
            done = self.start(f"glibc {version}")
            self.assertEqual((done.returncode, done.stdout), (2, ""))
            self.assertIn(f"needs the GNU C library 2.36 or newer, and this system has {version}\n", done.stderr)
            self.assertIn("  hint: use a newer system (Debian 12", done.stderr)

    def test_where_there_is_another_c_library_it_is_said(self):
        self.program("#!/no/such/loader\n")  # what the kernel says where the loader is missing
        done = self.start(None)
        self.assertEqual((done.returncode, done.stdout), (2, ""))
        self.assertIn("which this system does not have", done.stderr)

    def test_it_is_found_through_links_and_when_moved(self):
        link = self.scratch / "link"
        link.symlink_to(self.top / "bin/trackmeet")
        self.assertEqual(self.start("glibc 2.36", link).stdout, "2 a  b\n")
        moved = self.scratch / "moved"
        os.rename(self.top, moved)
        self.top = moved
        self.assertEqual(self.start("glibc 2.36").stdout, "2 a  b\n")

    def test_alone_it_says_what_is_missing(self):
        shutil.rmtree(self.top / "libexec")
        done = self.start("glibc 2.36")
        self.assertEqual(done.returncode, 2)
        self.assertIn("libexec/trackmeet is missing", done.stderr)
        self.assertIn("unpack the archive again", done.stderr)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
