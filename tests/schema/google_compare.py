#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Lets Google Benchmark's own comparison script read results files of ours.

    google_compare.py <file>…

Each file is compared with itself: every benchmark with times must come out, with a change of zero.
Exit status: 0 all were read, 1 some were not, 77 skipped (the script or its modules are not here).
"""

import json
import sys

sys.path.insert(0, "/usr/share/benchmark")
try:
    from gbench import report, util
except ImportError as missing:
    print(f"skipped: {missing} (Debian: libbenchmark-tools)")
    sys.exit(77)


def has_times(row):
    return row.get("real_time", 0) > 0 and row.get("cpu_time", 0) > 0


def wrong_with(path):
    with open(path, encoding="utf-8") as file:
        results = json.load(file)
    results["benchmarks"] = [row for row in results["benchmarks"] if has_times(row)]
    expected = {row["name"] for row in results["benchmarks"]}
    results = util.sort_benchmark_results(results)
    compared = report.get_difference_report(results, results, utest=True)
    report.print_difference_report(compared, utest=True, use_color=False)
    if {row["name"] for row in compared if row["name"] != "OVERALL_GEOMEAN"} != expected:
        return "not every benchmark was compared"
    changes = [m["time"] for row in compared for m in row["measurements"] if row["name"] != "OVERALL_GEOMEAN"]
    return "" if changes and not any(changes) else "a file differs from itself"


def main():
    failed = 0
    for path in sys.argv[1:]:
        problem = wrong_with(path)
        if problem:
            print(f"{path}: error: {problem}")
            failed += 1
    return int(failed > 0 or len(sys.argv) < 2)


if __name__ == "__main__":
    sys.exit(main())
