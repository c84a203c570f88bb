#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""CONTRIBUTING.md shows the first suite as it is in examples/, and what it tells to do works.

    first_suite_test.py <root of the project> <trackmeet> <first_suite>

The configuring and building that the page tells of is what built this test; here it is held that the commands name the
presets, options and targets that exist, and what comes after is run.
"""

import json
import os
import re
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

ROOT, TRACKMEET, SUITE = (Path(argument).resolve() for argument in sys.argv[1:4])
EXAMPLE = ROOT / "examples/first_suite"


def section():
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    return text[text.index("## Adding a benchmark"):]


def block(language):
    return re.search(rf"```{language}\n(.*?)```", section(), re.DOTALL)[1]


class FirstSuite(unittest.TestCase):
    def test_the_page_shows_what_is_in_examples(self):
        self.assertEqual(block("cpp"), (EXAMPLE / "sorting.cpp").read_text(encoding="utf-8"))
        self.assertEqual(block("cmake"), (EXAMPLE / "CMakeLists.txt").read_text(encoding="utf-8"))

    def test_it_has_about_twenty_lines_besides_includes_and_blank_ones(self):
        lines = (EXAMPLE / "sorting.cpp").read_text(encoding="utf-8").splitlines()
        code = [line for line in lines if line.strip() and not line.startswith(("//", "#include"))]
        self.assertLessEqual(len(code), 20)

    def test_the_commands_name_what_there_is(self):
        copy, configure, build, run = block("sh").splitlines()
        self.assertTrue((ROOT / copy.split()[2]).is_dir(), copy)
        presets = json.loads((ROOT / "CMakePresets.json").read_text(encoding="utf-8"))
        names = [preset["name"] for preset in presets["configurePresets"]]
        self.assertIn(configure.split("--preset ")[1].split()[0], names)
        option = re.search(r"-D(\w+)=", configure)[1]
        self.assertIn(f"set({option} ", (ROOT / "CMakeLists.txt").read_text(encoding="utf-8"))
        self.assertIn(build.split("--preset ")[1].split()[0], [p["name"] for p in presets["buildPresets"]])
        self.assertIn(f"trackmeet_add_suite({build.split()[-1]} ", block("cmake"))
        self.assertIn(" run --suite first_suite", run)

    def test_it_is_measured_as_the_page_tells(self):
        arguments = block("sh").splitlines()[-1].split()[1:]
        arguments[arguments.index("first_suite")] = str(SUITE)
        with tempfile.TemporaryDirectory(prefix="trackmeet first suite ") as folder:
            done = subprocess.run(
                [TRACKMEET, *arguments, "--min-time", "0.005", "--warmup", "0"], cwd=folder, stdin=subprocess.DEVNULL,
                capture_output=True, text=True, timeout=200, env=os.environ | {"NO_COLOR": "1"})
            self.assertEqual(done.returncode, 0, done.stderr)
            files = list(Path(folder, "results").glob("*_first_suite.json"))
            self.assertEqual(len(files), 1)
            rows = json.loads(files[0].read_text(encoding="utf-8"))["benchmarks"]
        self.assertEqual({row["name"] for row in rows}, {"sort_1000", "sort_1000000"})
        self.assertEqual(len(rows), 2 * 5)
        self.assertTrue(all(row["items_per_second"] > 0 for row in rows))


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
