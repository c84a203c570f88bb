# SPDX-License-Identifier: Apache-2.0
"""docs/calibration.md: every figure with its goal, how it was seen, and what Google Benchmark's compare script made of it."""

import math

import figures as f
from figures import Count
from stages import UNCHANGED, WITHIN, cells, planned

REPLAYS = 2000
NOTHING = "not measured"


def percent(share, digits=1):
    return "-" if math.isnan(share) else f"{100 * share:.{digits}f} %"


def seen(count):
    """`38 of 40: 95.0 % (83-99 %)`."""
    if not count.n:
        return NOTHING
    low, high = (100 * edge for edge in count.interval())
    return f"{count.k} of {count.n}: {percent(count.share)} ({low:.1f}-{high:.1f} %)"


def holds(tried, is_reached, least=1):
    """Of fewer than `least` tries nothing is said, but that there are too few."""
    return "-" if not tried else "too few" if tried < least else "yes" if is_reached else "**no**"


def table(head, lines):
    marks = ["---"] * len(head)
    return "\n".join("| " + " | ".join(map(str, line)) + " |" for line in [head, marks, *lines])


def seconds(value):
    return "-" if math.isnan(value) else f"{value:.1f} s"


class Page:
    """The page of the attempts in `store`; `again` judges recorded blocks once more (module replay, bound to its program)."""

    def __init__(self, store, again):
        self.store, self.again, self.cells = store, again, cells()
        self.seed = store.about["seed"]

    def ours(self, stage, cell=None):
        return self.store.of(stage, "trackmeet", cell)

    def theirs(self, stage, cell=None):
        return self.store.of(stage, "gbench", cell)

    def powers(self, is_busy):
        return [cell for (stage, _), cell in self.cells.items() if stage == "power" and cell.busy == is_busy]

    def text(self):
        parts = [self.opening(), self.goals(), self.side_by_side(), self.power(), self.intervals(), self.conditions()]
        return "\n\n".join(part.strip() for part in parts) + "\n"

    def opening(self):
        return """
<!-- SPDX-License-Identifier: Apache-2.0 -->
<!-- Written by scripts/calibrate; a change made here is lost. -->
# How often a duet is wrong, and what it can tell

What [statistics.md](statistics.md) promises, tried on a real machine: `trackmeet duet` of a program with itself, and with a
copy that does a known share of work more (the suite `canary`). `scripts/calibrate` repeats all of it and writes this page. Every attempt
counts, those that failed too; of each, the seed is in store. The interval in parentheses is the exact one of 95 % for the share (Clopper and Pearson).
"""

    def goals(self):
        lines = [*self.goals_of_alarms(), *self.goals_of_power(), *self.goals_of_instructions(), *self.goals_of_time()]
        return "## What it must reach\n\n" + table(["figure", "goal", "seen", "holds"], lines)

    def goals_of_alarms(self):
        recorded = self.ours("aa")
        live = f.families_with_alarm(recorded)
        yield (
            "a duet of 20 unchanged benchmarks in which any row is proven, whatever its size (threshold 0), live",
            "<= 1 % by design, <= 2 % seen", seen(live), holds(live.n, live.share <= 0.02, UNCHANGED.tries),
        )
        again = self.again.replays(recorded, 20, REPLAYS, self.seed) if live.n else Count(0, 0)
        yield (
            "the same, replayed from the blocks of those duets with every block's labels drawn anew",
            "<= 2 % seen", seen(again), holds(again.n, again.share <= 0.02),
        )

    def goals_of_power(self):
        for is_busy in (False, True):
            for cell in self.powers(is_busy):
                tried = self.ours("power", cell.name)
                told = f.detections(tried)
                least = 0.8 if is_busy else 0.9 if cell.slowdown < 1 else 0.95
                in_time = "" if math.isnan(f.largest(tried, "measured_s")) else f"; measured for {seconds(f.largest(tried, 'measured_s'))} at most"
                yield (
                    f"proven within 5 s of measuring: {cell.name}", f">= {least:.0%}".replace("%", " %"), seen(told) + in_time,
                    holds(told.n, told.share >= least and f.largest(tried, "measured_s") <= 5, cell.tries),
                )

    def goals_of_instructions(self):
        found = f.detections(self.ours("instructions", "+0.2 %"), "instructions")
        yield (
            "0.2 % more work proven worse by counted instructions", "100 %", seen(found), holds(found.n, found.share == 1, 40)
        )
        unchanged = f.rows(self.ours("instructions", "unchanged"), "instructions")
        false = Count(sum(r["proven"] != "no" for r in unchanged), len(unchanged))
        yield "the same, of unchanged programs", "0 of 100", seen(false), holds(false.n, false.k == 0, 100)

    def goals_of_time(self):
        counts = f.coverage(self.store, self.cells)
        held = sum(counts.values(), Count(0, 0))
        yield (
            "95 % intervals that hold the true change, 0 to 20 %", "93-97 % of 400 or more", seen(held),
            holds(held.n, 0.93 <= held.share <= 0.97, 400),
        )
        ratio, pairs = f.ratio_of_times(self.ours("stop", "until decided"), self.ours("stop", "all blocks"))
        shown = f.rows(self.ours("stop", "until decided"))
        unchanged = Count(sum(r["verdict"] == "unchanged" for r in shown), len(shown))
        yield (
            "time to show 20 unchanged benchmarks unchanged within 2 %, through that of the largest plan", "<= 0.6",
            f"{ratio:.2f} over {pairs} pairs; {unchanged.k} of {unchanged.n} shown unchanged" if pairs else NOTHING,
            holds(pairs, ratio <= 0.6, WITHIN.tries),
        )
        beside = f.median(self.ours("aa"), "beside")
        yield (
            "time of measuring that is not spent in the processes, median", "<= 3 %", percent(beside),
            holds(not math.isnan(beside), beside <= 0.03),
        )

    def side_by_side(self):
        ours, theirs = self.ours("aa"), self.theirs("aa")
        lines = [
            ("sets of 20 unchanged benchmarks with any false alarm", seen(f.families_with_alarm(ours)), seen(f.their_families_with_alarm(theirs))),
            ("unchanged benchmarks called changed", seen(f.alarms(ours)), seen(f.their_alarms(theirs))),
            ("unchanged benchmarks whose estimate is off by more than 1 %", seen(self.off(ours)), seen(f.their_means_off(theirs))),
            ("how far it is off: median / 99 of 100", self.spread(f.errors(ours, 0)), self.spread(f.errors(theirs, 0))),
            ("time for 20 benchmarks, median", seconds(f.median(ours, "took_s")), seconds(f.median(theirs, "took_s"))),
        ]
        for cell in self.powers(False) + self.powers(True):
            a, b = self.ours("power", cell.name), self.theirs("power", cell.name)
            lines.append((f"{cell.name}: told", seen(f.detections(a)), seen(f.their_detections(b))))
            lines.append((f"{cell.name}: time of an attempt, median", seconds(f.median(a, "took_s")), seconds(f.median(b, "took_s"))))
        for kernel in ("compute", "memory"):
            lines.append((f"smallest change of `{kernel}` told, of those tried", *self.smallest(kernel)))
        return """
## Beside Google Benchmark's compare script

The same machine, minutes and binaries: every third, fourth or (with a core busy) eighth attempt of ours is followed by one of `compare.py`, of Debian's
package libbenchmark-tools, that takes as long. It measures one program to its end and then the other, 20 repetitions of
each, and calls a difference significant where the U test of the real time has p < 0.05. *Told* is, of ours, proven worse; of
theirs, significant and slower. *Smallest change told* is the smallest slowdown told in nine of ten attempts by a tool that calls
at most one unchanged benchmark of a hundred changed: who cries wolf has told nothing by crying.

""" + table(["", "trackmeet duet", "compare.py"], lines)

    @staticmethod
    def off(attempts):
        found = f.errors(attempts, 0)
        return Count(sum(e > 0.01 for e in found), len(found))

    @staticmethod
    def spread(found):
        return f"{percent(f.quantile(found, 0.5), 2)} / {percent(f.quantile(found, 0.99), 2)}" if found else NOTHING

    def smallest(self, kernel):
        tried = [cell for cell in self.powers(False) if cell.name.startswith(kernel)]
        for told, attempts, alarms in (
            (f.detections, self.ours, f.alarms(self.ours("aa"))),
            (f.their_detections, self.theirs, f.their_alarms(self.theirs("aa"))),
        ):
            least = f.smallest_told({cell.slowdown: told(attempts("power", cell.name)) for cell in tried}, alarms)
            if least is not None:
                yield f"{least:g} %"
            elif not alarms.n:
                yield NOTHING
            else:
                yield "none" + (f": calls {percent(alarms.share)} of unchanged ones changed" if alarms.share > 0.01 else "")

    def power(self):
        lines = []
        for cell in self.powers(False) + self.powers(True):
            tried = self.ours("power", cell.name)
            if not f.sound(tried):
                continue
            alone, at = self.again.judged_among(tried, 1, cell.threshold)
            among, at_among = self.again.judged_among(tried, 20, cell.threshold)
            median = lambda blocks: sorted(blocks)[len(blocks) // 2] if blocks else "-"
            share = f.total(tried, "measured_s") / max(1, f.total(tried, "blocks"))
            after = f" ({median(at) * share:.1f} s)" if at else ""
            lines.append((
                cell.name, seen(alone), f"{median(at)}{after}", seen(among), median(at_among), seen(f.reported(tried)),
                self.spread(f.errors(tried, cell.slowdown / 100)),
            ))
        head = ["", "proven alone", "after blocks, median", "proven as one of 20", "after blocks, median", "reported as a regression", "error of the estimate: median / 99 of 100"]
        cell = next(cell for (stage, _), cell in cells().items() if stage == "power")
        return f"""
## Slowdowns that are there

One benchmark a duet. Up to {cell.blocks} blocks of four processes that measure for {cell.min_time * 1000:g} ms, as many as {cell.budget:g} s have room for, are all measured, so that the decision
can be seen both as it is for a duet of this one benchmark and as it would have been for one of twenty, which share the 1 %
of false alarms. A change is *reported as a regression* if besides its estimate is larger than the threshold (0.25 % for `compute`, 1 % for `memory`).

![Estimates of both tools, attempt by attempt](calibration.svg)

*Above: `trackmeet duet`, each with its 95 % interval, full where the change is proven. Below: compare.py, which gives no
interval, full where its U test says significant. The line is the true change; what lies beyond a frame stands at its edge.*

""" + table(head, lines)

    def intervals(self):
        counts = f.coverage(self.store, self.cells)
        lines = [(f"{percent_:g} %", seen(count)) for percent_, count in counts.items()]
        changed = sum((count for p, count in counts.items() if p > 0), Count(0, 0))
        lines += [("all but 0 %", seen(changed)), ("all", seen(sum(counts.values(), Count(0, 0))))]
        return """
## Intervals

Of the time, of every duet above, those that stop as soon as they are decided among them.

""" + table(["true change", "95 % intervals that hold it"], lines)

    def versions(self):
        counts = self.store.versions()
        if len(counts) < 2:
            return self.store.about["version"]
        return "; ".join(f"{version} ({count} attempts)" for version, count in counts.items())

    def conditions(self):
        about = self.store.about
        failed = [a for a in self.store.all if "failed" in a]
        loads = [a["load"] for a in self.store.all if not self.cells[a["stage"], a["cell"]].busy]
        lines = [
            ("machine", f"{about['machine_class']}: {about['cpu']}, {about['cores']} cores{', virtual' if about['virtualized'] else ''}"),
            ("system", f"{about['os']}, kernel {about['kernel']}"),
            ("when", f"{min(began)} to {max(began)}" if (began := [a["began"] for a in self.store.all]) else "-"),
            ("load average as attempts began, but where a core was kept busy", f"{min(loads):.1f} to {max(loads):.1f}" if loads else "-"),
            ("seed", about["seed"]),
            ("version", self.versions()),
            ("attempts", f"{len(self.store.all)} of {planned()} planned, of which {len(failed)} failed"),
        ]
        lines += [(f"failed: {a['stage']}, {a['cell']}, {a['tool']} {a['number'] + 1}", a["failed"].replace("|", "/")) for a in failed]
        narrower, benchmarks = f.narrowing(self.ours("aa"))
        wider, judged = f.widening(self.ours("aa"))
        return f"""
## Under which conditions

{table(["", ""], lines)}

- The true change is one of executed work: `canary` does so many per cent more units of it. For `compute`, a chain of
  multiplications, and `memory`, which adds 1000 x 1000 numbers, time is proportional to it.
- The 0.2 % are tried on all 20 benchmarks of the suite.
- Rows of one duet share its minutes. Alarms are therefore also counted by whole duets, on which the promise is made.
- A core is kept busy by `stress-ng --cpu 1`.
- Of a process the better half of its repetitions counts. Had it been their median, the middle half of the differences of an unchanged
  benchmark's blocks would be {f"{1 / narrower:.2f} times as wide (geometric mean over {benchmarks} series)" if benchmarks else NOTHING}.
- A block counts by how far apart the two processes of each side lie. Had every block counted alike (signed ranks), the intervals of unchanged
  benchmarks would be {f"{wider:.2f} times as wide (geometric mean over {judged} of them)" if judged else NOTHING}.
- The replays draw anew what the coins of the duets drew: what they see is the decision's own error, with the tails and the drift
  of this machine.
"""
