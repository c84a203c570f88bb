# SPDX-License-Identifier: Apache-2.0
"""The same question put to Google Benchmark's own compare script.

It measures one program to its end and then the other. Its script takes only ELF executables and gives both one environment,
so the two are started here just as it starts them (a slowdown for the second one), and it compares their files.
"""

import json
import os
import statistics
import subprocess
import tempfile
import time
from pathlib import Path

from ours import SLOWDOWN, slowdown_text

REPETITIONS = 20  # of each program; its script asks for nine or more
# Google Benchmark looks for an iteration count first and then measures up to 1.4 times the minimum time.
LONGER_THAN_ASKED = 1.35


def min_time(took_s, benchmarks):
    """Seconds that one repetition is to last so that all of them take about `took_s`."""
    return max(1e-4, took_s / (2 * REPETITIONS * benchmarks * LONGER_THAN_ASKED))


def read_report(report):
    """Rows of the dump of compare.py: p of its U test on the real time, and the change of the mean."""
    rows = []
    for entry in report:
        if entry.get("run_type") != "iteration" or not entry["utest"]:
            continue
        base = statistics.fmean(m["real_time"] for m in entry["measurements"])
        head = statistics.fmean(m["real_time_other"] for m in entry["measurements"])
        rows.append({"name": entry["name"], "p": entry["utest"]["time_pvalue"], "change": head / base - 1})
    return rows


def compare(programs, cell, took_s):
    """Runs one attempt that takes about `took_s`; the record of it, without its key."""
    each = min_time(took_s, cell.benchmarks)
    with tempfile.TemporaryDirectory(prefix="calibrate-", dir=programs.folder) as folder:
        files = [str(Path(folder) / name) for name in ("base.json", "head.json")]
        said = ""
        began = time.monotonic()
        for file, slowdown in zip(files, (0, cell.slowdown)):
            words = [programs.canary, f"--benchmark_filter={cell.filter}", f"--benchmark_min_time={each:.6f}"]
            words += [f"--benchmark_repetitions={REPETITIONS}", f"--benchmark_out={file}", "--benchmark_out_format=json"]
            done = subprocess.run(
                words, env=os.environ | {SLOWDOWN: slowdown_text(slowdown)}, capture_output=True, text=True, check=False
            )
            said += done.stderr
        record = {"took_s": round(time.monotonic() - began, 3), "min_time_s": round(each, 6), "repetitions": REPETITIONS}
        dump = str(Path(folder) / "report.json")
        words = [programs.python, programs.compare_script, "-d", dump, "benchmarks", *files]
        done = subprocess.run(words, capture_output=True, text=True, check=False)
        try:
            record["rows"] = read_report(json.loads(Path(dump).read_text()))
        except (ValueError, KeyError, OSError) as problem:
            last = (said + done.stderr).strip().splitlines()[-3:]
            record["failed"] = f"{type(problem).__name__}: {' / '.join(last)}"
        return record
