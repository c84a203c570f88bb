#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The program as a user runs it, with real suites and real processes.

    e2e_test.py <trackmeet> <foreign_suite> <tensor_ops> [EndToEnd.test_…]
"""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
import unittest
from pathlib import Path

from program import TRACKMEET, ProgramTest

FOREIGN, TENSOR_OPS = (Path(path).resolve() for path in sys.argv[2:4])
# A sanitizer catches the signal of a crash and ends with a status, and keeps malloc to itself.
SANITIZED = bool(os.environ.get("TRACKMEET_SANITIZED"))
QUICK = ["--min-time", "0.001", "--warmup", "0"]


class EndToEnd(ProgramTest):
    def test_all_suites_are_measured_in_one_go(self):
        names = ["tensor_add_small", "mlp_sprint_batch_1", "milestone_1969_xor", "probe_copy_batch_64"]
        shown = self.trackmeet(
            "run", "--suite", "all", "--filter", f"^({'|'.join(names)})$", "--rounds", 2, *QUICK)
        summary = shown.stdout[shown.stdout.rindex("suite  "):].splitlines()
        self.assertEqual([line.split()[0] for line in summary[1:]],
                         ["data_loading", "events", "model_training", "tensor_ops"])
        files = {json.loads(path.read_text())["run"]["suite"]: json.loads(path.read_text()) for path in self.results()}
        self.assertEqual(len(files), 4)
        rows = files["events"]["benchmarks"]
        self.assertEqual([row["name"] for row in rows], ["mlp_sprint_batch_1"] * 2)
        self.assertRegex(rows[0]["label"], "^glyphs sha256:[0-9a-f]{12}$")
        quality = files["model_training"]["metrics"]["accuracy"]
        self.assertEqual((quality["kind"], quality["better"]), ("exact", "higher"))

    def test_what_runs_once_is_measured_in_one_round_of_the_full_profile(self):
        self.trackmeet("run", "--suite", "model_training", "--filter", "1986|1957", "--profile", "full", "--rounds", 3,
                       *QUICK)
        rows = json.loads(self.results()[0].read_text())["benchmarks"]
        once = [row for row in rows if row["name"] == "milestone_1986_mlp"]
        self.assertEqual((len(rows), len(once)), (4, 1))
        self.assertEqual(once[0]["iterations"], 1)
        self.assertGreater(once[0]["accuracy"], 0.85)
        refused = self.trackmeet("run", "--suite", "model_training", "--filter", "1986", status=2)
        self.assertIn("add --profile full", refused.stderr)

    def test_quick_profiles_have_at_most_30_benchmarks(self):
        suites = [path for path in TENSOR_OPS.parent.iterdir() if path.is_file() and os.access(path, os.X_OK)]
        self.assertGreaterEqual(len(suites), 4)
        for suite in suites:
            names = {profile: subprocess.run([suite, "--list", f"--profile={profile}"], capture_output=True, text=True,
                                             check=True).stdout.splitlines() for profile in ("quick", "full")}
            self.assertLessEqual(len(names["quick"]), 30, suite)
            self.assertLess(set(names["quick"]), set(names["full"]), suite)

    def test_data_that_is_not_there_fails_before_any_timing(self):
        refused = self.trackmeet("run", "--suite", "events", "--filter", "mlp_sprint_batch_1", "--rounds", 1, *QUICK,
                                 "--data", "nowhere/at/all", status=2)
        self.assertIn("nowhere/at/all", refused.stdout + refused.stderr)

    def test_a_foreign_suite_is_measured_in_rounds(self):
        shown = self.trackmeet("run", "--suite", FOREIGN, "--filter", "sum|loop", "--rounds", 3, *QUICK)
        self.assertIn("loop (a+b)*", shown.stdout)
        self.assertIn("written: results/", shown.stderr)
        (file,) = self.results()
        document = json.loads(file.read_text())
        self.assertEqual(document["schema"], "trackmeet.results/1")
        self.assertEqual(document["run"]["suite"], "foreign_suite")
        rounds = sorted((row["name"], row["round"]) for row in document["benchmarks"])
        names = ["loop (a+b)*", "sum/100", "sum/1000"]
        self.assertEqual(rounds, sorted((name, number) for name in names for number in range(3)))
        self.assertFalse((self.folder / "results/.journal").exists() and self.journal_lines())

    def test_what_fails_is_recorded_and_the_rest_goes_on(self):
        shown = self.trackmeet("run", "--suite", FOREIGN, "--filter", "sum/100$|bad", "--rounds", 2, "--timeout", 1, *QUICK, status=2)
        document = json.loads(self.results()[0].read_text())
        reasons = {failure["name"]: failure["reason"] for failure in document["run"]["failures"]}
        self.assertEqual(reasons, {"bad/crash": "crash", "bad/hang": "timeout", "bad/error": "error"})
        self.assertEqual({row["name"] for row in document["benchmarks"]}, {"sum/100"})
        self.assertIn("the input is gone", shown.stdout)

    def test_our_suite_is_stamped_and_fixes_its_iterations(self):
        self.trackmeet("run", "--suite", TENSOR_OPS, "--filter", "^matmul_small$", "--rounds", 3, *QUICK)
        document = json.loads(self.results()[0].read_text())
        self.assertEqual(document["run"]["suite"], "tensor_ops")
        self.assertTrue(document["environment"]["compiler"])
        rows = document["benchmarks"]
        self.assertEqual(len({row["iterations"] for row in rows}), 1)
        self.assertTrue(all(row["peak_rss"] > 0 for row in rows))
        self.assertTrue(SANITIZED or all(row["allocs_per_iter"] == 0 for row in rows))

    def test_a_suite_alone_writes_a_results_file(self):
        subprocess.run([TENSOR_OPS, "--out", "results", "--filter=^gather", "--min-time=0.001", "--repetitions=3"],
                       cwd=self.folder, env=self.environment, check=True, capture_output=True)
        (file,) = self.results()
        self.assertRegex(file.name, r"^\d{8}T\d{6}Z_([0-9a-f]{7}|nocommit)_tensor_ops\.json$")
        self.trackmeet("compare", file, file, "--metric", "real_time", "--force", status=2)  # 3 repetitions can never fire

    def test_killed_at_any_moment_it_leaves_a_journal_to_resume_from(self):
        arguments = ["run", "--suite", FOREIGN, "--filter", "sum|loop", "--rounds", 40, "--min-time", "0.02", "--seed", 7]
        process = self.start(*map(str, arguments))
        self.wait_for_journal(process, 6)
        process.send_signal(signal.SIGKILL)
        process.communicate()
        self.assertEqual(self.results(), [], "no half file")
        kept = self.journal_lines()
        time.sleep(0.2)
        self.assertEqual(self.journal_lines(), kept, "no child outlived its parent")
        self.trackmeet("run", "--resume")
        (file,) = self.results()
        document = json.loads(file.read_text())
        self.assertEqual(len(document["benchmarks"]), 3 * 40)
        self.assertEqual(document["run"]["seed"], 7)
        self.assertTrue(any("interrupted" in warning or "break" in warning or "resumed" in warning
                            for warning in document["environment"]["warnings"]), document["environment"])

    def test_ctrl_c_keeps_what_is_known(self):
        process = self.start("run", "--suite", str(FOREIGN), "--filter", "sum|loop", "--rounds", "500")
        self.wait_for_journal(process, 3)
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=20)
        self.assertEqual(process.returncode, 2)
        self.assertIn("trackmeet run --resume", err)
        self.assertEqual(self.results(), [])

    def test_a_slowdown_is_found(self):
        run = ["run", "--suite", FOREIGN, "--filter", "loop", "--rounds", 10, "--min-time", "0.005"]
        self.trackmeet(*run, "--out", "a")
        self.trackmeet(*run, "--out", "b", FOREIGN_SLOW="1")
        (before,) = (self.folder / "a").glob("*.json")
        (after,) = (self.folder / "b").glob("*.json")
        found = json.loads(self.trackmeet("compare", before, after, "--format", "json", "--metric", "real_time", status=1).stdout)
        (row,) = found["rows"]
        self.assertEqual((row["verdict"], row["severity"]), ("regression", "severe"))
        self.assertGreater(row["change"], 0.5)

    def test_bench_makes_a_local_baseline_and_then_compares_with_it(self):
        bench = ["bench", "--suite", FOREIGN, "--filter", "sum", "--rounds", 8, "--min-time", "0.002"]
        first = self.trackmeet(*bench)
        self.assertIn("no baseline of foreign_suite for this machine class yet", first.stderr)
        self.assertIn("Kept as your local baseline", first.stdout)
        kept = list((self.folder / "home/.local/state/trackmeet").rglob("foreign_suite.json"))
        self.assertEqual(len(kept), 1)
        second = subprocess.run([TRACKMEET, *map(str, bench)], cwd=self.folder, env=self.environment, capture_output=True,
                                text=True, timeout=100)
        self.assertIn(second.returncode, (0, 1), second.stderr)  # a noisy machine may see what it likes in 2 ms
        self.assertIn("session spread: 2.0 % assumed", second.stdout)
        bench[4] = "sum/100$"  # what a filter leaves out is not missing
        fewer = subprocess.run([TRACKMEET, *map(str, bench)], cwd=self.folder, env=self.environment, capture_output=True,
                               text=True, timeout=100)
        self.assertIn(fewer.returncode, (0, 1), fewer.stdout)
        self.assertNotIn("missing", fewer.stdout)
        self.assertIn("foreign_suite", self.trackmeet("baseline", "list").stdout)
        self.assertIn("sum/100", self.trackmeet("baseline", "show", "foreign_suite").stdout)

    def test_a_baseline_is_found_by_the_name_that_it_was_kept_by(self):
        for wrapper, suite in (("foreign.sh", FOREIGN), ("ours.sh", TENSOR_OPS)):  # one says its name in its results, one its path
            (self.folder / wrapper).write_text(f'#!/bin/sh\nexec "{suite}" "$@"\n')
            (self.folder / wrapper).chmod(0o755)
        (self.folder / "trackmeet.toml").write_text('[[suite]]\nname = "named"\nexecutable = "ours.sh"\n')
        for asked, name, filter_ in (("./foreign.sh", "foreign", "^sum/100$"), ("./ours.sh", "ours", "^tensor_add_small$"),
                                     ("named", "named", "^tensor_add_small$")):
            with self.subTest(asked):
                bench = ["bench", "--suite", asked, "--filter", filter_, "--rounds", 8, "--gate", "none", *QUICK]
                first = self.trackmeet(*bench)
                self.assertIn(f"no baseline of {name} for this machine class yet", first.stderr)
                self.assertIn(f"/{name}.json", first.stdout)
                self.assertIn("session spread: 2.0 % assumed", self.trackmeet(*bench).stdout)
                self.assertIn(f"{name} ", self.trackmeet("baseline", "show", name).stdout)
                self.assertIn(name, {json.loads(path.read_text())["run"]["suite"] for path in self.results()})

    def test_a_baseline_is_blessed_only_with_its_eyes_open(self):
        suite = shutil.copy(FOREIGN, self.folder)  # out of our own checkout
        run = ["run", "--suite", suite, "--filter", "loop", "--rounds", 10, "--min-time", "0.005"]
        self.trackmeet(*run)
        (first,) = self.results()
        refused = self.trackmeet("baseline", "update", status=2).stderr  # nobody knows which commit it was
        self.assertIn("it is not known which commit was measured", refused)
        self.assertFalse((self.folder / "baselines").exists())
        self.trackmeet("baseline", "update", "--reason", "a first one")
        (file,) = (self.folder / "baselines").rglob("*.json")
        self.assertEqual(json.loads(file.read_text())["sessions"][0]["reason"], "a first one")
        again = self.trackmeet("baseline", "update", first, "--reason", "x", status=2).stderr
        self.assertIn("in the baseline already", again)

        self.trackmeet(*run, FOREIGN_SLOW="1")
        before = file.read_bytes()
        worse = self.trackmeet("baseline", "update", "--reason", "no commit here", status=2)
        self.assertIn("slower than the baseline", worse.stderr)
        self.assertIn("baseline accept", worse.stderr)
        self.assertEqual(file.read_bytes(), before, "nothing was written")
        self.trackmeet("baseline", "accept", "--reason", "it checks its input now")
        last = json.loads(file.read_text())["sessions"][-1]
        self.assertEqual(last["reason"], "it checks its input now")
        self.assertTrue(last["accepted_regressions"][0].startswith("loop (a+b)*: +"))

    def test_init_says_what_to_do_next_and_what_it_wrote_works(self):
        self.trackmeet("init")
        self.trackmeet("init", status=2)
        config = self.folder / "trackmeet.toml"
        config.write_text(config.read_text() + f'\n[[suite]]\nname = "mine"\nexecutable = "{FOREIGN}"\n')
        self.trackmeet("run", "--suite", "mine", "--filter", "sum/100$", "--rounds", 1, *QUICK)
        self.assertEqual(len(self.results()), 1)

    def test_nothing_starts_when_the_results_could_not_be_kept(self):
        (self.folder / "file").write_text("")
        refused = self.trackmeet("run", "--suite", FOREIGN, "--out", "file/results", status=2)
        self.assertIn("file", refused.stderr)

    def test_a_filter_that_matches_nothing_is_an_error(self):
        refused = self.trackmeet("run", "--suite", FOREIGN, "--filter", "sun", status=2)
        self.assertIn("sum/100", refused.stderr)
        self.assertEqual(self.results(), [])


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1] + sys.argv[4:])
