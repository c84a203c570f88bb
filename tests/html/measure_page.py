#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""How long headless Chromium takes to open an HTML page of Trackmeet, to sort it, search it and open a row.

    measure_page.py <page.html> [--most MILLISECONDS] [--times N]

Times are from the start of the navigation, or from the click, until the second frame after it was handled; the slowest of
N (5) is what counts. Exit status: 0 all are within --most (1000), 1 some are not, 77 there is no Chromium.
"""

import argparse
import statistics
import sys
from pathlib import Path

from browser import SKIPPED, Browser, Missing

OPENED = """const done = arguments[0];
    requestAnimationFrame(() => requestAnimationFrame(() => {
      const loaded = performance.getEntriesByType('navigation')[0].loadEventEnd;
      const painted = performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0;
      const ready = performance.getEntriesByName('page-ready')[0].startTime;
      done(Math.max(loaded, painted, ready));
    }));"""


def clicked(browser, selector):
    return browser.run_async("""const done = arguments[1], made = document.querySelector(arguments[0]), begin = performance.now();
        made.click();
        requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now() - begin)));""", selector)


def typed(browser, text):
    return browser.run_async("""const done = arguments[1], made = document.getElementById('search'), begin = performance.now();
        made.value = arguments[0];
        made.dispatchEvent(new Event('input'));
        requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now() - begin)));""", text)


def measure(browser, page, times):
    """Milliseconds, by what was done."""
    taken = {}

    def keep(what, milliseconds):
        taken.setdefault(what, []).append(milliseconds)

    for _ in range(times):
        browser.open(page)
        keep("open", browser.run_async(OPENED))
        for column in browser.run("return [...document.querySelectorAll('#rows thead th')].map((head) => head.dataset.column)"):
            for _ in range(2):
                keep(f"sort by {column}", clicked(browser, f'[data-column="{column}"] button'))
        keep("search", typed(browser, "o"))
        keep("clear the search", typed(browser, ""))
        keep("open a row", clicked(browser, "#rows button[data-row]"))
    return taken


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("page", type=Path)
    parser.add_argument("--most", type=float, default=1000)
    parser.add_argument("--times", type=int, default=5)
    options = parser.parse_args()
    try:
        browser = Browser()
    except Missing as missing:
        print(f"skipped: {missing} (run ./scripts/install-deps --tests)")
        return SKIPPED
    try:
        taken = measure(browser, options.page, options.times)
    finally:
        browser.close()
    print(f"{'':20} {'median':>7} {'slowest':>9}")
    for what, milliseconds in taken.items():
        print(f"{what:20} {statistics.median(milliseconds):7.0f} {max(milliseconds):9.0f} ms")
    late = [what for what, milliseconds in taken.items() if max(milliseconds) > options.most]
    if late:
        print(f"more than {options.most:.0f} ms: {', '.join(late)}")
    return 1 if late else 0


if __name__ == "__main__":
    sys.exit(main())
