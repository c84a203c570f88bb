# SPDX-License-Identifier: Apache-2.0
"""The program under test, in an empty folder that goes away."""

import os
import subprocess
import sys
import tempfile
import time
import unittest
from pathlib import Path

TRACKMEET = Path(sys.argv[1]).resolve()


class ProgramTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="trackmeet e2e ")
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        self.environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(self.folder / "home"),
            "NO_COLOR": "1",
            "COLUMNS": "100",
            "LC_ALL": "C.UTF-8",
        }
        for name in ("ASAN_OPTIONS", "LSAN_OPTIONS", "TSAN_OPTIONS", "UBSAN_OPTIONS"):
            if name in os.environ:
                self.environment[name] = os.environ[name]

    def trackmeet(self, *arguments, status=0, **environment):
        done = subprocess.run(
            [TRACKMEET, *map(str, arguments)], cwd=self.folder, env=self.environment | environment,
            stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=100)
        self.assertEqual(done.returncode, status, f"{arguments}\n{done.stdout}\n{done.stderr}")
        return done

    def start(self, *arguments):
        return subprocess.Popen(
            [TRACKMEET, *map(str, arguments)], cwd=self.folder, env=self.environment, stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)

    def results(self):
        return sorted((self.folder / "results").glob("*.json"))

    def journal_lines(self, folder=".journal"):
        return sum(len(path.read_bytes().splitlines()) for path in (self.folder / "results" / folder).glob("*.jsonl"))

    def wait_for_journal(self, process, lines, folder=".journal"):
        for _ in range(1000):
            if self.journal_lines(folder) >= lines:
                return
            self.assertIsNone(process.poll(), "it ended too soon")
            time.sleep(0.02)
        self.fail("nothing came into the journal")
