# SPDX-License-Identifier: Apache-2.0
"""Estimates of both tools against the true change, attempt by attempt, drawn by gnuplot."""

import subprocess

from figures import is_told, sound

OURS, THEIRS, TRUE = "#1f6fb2", "#b2501f", "#444444"
PANELS = [  # title, stage, cell, benchmark, true change in per cent
    ("compute, unchanged", "aa", "20 unchanged benchmarks", "compute", 0),
    ("compute +0.5 %", "power", "compute +0.5 %", "compute", 0.5),
    ("compute +1 %", "power", "compute +1 %", "compute", 1),
    ("memory, unchanged", "aa", "20 unchanged benchmarks", "memory", 0),
    ("memory +2 %", "power", "memory +2 %", "memory", 2),
]


def points(attempts, benchmark, is_ours):
    """(number, change, low, high, told) of each attempt, changes in per cent."""
    for attempt in sound(attempts):
        for row in attempt["rows"]:
            if row["name"] != benchmark or row.get("metric", "real_time") != "real_time":
                continue
            change = 100 * row["change"]
            low, high = (100 * row["low"], 100 * row["high"]) if is_ours else (change, change)
            yield attempt["number"] + 1, change, low, high, (row["proven"] != "no") if is_ours else is_told(row)


def data(name, found, bottom, top):
    """A block of data for gnuplot; what lies beyond the frame is drawn at its edge."""
    within = lambda value: min(max(value, bottom), top)
    lines = (f"{n} {within(c):.4f} {within(low):.4f} {within(high):.4f}\n" for n, c, low, high, _ in found)
    return f"${name} << EOD\n{''.join(lines)}EOD\n"


def half_height(panels):
    """Of the y axes, around the true change, so that all panels have one scale and nearly all points lie in it."""
    off = sorted(abs(c - true) for _, found, true in panels for _, c, *_ in found)
    return min(10.0, max(1.0, 1.15 * off[int(0.97 * (len(off) - 1))])) if off else 1.0


def script(store, terminal):
    panels, text = [], ""
    for title, stage, cell, benchmark, true in PANELS:
        for tool in ("trackmeet", "gbench"):
            found = list(points(store.of(stage, tool, cell), benchmark, tool == "trackmeet"))
            panels.append((f"{title}", found, true))
    half = half_height(panels)
    last = max((n for _, found, _ in panels for n, *_ in found), default=1)
    text += f"{terminal}\nset multiplot layout 2,{len(PANELS)} columnsfirst margins 0.06,0.99,0.09,0.92 spacing 0.045,0.1\n"
    text += f"set border 3 lc rgb '{TRUE}'\nset tics nomirror out font ',10'\nset grid ytics lc rgb '#e0e0e0'\nunset key\n"
    text += f"set xrange [0:{last + 1}]\nset errorbars 0\n"
    for i, (title, found, true) in enumerate(panels):
        color = THEIRS if i % 2 else OURS
        for is_told_, name in ((True, f"told{i}"), (False, f"open{i}")):
            text += data(name, [p for p in found if p[4] == is_told_], true - half, true + half)
        text += f"set title \"{title}\" font ',12' offset 0,-0.6\n" if i % 2 == 0 else "unset title\n"
        text += f"set yrange [{true - half:.3f}:{true + half:.3f}]\n"
        label = "compare.py: change, %" if i % 2 else "trackmeet duet: change, %"
        text += f"set ylabel '{label}' font ',11' offset 1.5\n" if i < 2 else "unset ylabel\n"
        text += "set xlabel 'attempt' font ',10' offset 0,0.7\n" if i % 2 else "unset xlabel\n"
        # A block without lines would be an error to gnuplot, and is left out.
        parts = [f"{true} lc rgb '{TRUE}' lw 1.5"]
        for name, style in ((f"told{i}", "pt 7"), (f"open{i}", "pt 6")):
            if any(p[4] == name.startswith("told") for p in found):
                parts.append(f"${name} using 1:2:3:4 with yerrorbars {style} ps 0.55 lw 1 lc rgb '{color}'")
        text += "plot " + ", ".join(parts) + "\n"
    return text + "unset multiplot\n"


def draw(store, file):
    """Writes `file`, an .svg, or a .png to look at; on white, whatever is behind it."""
    kind = "pngcairo" if str(file).endswith(".png") else "svg"
    words = f"set terminal {kind} size 1200,560 font 'sans-serif,11' background rgb 'white'\nset output '{file}'"
    subprocess.run(["gnuplot"], input=script(store, words), text=True, check=True)
