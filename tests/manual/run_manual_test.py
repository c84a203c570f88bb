#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Holds run_manual.py against pages of which we know what is wrong with them, with a fake program."""

import os
import subprocess
import sys
import tempfile
import textwrap
import unittest
from pathlib import Path

HARNESS = Path(__file__).with_name("run_manual.py")
FAKE = """#!/bin/sh
echo "comparing $*"
echo "> quoted"
echo "a warning" >&2
exit 1
"""
RIGHT = """
    # A page

    ```console
    $ trackmeet compare a \\
    > b
    comparing compare a b
    > quoted
    a warning
    $ echo $?
    1
    ```

    1. In a list:

       ```console
       $ cd examples
       $ trackmeet x 2>/dev/null | head -n 1
       comparing x
       $ cat one.json && ls
       {}
       one.json
       ```

    <!-- no-run: it takes minutes -->
    ```console no-run
    $ ./scripts/bench
    whatever
    ```

    ```sh
    rm -rf nothing
    ```
"""


class RunManual(unittest.TestCase):
    maxDiff = None

    def setUp(self):
        temporary = tempfile.TemporaryDirectory()
        self.addCleanup(temporary.cleanup)
        self.folder = Path(temporary.name)
        self.page = self.folder / "page.md"
        self.program = self.folder / "trackmeet"
        self.program.write_text(FAKE, encoding="utf-8")
        self.program.chmod(0o755)
        (self.folder / "examples").mkdir()
        (self.folder / "examples/one.json").write_text("{}\n", encoding="utf-8")

    def run_page(self, text, **more):
        self.page.write_text(textwrap.dedent(text), encoding="utf-8")
        environment = {k: v for k, v in os.environ.items() if k != "UPDATE_GOLDEN"} | more
        command = [sys.executable, HARNESS, "--program", self.program, "--examples", self.folder / "examples", self.page]
        return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)

    def block(self, *lines):
        return "\n".join(["```console", *lines, "```", ""])

    def test_a_page_that_is_right_passes(self):
        answer = self.run_page(RIGHT)
        self.assertEqual((answer.stdout, answer.returncode), ("", 0))

    def test_a_wrong_output_is_detected_and_shown_with_its_line(self):
        answer = self.run_page(RIGHT.replace("comparing x", "comparing y"))
        self.assertEqual(answer.returncode, 1)
        self.assertIn("page.md:18: error:", answer.stdout)
        self.assertIn("-comparing y\n+comparing x", answer.stdout)

    def test_a_wrong_status_is_detected(self):
        self.assertEqual(self.run_page(RIGHT.replace("    1\n", "    0\n")).returncode, 1)

    def test_an_output_that_is_left_out_is_detected(self):
        self.assertEqual(self.run_page(self.block("$ trackmeet x")).returncode, 1)

    def test_dots_stand_for_any_lines_and_for_none(self):
        cases = [
            (("...",), 0),
            (("comparing x", "..."), 0),
            (("...", "a warning"), 0),
            (("comparing x", "...", "> quoted", "a warning"), 0),
            (("comparing x", "...", "something else"), 1),
            (("...", "> quoted"), 1),
        ]
        for lines, status in cases:
            with self.subTest(lines):
                self.assertEqual(self.run_page(self.block("$ trackmeet x", *lines)).returncode, status)

    def test_what_cannot_be_run_is_refused(self):
        cases = [
            (self.block("$ rm -rf x"), "does not run 'rm'"),
            (self.block("$ echo x | tee y"), "does not run 'tee'"),
            (self.block("$ NO_COLOR=1 wget x"), "does not run 'wget'"),
            (self.block("trackmeet x"), "begins with a command"),
            ("```console no-run\n$ ./scripts/bench\n```\n", "the reason in the line above"),
            ("```console norun\n$ ./scripts/bench\n```\n", "not 'norun'"),
            ("```console\n$ trackmeet x\n", "not closed"),
        ]
        for text, message in cases:
            with self.subTest(message):
                answer = self.run_page(text)
                self.assertEqual(answer.returncode, 2)
                self.assertIn(message, answer.stdout)

    def test_update_corrects_the_page_and_nothing_else(self):
        wrong = RIGHT.replace("comparing x", "comparing y").replace("{}", "{ }")
        self.assertEqual(self.run_page(wrong, UPDATE_GOLDEN="1").returncode, 0)
        self.assertEqual(self.page.read_text(encoding="utf-8"), textwrap.dedent(RIGHT))


if __name__ == "__main__":
    unittest.main()
