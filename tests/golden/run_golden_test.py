#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Holds run_golden.py against a fake program: a harness that misses a difference is worse than none."""

import os
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

HARNESS = Path(__file__).with_name("run_golden.py")
FAKE = """#!/bin/sh
echo "trackmeet 1.2.3: $*"
cat greeting.txt
echo "in $PWD, $COLUMNS columns, secret '$TRACKMEET_SECRET'" >&2
exit 3
"""
STDOUT = "trackmeet 1.2.3: compare two words\nhello\n"
STDERR = "in <folder>, 100 columns, secret ''\n"


class RunGolden(unittest.TestCase):
    def setUp(self):
        self.temporary = tempfile.TemporaryDirectory()
        self.addCleanup(self.temporary.cleanup)
        self.area = Path(self.temporary.name) / "a folder/area"
        (self.area / "fixtures").mkdir(parents=True)
        (self.area / "fixtures/greeting.txt").write_text("hello\n", encoding="utf-8")
        self.program = self.area / "trackmeet"
        self.program.write_text(FAKE, encoding="utf-8")
        self.program.chmod(0o755)
        self.write(args="# what this shows\ncompare\n'two words'\n", stdout=STDOUT, stderr=STDERR, exit="3\n")

    def write(self, **texts):
        for ending, text in texts.items():
            (self.area / f"case.{ending}").write_text(text, encoding="utf-8")

    def read(self, ending):
        return (self.area / f"case.{ending}").read_text(encoding="utf-8")

    def run_golden(self, **more):
        environment = {k: v for k, v in os.environ.items() if k != "UPDATE_GOLDEN"}
        environment.update(TRACKMEET_SECRET="leaked", **more)
        command = [sys.executable, HARNESS, "--program", self.program, "--version", "1.2.3", self.area / "case.args"]
        return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)

    def test_expected_bytes_pass(self):
        answer = self.run_golden()
        self.assertEqual((answer.stdout, answer.returncode), ("", 0))

    def test_the_version_may_stand_as_a_placeholder(self):
        self.write(stdout=STDOUT.replace("1.2.3", "<version>"))
        self.assertEqual(self.run_golden().returncode, 0)

    def test_each_difference_fails_and_is_shown(self):
        for ending, wrong in [("stdout", STDOUT + "\n"), ("stderr", "in <folder>\n"), ("exit", "0\n")]:
            with self.subTest(ending):
                right = self.read(ending)
                self.write(**{ending: wrong})
                answer = self.run_golden()
                self.assertEqual(answer.returncode, 1)
                self.assertIn(f"case.{ending}", answer.stdout)
                self.write(**{ending: right})

    def test_a_missing_file_means_empty(self):
        (self.area / "case.stderr").unlink()
        answer = self.run_golden()
        self.assertEqual(answer.returncode, 1)
        self.assertIn("+in <folder>", answer.stdout)

    def test_update_rewrites_and_then_passes(self):
        self.write(stdout="<version>\n", exit="1\n")
        (self.area / "case.stderr").unlink()
        self.assertEqual(self.run_golden(UPDATE_GOLDEN="1").returncode, 0)
        self.assertEqual(self.read("stdout"), STDOUT.replace("1.2.3", "<version>"))
        self.assertEqual((self.read("stderr"), self.read("exit")), (STDERR, "3\n"))
        self.assertEqual(self.run_golden().returncode, 0)

    def test_a_program_that_is_not_there_is_an_error(self):
        self.program.unlink()
        self.assertEqual(self.run_golden().returncode, 2)


if __name__ == "__main__":
    unittest.main()
