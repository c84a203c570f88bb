# SPDX-License-Identifier: Apache-2.0
"""Recorded blocks, judged again by the project's own decision (tests/calibration/duet_replay.cpp)."""

import subprocess

from figures import Count, sound
from ours import SAMPLED


def as_text(attempts):
    lines = []
    for attempt in sound(attempts):
        lines.append("duet")
        there = {s["metric"] for s in attempt["series"]}
        for s in attempt["series"]:
            role = "primary" if s["metric"] == SAMPLED[0] else "other"
            words = ["series", s["name"], role, max(0, len(there) - 1), len(s["looks"]), *s["looks"], len(s["d"]), *s["d"], len(s["noise"]), *s["noise"]]
            lines.append(" ".join(map(str, words)))
    return "\n".join(lines) + "\n"


def run(program, attempts, *arguments):
    words = [program, *map(str, arguments)]
    return subprocess.run(words, input=as_text(attempts), capture_output=True, text=True, check=True).stdout


def replays(program, attempts, benchmarks, times, seed):
    """Of so many duets, drawn from `attempts` with the labels of every block drawn anew, those with any proven row."""
    n, k = run(program, attempts, "replay", benchmarks, 0, times, seed).split()
    return Count(int(k), int(n))


def judged_among(program, attempts, benchmarks, threshold):
    """The times of `attempts` as if each had been one of so many benchmarks of a duet: how many are proven worse, and
    after how many blocks."""
    lines = run(program, attempts, "judge", benchmarks, threshold).splitlines()
    metrics = [s["metric"] for a in sound(attempts) for s in a["series"]]
    times = [line.split() for line, metric in zip(lines, metrics) if metric == SAMPLED[0]]
    blocks = [int(at) for _, proven, at in times if proven == "worse"]
    return Count(len(blocks), len(attempts)), blocks
