#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Holds scripts/suites-table against made-up results whose figures can be told by hand.

    suites_table_test.py <root of the project>
"""

import importlib.machinery
import importlib.util
import json
import sys
import tempfile
import unittest
from pathlib import Path

SCRIPT = Path(sys.argv.pop(1)).resolve() / "scripts" / "suites-table"
loader = importlib.machinery.SourceFileLoader("suites_table", str(SCRIPT))
table = importlib.util.module_from_spec(importlib.util.spec_from_loader("suites_table", loader))
loader.exec_module(table)


def row(name, microseconds, flops=0.0, bytes_moved=0.0, number=0, cpu=1.0):
    """A row as Google Benchmark writes it: rates by real time; the CPU time is `cpu` of it."""
    made = {"name": name, "run_type": "iteration", "round": number, "time_unit": "us"}
    made |= {"real_time": microseconds, "cpu_time": microseconds * cpu}
    if flops:
        made["flops_per_second"] = flops / (microseconds * 1e-6)
    if bytes_moved:
        made["bytes_per_second"] = bytes_moved / (microseconds * 1e-6)
    return made


# A peak of 100 GFLOP/s; 50 GB/s near (120 KB), 10 GB/s far (12 MB).
PROBES = [
    row("probe_peak_flops", 10, flops=1e6),
    row("probe_bandwidth_add_small", 2.4, bytes_moved=120e3),
    row("probe_bandwidth_add_large", 1200, bytes_moved=12e6),
]


class SuitesTable(unittest.TestCase):
    def write(self, suite, rows):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        path = Path(folder.name) / f"{suite}.json"
        path.write_text(json.dumps({"run": {"suite": suite}, "environment": {"cpu": "made up"}, "benchmarks": rows}))
        return str(path)

    def shares(self, rows, probes=PROBES):
        suites, _ = table.read([self.write("tensor_ops", probes + rows)])
        figures = suites["tensor_ops"]
        return {r["name"]: table.share_of_roofline(r["name"], figures[r["name"]], figures) for r in rows}

    def test_an_operation_of_high_intensity_is_held_against_the_peak(self):
        self.assertAlmostEqual(self.shares([row("matmul", 40, flops=2e6, bytes_moved=120e3)])["matmul"], 0.5)

    def test_an_operation_of_low_intensity_is_held_against_the_bandwidth_of_its_size(self):
        rows = [
            row("add_small", 4.8, flops=1e4, bytes_moved=120e3),
            row("add_large", 1500, flops=1e6, bytes_moved=12e6),
            row("copy_small", 2.4, bytes_moved=60e3),
        ]
        shares = self.shares(rows)
        self.assertAlmostEqual(shares["add_small"], 0.5)
        self.assertAlmostEqual(shares["add_large"], 0.8)
        self.assertAlmostEqual(shares["copy_small"], 0.5)

    def test_a_cold_operation_is_held_against_the_largest_probe(self):
        self.assertAlmostEqual(self.shares([row("add_cold", 24, flops=1e4, bytes_moved=120e3)])["add_cold"], 0.5)

    def test_without_a_probe_of_the_size_only_the_peak_can_be_a_roof(self):
        far_only = [PROBES[0], PROBES[2]]
        rows = [row("add", 4.8, flops=1e4, bytes_moved=120e3), row("matmul", 40, flops=2e6, bytes_moved=120e3)]
        shares = self.shares(rows, far_only)
        self.assertIsNone(shares["add"])
        self.assertAlmostEqual(shares["matmul"], 0.5)

    def test_two_threads_are_held_against_probes_in_two_threads(self):
        rows = [row("matmul_2_threads", 40, flops=2e6, bytes_moved=12e6)]
        self.assertIsNone(self.shares(rows)["matmul_2_threads"])
        two = [row("probe_peak_flops_2_threads", 5, flops=1e6)]
        two += [row("probe_bandwidth_add_large_2_threads", 60, bytes_moved=12e6)]
        self.assertAlmostEqual(self.shares(rows, PROBES + two)["matmul_2_threads"], 50e9 / (200e9 / 6), places=6)

    def test_work_is_not_mistaken_where_the_processor_was_shared(self):
        self.assertAlmostEqual(self.shares([row("matmul", 40, flops=2e6, bytes_moved=120e3, cpu=0.25)])["matmul"], 0.5)

    def test_goals_take_the_ratio_round_by_round_and_the_fastest_rival(self):
        rows = []
        for number, mood in enumerate([1, 1, 7]):  # the third round was slow for all
            rows += [row("matmul_100", 20 * mood, flops=2e6, number=number)]
            rows += [row("rival_openblas_matmul_100", 16 * mood, flops=2e6, number=number)]
        adds = [row("tensor_add_large", 1500, flops=1e6, bytes_moved=12e6)]
        adds += [row("probe_bandwidth_add_large_streamed", 1600, bytes_moved=12e6)]
        lines = table.tables([self.write("rivals", rows), self.write("tensor_ops", PROBES + adds)])["goals"]
        self.assertIn("| matmul 100, 1 thread, of OpenBLAS | >= 0.9x | 0.80x **(falls short)** | 100% |", lines)
        self.assertIn("| matmul 256, 1 thread, of OpenBLAS | >= 0.9x | not measured | - |", lines)
        self.assertIn("| element-wise add 1000 x 1000, of the bandwidth probe | >= 0.9x | 0.80x **(falls short)** | - |", lines)

    def test_figures_are_medians_over_rounds_and_the_spread_is_their_coefficient_of_variation(self):
        rows = [row("f", us, number=number) for number, us in enumerate([10, 10, 30, 14, 11])]
        figures = table.read([self.write("s", rows + [row("f", 90, number=0), row("f", 10, number=0)])])[0]["s"]["f"]
        self.assertAlmostEqual(figures.seconds, 11e-6)
        self.assertAlmostEqual(figures.spread(), (292 / 4) ** 0.5 / 15)
        self.assertIsNone(table.read([self.write("s", rows[:1])])[0]["s"]["f"].spread())

    def test_what_spreads_is_named_with_the_likely_reason(self):
        def rounds(name, *times):
            return [row(name, us, number=number) for number, us in enumerate(times)]

        rows = rounds("steady", 100, 101, 99) + rounds("odd", 100, 120, 90) + rounds("x_2_threads", 100, 150, 90)
        lines = table.tables([self.write("s", rows)])["s"]
        self.assertIn("Spread of more than 3%, and the likely reason:", lines)
        self.assertIn("- for a reason that is not known: `odd`", lines)
        self.assertIn("- needs both processors at once, which the host may not give: `x_2_threads`", lines)
        self.assertNotIn("steady", "".join(lines[lines.index("Spread of more than 3%, and the likely reason:"):]))

    def test_what_spreads_no_more_than_the_machine_itself_is_told_from_the_rest(self):
        def rounds(name, *times):
            return [row(name, us, flops=1e6, number=number) for number, us in enumerate(times)]

        rows = rounds("probe_peak_flops", 10, 11, 9) + rounds("alike", 100, 114, 88) + rounds("odd", 100, 150, 70)
        text = "\n".join(table.tables([self.write("tensor_ops", rows)])["tensor_ops"])
        self.assertIn("touches no memory, spread by 10.0%, and these by at most 1.5 times that: `alike`, `probe_peak_flops`", text)
        self.assertIn("- for a reason that is not known: `odd`", text)

    def test_columns_that_say_nothing_are_left_out(self):
        learnt = [row("learns", 1e6) | {"accuracy": 0.9125}, row("adds", 10, bytes_moved=1e5)]
        lines = table.tables([self.write("s", learnt)])["s"]
        self.assertIn("| operation | time | GB/s | quality |", lines)
        self.assertIn("| `learns` | 1 s | - | 91.25% right |", lines)

    def test_times_of_whole_suites_are_added_up(self):
        with tempfile.NamedTemporaryFile("w", suffix=".txt") as took:
            took.write("quick one 50.4\nquick two 20\nfull one 100\n")
            took.flush()
            lines = table.tables([self.write("s", [row("f", 10)])], took.name)["took"]
        self.assertEqual(lines, ["| suite | quick | full |", "|---|---|---|", "| one | 50 s | 100 s |",
                                 "| two | 20 s | - |", "| all | 70 s | 100 s |"])

    def test_what_failed_and_aggregates_are_left_out(self):
        rows = [row("f", 10), row("f", 99) | {"run_type": "aggregate"}, row("g", 1) | {"error_occurred": True}]
        figures = table.read([self.write("s", rows)])[0]["s"]
        self.assertEqual(list(figures), ["f"])
        self.assertAlmostEqual(figures["f"].seconds, 10e-6)

    def test_only_what_lies_between_the_markers_is_rewritten(self):
        page = "a\n<!-- s:begin -->\nold\n<!-- s:end -->\nb\n<!-- t:begin -->\nkept\n<!-- t:end -->\n"
        once = table.rewritten(page, {"s": ["| new |"]})
        self.assertEqual(once, page.replace("\nold\n", "\n\n| new |\n\n"))
        self.assertEqual(table.rewritten(once, {"s": ["| new |"]}), once)
        with self.assertRaisesRegex(ValueError, "no place for the table 'u'"):
            table.rewritten(page, {"u": []})


if __name__ == "__main__":
    unittest.main()
