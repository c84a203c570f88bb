#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Holds the figures, the store and the page of scripts/calibrate-duet against made-up attempts. Measures nothing.

    live_test.py <duet_replay>
"""

import json
import math
import shutil
import sys
import tempfile
import unittest
from unittest import mock
import xml.etree.ElementTree
from contextlib import nullcontext
from pathlib import Path
from types import SimpleNamespace

sys.dont_write_bytecode = True

import figures as f
import ours
import plot
import replay
import stages
import theirs
from attempts import Attempts, StoreError
from page import Page, holds

REPLAY = sys.argv.pop(1)
ABOUT = {"trackmeet": "t", "canary": "c", "machine_class": "m", "seed": 1, "quick": True, "version": "v", "cpu": "x", "cores": 2}
ABOUT |= {"os": "o", "kernel": "k", "virtualized": True}


def row(name="compute", change=0.01, half=0.001, proven="worse", metric="real_time"):
    made = {"name": name, "metric": metric, "proven": proven, "verdict": "regression", "p_adjusted": 0.001, "blocks": 10}
    return made | {"change": change, "low": change - half, "high": change + half}


def series(d, name="compute", metric="real_time"):
    return {"name": name, "metric": metric, "looks": [len(d)], "d": d, "noise": [0] * len(d)}


def attempt(rows, d=(), **more):
    return {"rows": rows, "series": [series(list(d))] if d else [], "took_s": 2.0, "measured_s": 1.5, "blocks": 10, "beside": 0.02} | more


class Figures(unittest.TestCase):
    def test_the_interval_of_a_share_is_the_exact_one(self):
        # Tables of Clopper and Pearson: 0 of 30 is up to 11.57 %, 38 of 40 is 83.08 to 99.39 %.
        for k, n, low, high in [(0, 30, 0, 0.1157), (38, 40, 0.8308, 0.9939), (20, 20, 0.8316, 1), (0, 0, 0, 1), (20, 2000, 0.00612, 0.01541)]:
            for got, want in zip(f.clopper_pearson(k, n), (low, high)):
                self.assertAlmostEqual(got, want, places=4, msg=f"{k} of {n}")

    def test_a_family_alarms_by_any_row_of_any_metric_and_a_failed_one_is_none(self):
        quiet = attempt([row(proven="no")])
        loud = attempt([row(proven="no"), row(metric="peak_rss", proven="better")])
        self.assertEqual(f.families_with_alarm([quiet, loud, {"failed": "x"}]), (1, 2))

    def test_an_attempt_that_failed_has_detected_nothing(self):
        tried = [attempt([row()]), attempt([row(proven="better")]), {"failed": "x"}]
        self.assertEqual(f.detections(tried), (1, 3))
        self.assertEqual(f.their_detections([{"rows": [{"name": "a", "p": 0.01, "change": -0.1}]}, {"failed": "x"}]), (0, 2))

    def test_an_interval_holds_its_edges(self):
        tried = [attempt([row(change=0.011)]), attempt([row(change=0.02)])]
        self.assertEqual(f.held(tried, 0.01 + 1e-12), (1, 2))

    def test_time_is_compared_by_pairs(self):
        some = [attempt([], number=0, measured_s=1.0), attempt([], number=1, measured_s=2.0)]
        self.assertEqual(f.ratio_of_times(some, [attempt([], number=1, measured_s=4.0)]), (0.5, 1))

    def test_who_cries_wolf_tells_nothing(self):
        told = {0.5: f.Count(9, 10), 1: f.Count(10, 10)}
        self.assertEqual(f.smallest_told(told, f.Count(0, 100)), 0.5)
        self.assertIsNone(f.smallest_told(told, f.Count(2, 100)))
        self.assertEqual(f.smallest_told({0.5: f.Count(8, 10), 1: f.Count(10, 10)}, f.Count(1, 100)), 1)


    def test_the_interval_of_signed_ranks_is_that_of_the_textbook(self):
        # Hollander and Wolfe's nine differences: R's wilcox.test gives 0.010 to 0.786, the sixth average from either end.
        d = [0.952, -0.147, 1.022, 0.430, 0.620, 0.590, 0.490, -0.080, 0.010]
        self.assertAlmostEqual(f.signed_rank_width(d), 0.786 - 0.010)
        rows = [row(change=0, half=math.expm1(0.388) / 2)]
        rows[0] |= {"low": math.expm1(0), "high": math.expm1(0.388)}
        wider, n = f.widening([attempt(rows, d), {"failed": "x"}], least=9)
        self.assertAlmostEqual(wider, 2)
        self.assertEqual(n, 1)


class Reading(unittest.TestCase):
    def test_the_value_of_a_block_is_that_of_better_halves_and_an_incomplete_block_is_none(self):
        made = lambda *values: {"benchmarks": [{"name": "x", "block": b, "position": p, "real_time": v} for b, p, v in values]}
        base = made((0, 0, 1.0), (0, 0, 1.0), (0, 0, 90.0), (0, 3, 2.0), (1, 0, 1.0))
        head = made((0, 1, 2.0), (0, 2, 4.0), (0, 2, 4.0), (0, 2, 9.0), (1, 1, 1.0), (1, 2, 1.0))
        values = ours.block_values(base, head, "real_time")
        self.assertEqual(list(values), ["x"])
        ((d, noise),) = values["x"]
        self.assertAlmostEqual(d, math.log(2))
        self.assertAlmostEqual(noise, math.log(2) ** 2)

    def test_halves_are_held_against_medians(self):
        rows = lambda *values: {"benchmarks": [
            {"name": "x", "block": b, "position": p, "real_time": v} for b in range(12) for p, times in enumerate(values) for v in times(b)
        ]}
        calm, held_up = (lambda b: [1 + b / 100]), (lambda b: [1 + b / 100, 1 + b / 100, 2, 3 + b])
        base, head = rows(calm, calm), {"benchmarks": rows(calm, held_up)["benchmarks"]}
        self.assertEqual(len(ours.narrowing(base, head)), 0, "of medians there is a spread, of halves none")
        wide = lambda b: [1 + b / 10, 1 + b / 10, 2 + b, 3 + b]
        (share,) = ours.narrowing(base, rows(calm, wide))
        self.assertLess(share, 1)
        self.assertEqual(f.narrowing([{"narrowing": [0.5, 2.0]}, {"failed": "x"}]), (1.0, 2))

    def test_blocks_that_the_duet_judged_and_are_not_found_are_noticed(self):
        judged = [row(), row(metric="allocs_per_iter")]
        self.assertEqual(ours.without_differences(judged, [series([0.1] * 10)]), [])
        self.assertEqual(ours.without_differences(judged, [series([0.1] * 9)]), ["compute"])
        self.assertEqual(ours.without_differences(judged, []), ["compute"])

    def test_the_last_line_says_what_was_measured(self):
        said = "written: x\nmeasured 1 block in 1 min 05 s, 3.0 % of it beside the processes\n"
        self.assertEqual(ours.measured(said), {"blocks": 1, "measured_s": 65.0, "beside": 0.03})
        self.assertEqual(ours.measured("error"), {})

    def test_the_environment_has_one_size_whatever_the_slowdown(self):
        self.assertEqual({len(ours.slowdown_text(p)) for p in (0, 0.2, 1, 20)}, {5})

    def test_of_their_report_the_u_test_and_the_means_count(self):
        entry = {"name": "a", "run_type": "iteration", "utest": {"time_pvalue": 0.25}}
        entry["measurements"] = [{"real_time": 1, "real_time_other": 2}, {"real_time": 3, "real_time_other": 4}]
        aggregate = {"name": "a_mean", "run_type": "aggregate", "utest": {}, "measurements": []}
        self.assertEqual(theirs.read_report([entry, aggregate]), [{"name": "a", "p": 0.25, "change": 0.5}])


class Again(unittest.TestCase):
    def test_a_change_in_every_block_is_proven_and_less_easily_among_many(self):
        tried = [attempt([], d=[0.01] * 9)]
        self.assertEqual(replay.judged_among(REPLAY, tried, 1, 0), (f.Count(1, 1), [9]))
        self.assertEqual(replay.judged_among(REPLAY, tried, 20, 0), (f.Count(0, 1), []))

    def test_labels_drawn_anew_prove_as_often_as_the_level_says(self):
        tried = [attempt([], d=[0.01 + 0.001 * i for i in range(40)])]
        count = replay.replays(REPLAY, tried, 1, 4000, 3)
        self.assertEqual(count.n, 4000)
        self.assertLess(count.share, 0.015)
        self.assertGreater(count.k, 0)
        self.assertEqual(count, replay.replays(REPLAY, tried, 1, 4000, 3))


class Storing(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def filled(self, tried):
        options = SimpleNamespace(tries=0, quick=True, seed=1)
        tools = SimpleNamespace(load=lambda: 0.1, busy=lambda _: nullcontext())
        tools.ours = lambda cell, seed: tried.append((cell.name, seed)) or made_duet(cell)
        tools.theirs = lambda cell, took: {"took_s": took, "rows": [{"name": "compute", "p": 0.5, "change": 0.001}]}
        store = Attempts(self.folder)
        store.begin(ABOUT)
        for stage in stages.STAGES:
            stages.measure(stage, options, store, tools, lambda _: None)
        return store

    def test_what_is_in_store_is_not_measured_again_and_a_cut_off_line_is_dropped(self):
        first, second = [], []
        self.filled(first)
        self.assertEqual(len(set(seed for _, seed in first)), len(first))
        whole = self.folder.joinpath("attempts.jsonl").read_bytes()
        self.folder.joinpath("attempts.jsonl").write_bytes(whole[:-20])
        self.filled(second)
        self.assertEqual(second, first[-1:])
        self.assertEqual(self.folder.joinpath("attempts.jsonl").read_bytes().count(b"\n"), whole.count(b"\n"))

    def test_other_programs_are_not_mixed_in(self):
        self.filled([])
        with self.assertRaisesRegex(StoreError, "another canary; --fresh"):
            Attempts(self.folder).begin(ABOUT | {"canary": "other"})

    def test_cells_are_measured_again_with_other_programs_and_the_page_tells_which_measured_what(self):
        first, second = [], []
        store = self.filled(first)
        self.assertEqual(store.versions(), {"v": len(store.all)})
        store.measure_again({("power", "memory +2 %")}, ABOUT | {"canary": "other", "version": "w"})
        self.assertEqual(store.of("power", cell="memory +2 %"), [])
        with mock.patch.dict(ABOUT, {"canary": "other", "version": "w"}):
            store = self.filled(second)
        self.assertEqual([name for name, _ in second], ["memory +2 %"] * 2)
        made = len(store.of("power", cell="memory +2 %"))
        self.assertEqual(store.versions(), {"v": len(store.all) - made, "w": made})
        self.assertIn(f"| version | v ({len(store.all) - made} attempts); w ({made} attempts) |", Page(store, self.judges()).text())
        self.assertTrue(self.folder.joinpath("attempts.1.jsonl").exists(), "what was measured is never lost")

    @staticmethod
    def judges():
        return SimpleNamespace(
            replays=lambda *a: replay.replays(REPLAY, *a), judged_among=lambda *a: replay.judged_among(REPLAY, *a)
        )

    def test_the_page_has_a_line_for_every_goal_and_the_plot_is_a_picture(self):
        store = self.filled([])
        text = Page(store, self.judges()).text()
        goals = text.split("## What it must reach")[1].split("## ")[0]
        self.assertEqual(sum(line.startswith("| ") for line in goals.splitlines()), 2 + 12)
        self.assertNotIn("not measured", goals)
        self.assertIn("| proven within 5 s of measuring: compute +0.5 % | >= 90 % | 2 of 2: 100.0 % (15.8-100.0 %); measured for 1.5 s at most | too few |", goals)
        if shutil.which("gnuplot"):
            plot.draw(store, self.folder / "plot.svg")
            xml.etree.ElementTree.parse(self.folder / "plot.svg")

    def test_few_tries_hold_nothing(self):
        self.assertEqual([holds(n, reached, 40) for n, reached in [(0, True), (39, True), (40, True), (40, False)]], ["-", "too few", "yes", "**no**"])

    def test_a_page_of_nothing_says_so(self):
        store = Attempts(self.folder)
        store.begin(ABOUT)
        self.assertIn("not measured", Page(store, SimpleNamespace()).text())


def made_duet(cell):
    names = ["compute"] if cell.benchmarks < 20 else [f"b{i}" for i in range(cell.benchmarks)]
    metric = "instructions" if "--instructions" in cell.flags else "real_time"
    proven = "worse" if cell.slowdown else "no"
    rows = [row(name, cell.slowdown / 100, proven=proven, metric=metric) for name in names]
    sign = (lambda i: 1) if cell.slowdown else (lambda i: (-1) ** i)
    return attempt(rows) | {"series": [series([sign(i) * (0.01 + 1e-4 * i) for i in range(20)], name) for name in names]}


if __name__ == "__main__":
    unittest.main()
