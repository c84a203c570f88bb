#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Duets as a user plays them: two builds, revisions, bisecting, and what goes wrong on the way.

    duet_test.py <trackmeet> <foreign_suite> <canary> [Duets.test_…]
"""

import json
import os
import signal
import subprocess
import sys
import time
import unittest
from pathlib import Path

from program import ProgramTest

FOREIGN, CANARY = (Path(path).resolve() for path in sys.argv[2:4])
QUICK = ["--min-time", "0.001", "--budget", "60s"]
STEADY = ["--min-time", "0.004", "--budget", "60s"]


def slowed(percent):
    return f"TRACKMEET_CANARY_SLOWDOWN={percent:05.2f}"


class Duets(ProgramTest):
    def duet(self, *arguments, status=0):
        return self.trackmeet("duet", *arguments, *QUICK, "--format", "json", status=status)

    def rows(self, done):
        return {(row["name"], row["metric"]): row for row in json.loads(done.stdout)["rows"]}

    def test_a_slowdown_is_proven_and_the_files_say_the_same(self):
        done = self.duet(CANARY, CANARY, "--filter", "^compute$", "--base-env", slowed(0), "--head-env", slowed(25),
                         "--blocks", 30, "--gate", "moderate", status=1)
        row = self.rows(done)["compute", "real_time"]
        self.assertEqual((row["proven"], row["severity"]), ("worse", "moderate"))
        self.assertAlmostEqual(row["change"], 0.25, delta=0.05)
        base, head = self.results()
        self.assertTrue(base.name.endswith("_canary_base.json") and head.name.endswith("_canary_head.json"))
        again = self.rows(self.trackmeet("compare", base, head, "--gate", "moderate", "--format", "json", status=1))
        self.assertEqual(again["compute", "real_time"], row)

    def test_a_build_against_itself_proves_nothing(self):
        done = self.duet(CANARY, CANARY, "--filter", "^compute_(mixing|division)$", "--threshold", 0, "--blocks", 16)
        self.assertEqual({row["proven"] for row in self.rows(done).values()}, {"no"})

    def test_what_crashes_or_hangs_fails_and_the_others_go_on(self):
        done = self.duet(FOREIGN, FOREIGN, "--timeout", 0.5, "--blocks", 4, status=2)
        rows = self.rows(done)
        self.assertEqual(rows["bad/crash", "real_time"]["verdict"], "failed")
        self.assertIn("SIGSEGV", rows["bad/crash", "real_time"]["reason"])
        self.assertIn("did not end within", rows["bad/hang", "real_time"]["reason"])
        self.assertIn("the input is gone", rows["bad/error", "real_time"]["reason"])
        self.assertNotEqual(rows["sum/100", "real_time"]["verdict"], "failed")

    @staticmethod
    def rounds(document):
        return len({row["round"] for row in document["benchmarks"]})

    def start_long_duet(self):
        process = self.start("duet", CANARY, CANARY, "--filter", "^compute$", "--threshold", 0, "--blocks", 40,
                             "--min-time", "0.001")
        self.wait_for_journal(process, 10, ".duets")
        return process

    def test_ctrl_c_prints_what_is_known_and_it_goes_on(self):
        process = self.start_long_duet()
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=20)
        self.assertEqual(process.returncode, 2, err)
        self.assertIn("compute", out)
        self.assertIn("trackmeet duet --resume", err)
        self.assertEqual(self.results(), [])
        self.trackmeet("duet", "--resume", "--threshold", 0)
        base, head = (json.loads(path.read_text()) for path in self.results())
        self.assertEqual((self.rounds(base), self.rounds(head)), (80, 80))

    def test_killed_it_loses_at_most_the_running_block(self):
        process = self.start_long_duet()
        process.send_signal(signal.SIGKILL)
        process.communicate()
        self.assertEqual(self.results(), [], "no half file")
        kept = self.journal_lines(".duets")
        time.sleep(0.2)
        self.assertEqual(self.journal_lines(".duets"), kept, "no child outlived its parent")
        self.trackmeet("duet", "--resume", "--threshold", 0)
        self.assertEqual(self.rounds(json.loads(self.results()[0].read_text())), 80)

    # --- revisions ---------------------------------------------------------------------------------------------------

    def git(self, *arguments):
        return subprocess.run(["git", *arguments], cwd=self.folder, env=self.environment, check=True,
                              capture_output=True, text=True).stdout.strip()

    def commit(self, slowdown, subject):
        (self.folder / "bench" / "slowdown").write_text(f"{slowdown:05.2f}\n" if slowdown is not None else "broken\n")
        (self.folder / "note").write_text(subject)
        self.git("add", "-A")
        self.git("commit", "-qm", subject)
        return self.git("rev-parse", "HEAD")

    def project(self):
        """A repository whose build makes a suite out of a number."""
        self.environment |= {f"GIT_{who}_{what}": value for who in ("AUTHOR", "COMMITTER")
                             for what, value in (("NAME", "Ann"), ("EMAIL", "ann@example.org"))}
        self.git("init", "-qb", "main")
        (self.folder / "bench").mkdir()
        (self.folder / "build.sh").write_text(
            "set -e\nmkdir -p out\ngrep -q broken bench/slowdown && { echo cannot build this; exit 1; }\n"
            f"printf '#!/bin/sh\\nTRACKMEET_CANARY_SLOWDOWN=%s exec \"{CANARY}\" \"$@\"\\n'"
            " \"$(cat bench/slowdown)\" > out/bench\nchmod +x out/bench\n")
        (self.folder / "trackmeet.toml").write_text(
            '[build]\ncommand = "sh build.sh"\noutput = "out"\n'
            '[[suite]]\nname = "bench"\nexecutable = "out/bench"\nsource = "bench"\n')
        (self.folder / ".gitignore").write_text("/out/\n/results/\n/home/\n")
        return self.commit(0, "first")

    def test_the_work_tree_is_compared_with_the_main_branch(self):
        first = self.project()
        unchanged = self.duet("--filter", "^compute$", status=2)
        self.assertIn("nothing to compare", unchanged.stderr)
        (self.folder / "bench" / "slowdown").write_text("25.00\n")
        done = self.duet("--filter", "^compute$", "--blocks", 30, status=1)
        row = self.rows(done)["compute", "real_time"]
        self.assertEqual(row["proven"], "worse")
        self.assertIn("the benchmark itself changed (bench/slowdown)", row["reason"])
        base, head = (json.loads(path.read_text())["run"] for path in self.results())
        self.assertEqual((base["git"]["commit"], base["git"]["dirty"]), (first, False))
        self.assertEqual((head["git"]["commit"], head["git"]["dirty"]), (first, True))
        self.assertEqual(self.git("status", "--porcelain"), "M bench/slowdown", "the checkout is as it was")
        again = self.duet("--filter", "^compute$", "--blocks", 2, status=2)
        self.assertNotIn("building", again.stderr, "both builds are in store")

    def test_a_revision_that_does_not_build_is_told_with_its_last_words(self):
        self.project()
        self.commit(None, "broken")
        refused = self.duet("--base", "HEAD~1", "--head", "HEAD", status=2)
        self.assertIn("does not build", refused.stderr)
        self.assertIn("cannot build this", refused.stderr)
        refused = self.duet("--base", "mian", status=2)
        self.assertIn("main", refused.stderr)

    def test_bisect_finds_the_commit_past_one_that_does_not_build(self):
        good = self.project()
        self.commit(0, "a harmless change")
        self.commit(None, "broken")
        self.commit(25, "a slow change")
        self.commit(25, "another harmless change")
        done = self.trackmeet("bisect", "--benchmark", "compute", "--good", good, *STEADY, status=2)
        self.assertIn("one of 2", done.stdout, "the one before it does not build: it may be either")
        self.assertIn("a slow change", done.stdout)
        self.assertIn("broken", done.stdout)
        self.assertNotIn("harmless", done.stdout)

    def test_bisect_names_the_commit_its_author_and_its_change(self):
        good = self.project()
        self.commit(0, "a harmless change")
        culprit = self.commit(25, "a slow change")
        self.commit(25, "another harmless change")
        done = self.trackmeet("bisect", "--benchmark", "compute", "--good", good, *STEADY, status=1)
        self.assertIn(f"first bad commit: {culprit}", done.stdout)
        self.assertIn("author: Ann <ann@example.org>", done.stdout)
        self.assertIn("subject: a slow change", done.stdout)
        self.assertRegex(done.stdout, r"compute: \+\d")
        self.assertEqual(len(list(self.folder.glob("**/slot-?.record"))), 2, "each is built on top of another")
        done = self.trackmeet("bisect", "--benchmark", "compute", "--good", culprit, "--threshold", 15, *STEADY,
                              status=0)
        self.assertIn("is not worse", done.stdout)


if __name__ == "__main__":
    os.environ.pop("TRACKMEET_CANARY_SLOWDOWN", None)
    unittest.main(argv=sys.argv[:1] + sys.argv[4:])
