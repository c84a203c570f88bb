#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Holds check_layers.py against trees of which we know what is wrong with them.

    check_layers_test.py <tests/data/layers>

`bad/expected.txt` is what it has to print for the tree `bad`; in `good` nothing is wrong.
"""

import os
import subprocess
import sys
import unittest
from pathlib import Path

CHECKER = Path(__file__).with_name("check_layers.py")
DATA = Path(sys.argv.pop(1)) if len(sys.argv) > 1 else Path(__file__).parents[1] / "data/layers"


def check(tree):
    return subprocess.run([sys.executable, CHECKER, tree], capture_output=True, text=True, check=False)


class CheckLayers(unittest.TestCase):
    maxDiff = None

    def test_each_broken_rule_is_named_with_its_line(self):
        answer = check(DATA / "bad")
        expected = DATA / "bad/expected.txt"
        if os.environ.get("UPDATE_GOLDEN"):
            expected.write_text(answer.stdout, encoding="utf-8")
        self.assertEqual(answer.stdout, expected.read_text(encoding="utf-8"))
        self.assertEqual(answer.returncode, 1)

    def test_a_tree_that_keeps_the_rules_passes(self):
        self.assertEqual(check(DATA / "good").returncode, 0)

    def test_a_folder_without_sources_is_refused(self):
        self.assertEqual(check(Path(__file__).parent / "nothing").returncode, 1)


if __name__ == "__main__":
    unittest.main()
