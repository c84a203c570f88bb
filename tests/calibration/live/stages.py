# SPDX-License-Identifier: Apache-2.0
"""What a live calibration tries, how often, and in which order."""

import time
from dataclasses import dataclass, replace
from types import SimpleNamespace

ALL = "."


@dataclass(frozen=True)
class Cell:
    """One kind of attempt. Every attempt at it is the same but for its seed."""

    name: str
    filter: str  # regular expression of the canary's benchmarks
    benchmarks: int  # that it matches
    slowdown: float  # of the head, per cent
    threshold: float  # per cent
    blocks: int  # at most, of a benchmark
    min_time: float  # seconds that a process aims to measure
    budget: float  # seconds, of a duet
    tries: int
    estimate_s: float  # seconds that one attempt of ours takes, about
    flags: tuple = ()
    theirs_every: int = 0  # so many attempts of ours get one of Google Benchmark's; 0: it is not asked
    busy: bool = False  # another program keeps one core busy


def power(name, kernel, slowdown, threshold, busy=False):
    return Cell(
        name, f"^{kernel}$", 1, slowdown, threshold, blocks=80, min_time=0.008, budget=5, tries=40,
        estimate_s=5, flags=("--all-blocks",), theirs_every=8 if busy else 4, busy=busy,
    )


UNCHANGED = Cell(
    "20 unchanged benchmarks", ALL, 20, slowdown=0, threshold=0, blocks=24, min_time=0.004, budget=30, tries=30,
    estimate_s=16, flags=("--all-blocks",), theirs_every=3,
)
# The largest plan is the one that a duet has unless it is told otherwise.
WITHIN = replace(
    UNCHANGED, name="until decided", threshold=2, blocks=60, budget=120, tries=3, flags=(), theirs_every=0, estimate_s=18
)
COUNTED = replace(
    UNCHANGED, name="unchanged", threshold=1, blocks=2, min_time=0.001, flags=("--instructions",), tries=5, theirs_every=0,
    estimate_s=18
)

# Of each stage: groups of cells, whose attempts take turns.
STAGES = {
    "aa": [[UNCHANGED]],
    "power": [
        [power("compute +0.5 %", "compute", 0.5, 0.25), power("compute +1 %", "compute", 1, 0.25), power("memory +2 %", "memory", 2, 1)],
        [power("compute +1 %, one core busy", "compute", 1, 0.25, True), power("memory +2 %, one core busy", "memory", 2, 1, True)],
    ],
    "instructions": [[COUNTED, replace(COUNTED, name="+0.2 %", slowdown=0.2, tries=2)]],
    "coverage": [[
        Cell(f"+{percent} %", "^(compute|memory)$", 2, percent, 1, blocks=60, min_time=0.005, budget=10, tries=10, estimate_s=4)
        for percent in (1, 2, 5, 10, 20)
    ]],
    "stop": [[WITHIN, replace(WITHIN, name="all blocks", flags=("--all-blocks",), estimate_s=40)]],
}


def cells():
    """By stage and name."""
    return {(stage, cell.name): cell for stage, groups in STAGES.items() for group in groups for cell in group}


def tries_of(cell, options):
    return min(options.tries or cell.tries, 2 if options.quick else 10**6)


def schedule(stage, options):
    """(cell, tool, number, seed) in the order in which they are to be tried; the cells of a group change places each time."""
    for g, group in enumerate(STAGES[stage]):
        for number in range(max(tries_of(cell, options) for cell in group)):
            turn = list(enumerate(group))
            for c, cell in turn if number % 2 == 0 else turn[::-1]:
                if number >= tries_of(cell, options):
                    continue
                place = (list(STAGES).index(stage) * 10 + g) * 10 + c
                yield cell, "trackmeet", number, options.seed * 1_000_000 + place * 1000 + number
                if cell.theirs_every and number % cell.theirs_every == 0:
                    yield cell, "gbench", number, None


def planned():
    """How many attempts a whole calibration makes, of both tools."""
    return sum(1 for stage in STAGES for _ in schedule(stage, SimpleNamespace(tries=0, quick=False, seed=0)))


def estimate(stage, options, store):
    """Seconds that is left to measure, about."""
    missing = [
        cell for cell, tool, number, _ in schedule(stage, options) if (stage, cell.name, tool, number) not in store.known
    ]
    return sum(cell.estimate_s for cell in missing)


def shown(seconds):
    return f"{seconds / 60:.1f} min" if seconds >= 90 else f"{seconds:.0f} s"


def measure(stage, options, store, tools, say):
    """Makes the attempts of a stage that are not in store. `tools` has what makes one: `ours`, `theirs`, `load`, `busy`."""
    plan = list(schedule(stage, options))
    for done, (cell, tool, number, seed) in enumerate(plan):
        key = {"stage": stage, "cell": cell.name, "tool": tool, "number": number}
        if tuple(key.values()) in store.known:
            continue
        say(f"{stage}  [{done + 1}/{len(plan)}]  {cell.name}, {tool} {number + 1}")
        began = {"began": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()), "load": tools.load()}
        with tools.busy(cell.busy):
            if tool == "trackmeet":
                record = tools.ours(cell, seed)
            else:
                pair = [a for a in store.of(stage, "trackmeet", cell.name) if a["number"] == number]
                record = tools.theirs(cell, pair[0]["took_s"] if pair else cell.estimate_s)
        store.add(key | began | record)
        if "failed" in record:
            say(f"{stage}  {cell.name}, {tool} {number + 1}: FAILED: {record['failed']}\n")
