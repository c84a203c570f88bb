# SPDX-License-Identifier: Apache-2.0
"""From attempts to figures. Numbers in, numbers out: nothing here measures or writes."""

import math
import statistics
from collections import namedtuple

PRIMARY = "real_time"
U_TEST_LEVEL = 0.05  # at which compare.py calls a difference significant unless it is told otherwise


class Count(namedtuple("Count", "k n")):
    """k of n attempts."""

    @property
    def share(self):
        return self.k / self.n if self.n else math.nan

    def __add__(self, other):
        return Count(self.k + other.k, self.n + other.n)

    def interval(self, level=0.95):
        return clopper_pearson(self.k, self.n, level)


def at_most(k, n, p):
    """Probability of at most k of n where each has probability p."""
    if p <= 0:
        return 1.0
    if p >= 1:
        return 1.0 if k >= n else 0.0
    log_of = lambda i: math.lgamma(n + 1) - math.lgamma(i + 1) - math.lgamma(n - i + 1) + i * math.log(p) + (n - i) * math.log1p(-p)
    return min(1.0, math.fsum(math.exp(log_of(i)) for i in range(k + 1)))


def clopper_pearson(k, n, level=0.95):
    """The exact interval of a share (Clopper and Pearson, Biometrika 26, 1934); (0, 1) of nothing."""
    tail = (1 - level) / 2

    def where(is_below):
        low, high = 0.0, 1.0
        for _ in range(60):
            middle = (low + high) / 2
            low, high = (middle, high) if is_below(middle) else (low, middle)
        return (low + high) / 2

    low = 0.0 if k == 0 else where(lambda p: 1 - at_most(k - 1, n, p) < tail)
    high = 1.0 if k == n else where(lambda p: at_most(k, n, p) > tail)
    return low, high


def sound(attempts):
    return [a for a in attempts if "failed" not in a]


def rows(attempts, metric=PRIMARY, name=None):
    """Rows of ours about a metric, of the attempts that did not fail."""
    return [r for a in sound(attempts) for r in a["rows"] if r["metric"] == metric and name in (None, r["name"])]


def families_with_alarm(attempts):
    """Duets in which any row, of any metric, is proven."""
    judged = sound(attempts)
    return Count(sum(any(r["proven"] != "no" for r in a["rows"]) for a in judged), len(judged))


def alarms(attempts):
    """Benchmarks whose time is proven to differ, of unchanged ones."""
    judged = rows(attempts)
    return Count(sum(r["proven"] != "no" for r in judged), len(judged))


def detections(attempts, metric=PRIMARY):
    """Benchmarks proven worse, of slowed ones. An attempt that failed detected nothing."""
    found = rows(attempts, metric)
    failed = len(attempts) - len(sound(attempts))
    return Count(sum(r["proven"] == "worse" for r in found), len(found) + failed)


def reported(attempts):
    found = rows(attempts)
    return Count(sum(r["verdict"] == "regression" for r in found), len(found) + len(attempts) - len(sound(attempts)))


def is_told(row):
    return row["p"] < U_TEST_LEVEL


def their_alarms(attempts):
    found = [r for a in sound(attempts) for r in a["rows"]]
    return Count(sum(map(is_told, found)), len(found))


def their_families_with_alarm(attempts):
    return Count(sum(any(map(is_told, a["rows"])) for a in sound(attempts)), len(sound(attempts)))


def their_detections(attempts):
    """Significant in the U test, and slower. An attempt that failed detected nothing."""
    found = [r for a in sound(attempts) for r in a["rows"]]
    return Count(sum(is_told(r) and r["change"] > 0 for r in found), len(found) + len(attempts) - len(sound(attempts)))


def their_means_off(attempts, by=0.01):
    found = [r for a in sound(attempts) for r in a["rows"]]
    return Count(sum(abs(r["change"]) > by for r in found), len(found))


def held(attempts, true_change):
    """Intervals of the time that hold the true change."""
    found = rows(attempts)
    return Count(sum(r["low"] <= true_change <= r["high"] for r in found), len(found))


def coverage(store, cells):
    """By the true change in per cent, ascending: how many intervals of all duets of times hold it."""
    counts = {}
    for (stage, name), cell in cells.items():
        if stage != "instructions":
            attempts = store.of(stage, "trackmeet", name)
            counts[cell.slowdown] = counts.get(cell.slowdown, Count(0, 0)) + held(attempts, cell.slowdown / 100)
    return {percent: counts[percent] for percent in sorted(counts) if counts[percent].n}


def errors(attempts, true_change, name=None):
    """How far estimates lie from the true change, by size, ascending; for either tool."""
    found = [
        r for a in sound(attempts) for r in a["rows"] if r.get("metric", PRIMARY) == PRIMARY and name in (None, r["name"])
    ]
    return sorted(abs(r["change"] - true_change) for r in found)


def quantile(ascending, share):
    return ascending[min(len(ascending) - 1, math.ceil(share * len(ascending)) - 1)] if ascending else math.nan


def signed_rank_width(d, level=0.95):
    """How wide the interval is that inverts the signed-rank test, in which every block counts alike (Hodges and Lehmann 1963;
    normal approximation of the test)."""
    n = len(d)
    averages = sorted((a + b) / 2 for i, a in enumerate(d) for b in d[i:])
    z = statistics.NormalDist().inv_cdf((1 + level) / 2)
    outside = max(0, math.floor(n * (n + 1) / 4 - z * math.sqrt(n * (n + 1) * (2 * n + 1) / 24) - 0.5))
    return averages[-1 - outside] - averages[outside]


def widening(attempts, least=10):
    """The geometric mean over all benchmarks of how much wider that interval is than ours; how many benchmarks."""
    logs = []
    for attempt in sound(attempts):
        d = {s["name"]: s["d"] for s in attempt["series"] if s["metric"] == PRIMARY}
        for row in rows([attempt]):
            ours = math.log1p(row["high"]) - math.log1p(row["low"]) if row["low"] > -1 else 0
            if ours > 0 and len(d.get(row["name"], ())) >= least:
                logs.append(math.log(signed_rank_width(d[row["name"]]) / ours))
    return (math.exp(math.fsum(logs) / len(logs)) if logs else math.nan), len(logs)


def narrowing(attempts):
    """The geometric mean over all benchmarks of how much narrower differences of the better half are than those of medians; how
    many benchmarks those are."""
    shares = [share for a in sound(attempts) for share in a.get("narrowing", ())]
    return (math.exp(math.fsum(map(math.log, shares)) / len(shares)) if shares else math.nan), len(shares)


def total(attempts, what):
    return math.fsum(a.get(what, 0) for a in sound(attempts))


def median(attempts, what):
    values = [a[what] for a in sound(attempts) if what in a]
    return statistics.median(values) if values else math.nan


def largest(attempts, what):
    return max((a[what] for a in sound(attempts) if what in a), default=math.nan)


def ratio_of_times(some, others):
    """Of the measuring time of the attempts that both have by number; how many those are."""
    by_number = {a["number"]: a["measured_s"] for a in sound(others) if "measured_s" in a}
    pairs = [(a["measured_s"], by_number[a["number"]]) for a in sound(some) if "measured_s" in a and a["number"] in by_number]
    spent = math.fsum(b for _, b in pairs)
    return (math.fsum(a for a, _ in pairs) / spent if spent else math.nan), len(pairs)


def smallest_told(told, alarm_rate, least=0.9, most_alarms=0.01):
    """The smallest slowdown (keys of `told`: per cent -> Count) that is told in at least `least` of all tries by someone who
    raises at most `most_alarms` for nothing; None: none of them."""
    if not alarm_rate.n or alarm_rate.share > most_alarms:
        return None
    return min((percent for percent, count in told.items() if count.n and count.share >= least), default=None)
