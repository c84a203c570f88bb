#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Opens the HTML pages in headless Chromium and uses them as people do.

    html_test.py <folder with the pages of write_pages> [test…]

Exit status: 0 all is well, 1 something is not, 77 skipped (there is no Chromium).
"""

import sys
import time
import unittest
from pathlib import Path

from browser import SKIPPED, Browser, Missing

FOLDER = Path()
HOSTILE = "a|b`c`<script>alert(1)</script><!-- --> @everyone #1 [x](https://example.com) **b** $x$ &amp;"
DRAWN = """return [...document.querySelectorAll('canvas')].map((canvas) => canvas.getContext('2d')
    .getImageData(0, 0, canvas.width, canvas.height).data.some((byte) => byte > 0))"""


class Page(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.browser = Browser()

    @classmethod
    def tearDownClass(cls):
        cls.browser.close()

    def open(self, page, **how):
        self.browser.complaints()
        self.browser.fetched()
        self.browser.open(FOLDER / f"{page}.html", **how)

    def run_js(self, script, *arguments):
        return self.browser.run(script, *arguments)

    def find(self, selector):
        return self.browser.driver.find_element("css selector", selector)

    def names(self):
        return self.run_js("return [...document.querySelectorAll('#rows tbody .name')].map((cell) => cell.textContent)")

    def cells(self, column):
        return self.run_js("return [...document.querySelectorAll(`#rows tbody .${arguments[0]}`)].map((cell) => cell.textContent)",
                           column)

    def sort(self, column):
        self.find(f'#rows thead [data-column="{column}"] button').click()

    def search(self, text):
        from selenium.webdriver.common.keys import Keys
        self.find("#search").send_keys(Keys.CONTROL, "a", Keys.NULL, text or Keys.DELETE)

    def eventually(self, condition):
        for _ in range(100):
            if condition():
                return True
            time.sleep(0.1)
        return False

    def assert_quiet(self):
        self.assertEqual(self.browser.complaints(), [])
        self.assertEqual(self.browser.fetched(), [])

    def test_opens_without_complaint_or_network(self):
        for page in ("mixed", "hostile", "suites", "empty", "large"):
            with self.subTest(page):
                self.open(page)
                self.run_js("document.querySelectorAll('#rows button[data-row]').forEach((button, i) => i < 9 && button.click())")
                self.assertTrue(all(self.run_js(DRAWN)))
                self.assert_quiet()

    def test_summary_stands_on_top(self):
        self.open("mixed")
        self.assertEqual(self.find("h1").text, "tensor_ops")
        self.assertIn("FAIL matmul_large is 53.2 % slower (severe)", self.find(".card h2").text)
        card = self.find(".card").text
        self.assertIn("2 regressions (1 severe, 1 minor)", card)
        self.assertIn("the head was built from a work tree with changes", card)

    def test_rows_come_worst_first_in_the_words_of_the_other_reports(self):
        self.open("mixed")
        self.assertEqual(self.names(), ["matmul_large", "softmax", "old_kernel", "softmax", "conv2d", "new_kernel", "relu", "sigmoid"])
        first = self.run_js("return [...document.querySelectorAll('#rows tbody tr:first-child > *')].map((cell) => cell.innerText.trim())")
        self.assertEqual(first, ["matmul_large", "time", "12.34 ms", "18.91 ms", "+53.2 %", "[+50.1, +56.6] %", "regression severe",
                                 "proven worse: p = 3e-06 after correction"])
        self.assertEqual(self.find("#shown").text, "8 rows")

    def test_sorts_by_each_column_and_back(self):
        self.open("mixed")
        wanted = {"name": ["conv2d", "matmul_large", "new_kernel", "old_kernel", "relu", "sigmoid", "softmax", "softmax"],
                  "metric": ["softmax", "softmax", "matmul_large", "old_kernel", "conv2d", "new_kernel", "relu", "sigmoid"],
                  "change": ["matmul_large", "softmax", "relu", "sigmoid", "conv2d", "old_kernel", "new_kernel", "softmax"],
                  "interval": ["matmul_large", "relu", "sigmoid", "softmax", "conv2d", "old_kernel", "new_kernel", "softmax"],
                  "base": ["matmul_large", "conv2d", "sigmoid", "relu", "old_kernel", "new_kernel", "softmax", "softmax"],
                  "head": ["matmul_large", "conv2d", "sigmoid", "relu", "old_kernel", "new_kernel", "softmax", "softmax"],
                  "why": ["softmax", "old_kernel", "new_kernel", "conv2d", "matmul_large", "relu", "sigmoid", "softmax"],
                  "verdict": ["matmul_large", "softmax", "old_kernel", "softmax", "conv2d", "new_kernel", "relu", "sigmoid"]}
        for column, names in wanted.items():
            with self.subTest(column):
                self.sort(column)
                self.assertEqual(self.names(), names)
                head = self.find(f'[data-column="{column}"]')
                once = head.get_attribute("aria-sort")
                self.assertEqual(len(self.browser.driver.find_elements("css selector", "[aria-sort]")), 1)
                self.sort(column)
                self.assertEqual({once, head.get_attribute("aria-sort")}, {"ascending", "descending"})
                self.assertCountEqual(self.names(), names)
        self.assert_quiet()

    def test_sorting_and_opening_work_from_the_keyboard(self):
        from selenium.webdriver.common.keys import Keys
        self.open("mixed")
        self.find('[data-column="name"] button').send_keys(Keys.ENTER)
        self.assertEqual(self.names()[0], "conv2d")
        button = self.find("#rows button[data-row]")
        button.send_keys(Keys.SPACE)
        self.assertEqual(button.get_attribute("aria-expanded"), "true")
        self.assertEqual(self.run_js("return document.activeElement === arguments[0]", button), True)
        self.assertTrue(self.find(f"#{button.get_attribute('aria-controls')}").is_displayed())
        button.send_keys(Keys.ENTER)
        self.assertEqual(button.get_attribute("aria-expanded"), "false")
        self.assertEqual(self.browser.driver.find_elements("css selector", "canvas"), [])

    def test_searches_and_filters(self):
        self.open("mixed")
        self.search("SOFT")
        self.assertEqual(self.names(), ["softmax", "softmax"])
        self.assertEqual(self.find("#shown").text, "2 of 8 rows")
        self.find('[data-verdict="regression"]').click()
        self.assertEqual(self.cells("metric"), ["allocations"])
        self.search("nothing like it")
        self.assertEqual(self.names(), [])
        self.assertIn("No row fits", self.find("#rows tbody").text)
        self.search("")
        self.find('[data-verdict="unchanged"]').click()
        self.assertEqual(self.names(), ["matmul_large", "softmax", "relu", "sigmoid"])
        self.find('[data-verdict="regression"]').click()
        self.find('[data-verdict="unchanged"]').click()
        self.run_js("""const metric = document.getElementById('metric');
            metric.value = [...metric.options].find((option) => option.text === 'peak memory').value;
            metric.dispatchEvent(new Event('change'))""")
        self.assertEqual(self.names(), ["softmax"])

    def test_what_repeats_the_time_is_there_when_asked_for(self):
        self.open("suites")
        before = len(self.names())
        self.find("#repeats").click()
        self.assertEqual(len(self.names()), before + 1)
        self.assertEqual(self.find("#shown").text, f"{before + 1} rows")
        self.assertEqual(self.names()[-1], "matmul_large")
        self.open("mixed")
        self.assertFalse(self.find("#repeats").is_displayed())

    def test_filters_by_suite(self):
        self.open("suites")
        self.assertEqual(len(self.browser.driver.find_elements("css selector", ".card")), 3)
        self.assertEqual(self.names()[:4], ["matmul_large", "softmax", "old_kernel", "softmax"])
        self.run_js("document.getElementById('suite').value = '1'; document.getElementById('suite').dispatchEvent(new Event('change'))")
        self.assertEqual(set(self.cells("suite")), {"data_loading"})
        self.sort("suite")
        self.assert_quiet()

    def test_an_open_row_draws_its_plots(self):
        self.open("mixed")
        self.find("#rows button[data-row]").click()
        self.assertEqual(self.run_js(DRAWN), [True, True, True])
        labels = [canvas.get_attribute("aria-label") for canvas in self.browser.driver.find_elements("css selector", "canvas")]
        self.assertEqual(labels[0], "Distribution: base 12.34 ms, 10 values; head 18.91 ms, 10 values.")
        self.assertEqual(labels[1], "Change +53.2 %, 95 % interval [+50.1, +56.6] %.")
        facts = self.find(".facts").text
        self.assertIn("time, lower is better", facts)
        self.assertIn("10 rounds on each side", facts)
        self.assert_quiet()

    def test_of_many_values_some_are_drawn_at_their_places_which_is_said(self):
        self.open("many_values")
        self.find("#rows button[data-row]").click()
        self.assertEqual(self.find(".plots .note").text, "Drawn: 200 of the 1500 values of the base, evenly spread over the order "
                         "in which they were measured. The numbers rest on all of them.")
        label = self.find("canvas").get_attribute("aria-label")
        self.assertEqual(label, "Distribution: base 12.34 ms, 200 of 1500 values; head 18.91 ms, 10 values.")
        base, head = self.run_js("return open.get(0)[2].data.datasets.map((side) => side.data.map((point) => point.x))")
        self.assertEqual((base[:3], base[-1]), ([1, 8, 16], 1493))
        self.assertEqual(head, list(range(1, 11)))
        self.assert_quiet()

    def test_dark_and_light(self):
        self.open("mixed", dark=True)
        background = "return getComputedStyle(document.body).backgroundColor"
        dark = self.run_js(background)
        self.browser.theme(dark=False)
        light = self.run_js(background)
        self.assertNotEqual(dark, light)
        self.find("#rows button[data-row]").click()
        self.find("#theme").click()
        self.assertEqual(self.run_js(background), dark)
        self.assertTrue(all(self.run_js(DRAWN)))
        self.find("#theme").click()
        self.assertEqual(self.run_js(background), light)
        self.run_js("localStorage.clear()")

    def test_texts_stand_out_in_both_themes(self):
        pairs = [("ink", "page"), ("ink", "panel"), ("ink", "hover"), ("quiet", "page"), ("quiet", "panel"), ("quiet", "hover"),
                 ("worse", "worse-fill"), ("better", "better-fill"), ("open", "open-fill"), ("ink", "same-fill"), ("ink", "open-fill"),
                 ("worse", "panel"), ("worse", "hover"), ("better", "panel"), ("better", "hover"), ("page", "ink"), ("focus", "page")]
        for dark in (False, True):
            self.open("mixed", dark=dark)
            for text, ground in pairs:
                with self.subTest(dark=dark, text=text, ground=ground):
                    self.assertGreaterEqual(contrast(self.colour(text), self.colour(ground)), 4.5)

    def colour(self, name):
        value = self.run_js("return getComputedStyle(document.documentElement).getPropertyValue('--' + arguments[0]).trim()", name)
        return [int(value[i:i + 2], 16) for i in (1, 3, 5)]

    def test_no_page_is_wider_than_its_screen(self):
        for page in ("mixed", "hostile", "suites", "large"):
            for width in (320, 390, 700, 900, 1100, 1400):
                with self.subTest(page, width=width):
                    self.open(page, width=width)
                    self.run_js("document.querySelectorAll('#rows button[data-row]').forEach((button, i) => i < 2 && button.click())")
                    self.assertLessEqual(self.run_js("return document.documentElement.scrollWidth"), width)
                    frame, table = self.run_js("return ['.frame', '#rows'].map((part) => document.querySelector(part).clientWidth)")
                    self.assertLessEqual(table, frame + 1)

    def test_a_phone_shows_the_values_below_the_name(self):
        self.open("mixed", width=390)
        self.assertIn("time · 12.34 ms → 18.91 ms", self.find("#rows tbody tr").text.replace("\xa0", " "))
        self.assertFalse(self.find("#rows tbody .interval").is_displayed())

    def test_hostile_names_are_text(self):
        self.open("hostile")
        self.assertIn(HOSTILE, self.names())
        self.assertEqual(self.browser.driver.find_elements("css selector", "main script, main style, main [onload], main title"), [])
        self.assertEqual(self.run_js("return document.scripts.length"), 3)
        self.assertIn("{{data}}", self.find(".card h2").text)
        for button in self.browser.driver.find_elements("css selector", "#rows button[data-row]"):
            self.run_js("arguments[0].click()", button)
        self.assertEqual(self.browser.driver.find_elements("css selector", "main script"), [])
        self.assert_quiet()

    def test_no_other_script_and_no_other_place_is_reached(self):
        self.open("mixed")
        self.run_js("""const forged = document.createElement('script'); forged.textContent = 'window.forged = 1';
            document.body.append(forged); document.body.insertAdjacentHTML('beforeend', '<img src=x onerror="window.forged = 1">')""")
        reached = self.browser.run_async("""const done = arguments[0];
            fetch('https://example.invalid/').then(() => done('yes'), () => setTimeout(() => done('no'), 200))""")
        self.assertEqual(reached, "no")
        self.assertIsNone(self.run_js("return window.forged ?? null"))
        complaints = " ".join(self.browser.complaints())
        self.assertIn("Content Security Policy", complaints)
        self.assertIn("connect-src", complaints)

    def test_five_thousand_benchmarks(self):
        self.open("large")
        self.assertEqual(self.find("#shown").text, "5000 rows")
        self.assertEqual(self.find("#rows").get_attribute("aria-rowcount"), "5001")
        self.assertLess(len(self.names()), 1000)
        self.sort("name")
        self.assertTrue(self.names()[0].startswith("attention/4/"))
        self.search("layer_norm/4999")
        self.assertEqual(len(self.names()), 0)
        self.search("pooling/2001")
        self.assertEqual(len(self.names()), 1)
        self.search("")
        before = len(self.names())
        self.run_js("document.getElementById('more').scrollIntoView()")
        self.assertTrue(self.eventually(lambda: len(self.names()) > before))
        self.run_js("document.getElementById('more-all').click()")
        self.assertTrue(self.eventually(lambda: len(self.names()) == 5000))
        self.assertFalse(self.find("#more").is_displayed())
        self.assertLess((FOLDER / "large.html").stat().st_size, 5_000_000)
        self.assert_quiet()

    def test_where_it_was_measured_stands_side_by_side(self):
        self.open("mixed")
        lines = [line.text for line in self.browser.driver.find_elements("css selector", ".places tbody tr")]
        self.assertIn("processor AMD EPYC 7B13 AMD EPYC 7B13", lines)
        differs = [line.text for line in self.browser.driver.find_elements("css selector", ".places .differs")]
        self.assertEqual(differs, ["compiler GNU 12.2.0 GNU 13.1.0"])

    def test_the_table_says_what_it_is(self):
        self.open("suites")
        unnamed = self.run_js("""return [...document.querySelectorAll('button, select, input, table')].filter((made) =>
            !(made.textContent.trim() || made.ariaLabel || made.labels?.length || made.caption)).map((made) => made.outerHTML)""")
        self.assertEqual(unnamed, [])
        self.assertEqual(self.run_js("""return [...document.querySelectorAll('#rows tbody tr')].every((line) =>
            line.cells[0].scope === 'row' && line.cells.length === document.getElementById('rows').tHead.rows[0].cells.length)"""), True)
        self.assertEqual(self.run_js("return document.documentElement.lang"), "en")


class WithoutJavaScript(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.browser = Browser(javascript=False)

    @classmethod
    def tearDownClass(cls):
        cls.browser.close()

    def find_all(self, selector):
        return self.browser.driver.find_elements("css selector", selector)

    def test_is_a_plain_table(self):
        self.browser.open(FOLDER / "mixed.html")
        self.assertEqual([name.text for name in self.find_all("#rows tbody .name")],
                         ["matmul_large", "softmax", "old_kernel", "softmax", "conv2d", "new_kernel", "relu", "sigmoid"])
        self.assertIn("+53.2 %", self.find_all("#rows tbody tr")[0].text)
        self.assertEqual([made for made in self.find_all("button, input, select") if made.is_displayed()], [])

    def test_lists_the_worst_of_many(self):
        self.browser.open(FOLDER / "large.html")
        self.assertEqual(len(self.find_all("#rows tbody tr")), 300)
        self.assertEqual(self.find_all("#shown")[0].text, "The worst 300 of 5000 rows; with JavaScript all of them are here.")

    def test_hostile_names_are_text(self):
        self.browser.open(FOLDER / "hostile.html")
        self.assertIn(HOSTILE, [name.text for name in self.find_all("#rows tbody .name")])


def contrast(one, other):
    """Of two colours, from 1 to 21 (WCAG 2.1, relative luminance)."""
    def luminance(colour):
        linear = [c / 255 / 12.92 if c / 255 <= 0.04045 else ((c / 255 + 0.055) / 1.055) ** 2.4 for c in colour]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def main():
    global FOLDER
    FOLDER = Path(sys.argv[1])
    try:
        Browser().close()
    except Missing as missing:
        print(f"skipped: {missing} (run ./scripts/install-deps --tests)")
        return SKIPPED
    result = unittest.main(argv=[sys.argv[0], *sys.argv[2:]], exit=False, verbosity=2).result
    return 0 if result.wasSuccessful() else 1


if __name__ == "__main__":
    sys.exit(main())
