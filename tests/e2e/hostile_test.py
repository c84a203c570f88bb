#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Files that were made to take the time and the memory of whoever compares them: each ends in a clear answer within two
seconds, on two cores, and 512 MB.

    hostile_test.py <trackmeet> [HostileFiles.test_…]
"""

import os
import subprocess
import sys
import unittest

from program import TRACKMEET, ProgramTest

# Only a build that is optimised, and has no sanitizer, is as fast and as small as what users run.
IS_FAST = os.environ.get("TRACKMEET_BUILD_TYPE") in ("Release", "RelWithDebInfo") and not os.environ.get("TRACKMEET_SANITIZED")
CORES, MOST_SECONDS, MOST_BYTES = 2, 2, 512_000_000

HEAD = '{"context": {"date": "2026-11-21T09:00:00+00:00"},\n"benchmarks": [\n'
ROW = '{{"name": "b{0}", "run_name": "b{0}", "run_type": "iteration", "real_time": {1}, "time_unit": "ns"{2}}}'


def google(rows):
    return HEAD + ",\n".join(rows) + "\n]}\n"


class HostileFiles(ProgramTest):
    def answer(self, text, status=2):
        """What the program says of two files with that text, once it was seen to be fast and small enough."""
        (self.folder / "hostile").write_text(text)
        with open(self.folder / "stdout", "wb") as stdout, open(self.folder / "stderr", "wb") as stderr:
            process = subprocess.Popen([TRACKMEET, "compare", "hostile", "hostile"], cwd=self.folder, env=self.environment,
                                       stdin=subprocess.DEVNULL, stdout=stdout, stderr=stderr)
            _, ended, usage = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(ended)
        said = (self.folder / "stderr").read_text() + (self.folder / "stdout").read_text()
        self.assertEqual(process.returncode, status, said[:2000])
        if IS_FAST:
            seconds, memory = usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024
            print(f"{seconds:.2f} s of processor time, {memory / 1e6:.0f} MB", file=sys.stderr)
            self.assertLess(seconds, CORES * MOST_SECONDS)
            self.assertLess(memory, MOST_BYTES)
        return said

    def test_a_hundred_megabytes_of_blanks_are_an_empty_file(self):
        self.assertIn("it is empty", self.answer(" " * 100_000_000))

    def test_a_hundred_megabytes_of_empty_lines_are_an_empty_file(self):
        self.assertIn("it is empty", self.answer("\n" * 100_000_000))

    def test_a_hundred_megabytes_of_blanks_in_an_object_say_nothing(self):
        self.assertIn("an empty object", self.answer("{" + " \n" * 50_000_000 + "}"))

    def test_a_hundred_megabytes_of_blanks_do_not_hide_that_a_file_is_cut_off(self):
        self.assertIn("ends in the middle", self.answer("[" + " \n" * 50_000_000))

    def test_a_hundred_megabytes_of_empty_lines_of_text_are_no_results(self):
        self.assertIn("it is neither JSON nor", self.answer("x" + "\n" * 100_000_000))

    def test_a_million_counters_of_a_row_are_too_many(self):
        row = ROW.format(0, 1, "".join(f', "c{i}": 1' for i in range(1_000_000)))
        self.assertIn("more than 10000 metrics", self.answer(google([row])))

    def test_half_a_million_metrics_of_a_file_are_too_many(self):
        rows = [ROW.format(i, 1, "".join(f', "c{10 * i + j}": 1' for j in range(10))) for i in range(50_000)]
        self.assertIn("more than 10000 metrics", self.answer(google(rows)))

    def test_rows_with_numbers_that_are_too_large_are_too_many(self):
        self.assertIn("more than 100000 of its benchmarks failed",
                      self.answer(google([ROW.format(i, "1e999", "") for i in range(200_000)])))

    def test_as_many_rows_as_may_fail_do(self):
        self.assertIn("1e999, which is no finite number",
                      self.answer(google([ROW.format(i, "1e999", "") for i in range(100_000)])))

    def test_a_list_of_numbers_that_are_too_large_is_no_results(self):
        self.assertIn("a list and no results", self.answer("[" + ",".join(["1e999"] * 200_000) + "]"))

    def test_a_key_that_a_row_has_many_times_fails_it(self):
        self.assertIn("the key 'c' occurs twice", self.answer(google([ROW.format(0, 1, ', "c": 1' * 300_000)])))

    def test_many_keys_that_a_row_has_twice_fail_it(self):
        row = ROW.format(0, 1, "".join(f', "c{i % 150_000}": 1' for i in range(300_000)))
        self.assertRegex(self.answer(google([row])), "more than 10000 metrics|occurs twice")

    def test_a_key_that_a_file_has_many_times_is_none_of_ours(self):
        self.assertIn("its keys are k, k", self.answer("{" + ",".join(['"k": 1'] * 300_000) + "}"))


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1] + sys.argv[2:])
