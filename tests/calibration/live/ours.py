# SPDX-License-Identifier: Apache-2.0
"""A live `trackmeet duet` of the canary with itself, and what its results files hold."""

import json
import math
import re
import statistics
import subprocess
import tempfile
import time
from pathlib import Path

SLOWDOWN = "TRACKMEET_CANARY_SLOWDOWN"
SAMPLED = ("real_time", "peak_rss")  # judged by blocks, the first one is the primary metric
SECONDS_OF_UNIT = {"s": 1, "min": 60, "h": 3600}


def slowdown_text(percent):
    """As wide whatever it says, so that the environments of both sides have one size."""
    return f"{percent:05.2f}"


def command(programs, cell, seed, out):
    """What is run for one attempt at `cell`."""
    words = [programs.trackmeet, "duet", programs.canary, programs.canary, "--format", "json", "--gate", "none", "--all"]
    words += ["--base-env", f"{SLOWDOWN}={slowdown_text(0)}", "--head-env", f"{SLOWDOWN}={slowdown_text(cell.slowdown)}"]
    words += ["--filter", cell.filter, "--threshold", f"{cell.threshold:g}", "--min-time", f"{cell.min_time:g}"]
    words += ["--blocks", str(cell.blocks), "--budget", f"{cell.budget:g}s", "--seed", str(seed), "--out", str(out)]
    words += ["--config", str(Path(out) / "trackmeet.toml"), *cell.flags]
    return words


def seconds(text):
    """`4.4 s`, `1 min 05 s` -> seconds."""
    return sum(float(number) * SECONDS_OF_UNIT[unit] for number, unit in re.findall(r"([\d.]+) (s|min|h)\b", text))


def measured(stderr):
    """Blocks, seconds and the share beside the processes, from the last line that says so."""
    found = re.findall(r"measured (\d+) blocks? in ([^,]+), (-?[\d.]+) % of it beside the processes", stderr)
    if not found:
        return {}
    blocks, took, beside = found[-1]
    return {"blocks": int(blocks), "measured_s": seconds(took), "beside": float(beside) / 100}


def log_level(repetitions):
    """What a process measured, as the duet takes it: the mean of the logarithms over the better half of its repetitions."""
    half = sorted(repetitions)[: (len(repetitions) + 1) // 2]
    return math.fsum(map(math.log, half)) / len(half)


def log_median(repetitions):
    return math.log(statistics.median(repetitions))


def block_values(base, head, metric, level=log_level):
    """By benchmark, d = (ln b1 + ln b2 - ln a1 - ln a2) / 2 of every complete block, in their order (less is better), and
    its noise, ((ln a1 - ln a2)^2 + (ln b1 - ln b2)^2) / 2."""
    places = {}
    for side, document in (("a", base), ("b", head)):
        for row in document["benchmarks"]:
            if "block" in row and row.get(metric, 0) > 0 and row.get("run_type", "iteration") == "iteration":
                block = places.setdefault(row["name"], {}).setdefault(row["block"], {"a": {}, "b": {}})
                block[side].setdefault(row["position"], []).append(row[metric])
    values = {}
    for name, blocks in places.items():
        values[name] = []
        for _, block in sorted(blocks.items()):
            if len(block["a"]) == len(block["b"]) == 2:
                (a1, a2), (b1, b2) = (map(level, block[side].values()) for side in "ab")
                values[name].append(((b1 + b2 - a1 - a2) / 2, ((a1 - a2) ** 2 + (b1 - b2) ** 2) / 2))
    return values


def middle_half(values):
    """How wide it is, of four values or more."""
    low, _, high = statistics.quantiles(values, n=4)
    return high - low


def narrowing(base, head, least=10):
    """Of every benchmark with enough blocks: the width of the middle half of its differences, through that with the median of a process."""
    ours, medians = (block_values(base, head, SAMPLED[0], level) for level in (log_level, log_median))
    widths = [[middle_half([d for d, _ in side[name]]) for side in (ours, medians)] for name in ours if len(ours[name]) >= least]
    return [float(f"{width / of_medians:.4g}") for width, of_medians in widths if width > 0 and of_medians > 0]


def series_of(base, head):
    looks = head["run"]["duet"].get("looks", {})
    there = [metric for metric in SAMPLED if any(metric in row for row in head["benchmarks"])]
    values = {metric: block_values(base, head, metric) for metric in there}
    return [
        {
            "name": name,
            "metric": metric,
            "looks": looks[name],
            "d": [float(f"{d:.6g}") for d, _ in values[metric][name]],
            "noise": [float(f"{noise:.6g}") for _, noise in values[metric][name]],
        }
        for name in looks for metric in there if values[metric].get(name)
    ]


def without_differences(rows, series):
    """Judged rows of which this module did not find the blocks that the comparison judged: what is replayed would not be what was seen."""
    found = {(s["name"], s["metric"]): len(s["d"]) for s in series}
    return [r["name"] for r in rows if r["metric"] in SAMPLED and r["blocks"] and found.get((r["name"], r["metric"])) != r["blocks"]]


def finite(value, otherwise):
    return otherwise if value is None else value


def row_of(row):
    kept = {name: row[name] for name in ("name", "metric", "proven", "verdict", "p_adjusted", "blocks", "change")}
    low, high = row["interval"]
    return kept | {"low": finite(low, -1), "high": finite(high, 1e9)}


def duet(programs, cell, seed):
    """Runs one attempt; the record of it, without its key. A duet that fails is an attempt like any other."""
    with tempfile.TemporaryDirectory(prefix="calibrate-", dir=programs.folder) as out:
        (Path(out) / "trackmeet.toml").write_text("")
        began = time.monotonic()
        done = subprocess.run(command(programs, cell, seed, out), capture_output=True, text=True, check=False, cwd=out)
        record = {"seed": seed, "took_s": round(time.monotonic() - began, 3), **measured(done.stderr)}
        try:
            comparison = json.loads(done.stdout)
            base, head = (json.loads(Path(comparison["sides"][side]["source"]).read_text()) for side in ("base", "head"))
            record["rows"] = [row_of(row) for row in comparison["rows"]]
            record["series"] = series_of(base, head)
            record["narrowing"] = narrowing(base, head)
            if lost := without_differences(record["rows"], record["series"]):
                raise SystemExit(f"calibrate-duet: the blocks of {lost[0]} are not those that the duet judged: mend {__file__}")
        except (ValueError, KeyError, OSError) as problem:
            said = done.stderr.strip().splitlines()[-3:]
            record["failed"] = f"exit status {done.returncode}, {type(problem).__name__}: {' / '.join(said)}"
        return record


def where(programs, cell):
    """The environment that a duet's results file names, and the commit that the canary was built from."""
    with tempfile.TemporaryDirectory(prefix="calibrate-", dir=programs.folder) as out:
        (Path(out) / "trackmeet.toml").write_text("")
        done = subprocess.run(command(programs, cell, 1, out), capture_output=True, text=True, check=False, cwd=out)
        try:
            head = json.loads(done.stdout)["sides"]["head"]
            return json.loads(Path(head["source"]).read_text())["environment"], head["describe"]
        except (ValueError, KeyError, OSError):
            raise SystemExit(f"calibrate-duet: the first duet failed:\n{done.stderr}") from None
