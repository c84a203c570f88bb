# SPDX-License-Identifier: Apache-2.0
"""A headless Chromium for pages that lie on disk."""

import json
import shutil
from pathlib import Path

SKIPPED = 77
DRIVERS = ("chromedriver", "/usr/bin/chromedriver", "/usr/lib/chromium/chromedriver")
BROWSERS = ("chromium", "chromium-browser", "google-chrome")


class Missing(Exception):
    """There is no browser, no driver, or no Selenium here."""


class Browser:
    """Opens pages, tells what went wrong in them and what they fetched."""

    def __init__(self, javascript=True):
        try:
            from selenium import webdriver
            from selenium.webdriver.chrome.service import Service
        except ImportError as problem:
            raise Missing("Python's selenium is not here") from problem
        driver = next(filter(None, map(shutil.which, DRIVERS)), None)
        browser = next(filter(None, map(shutil.which, BROWSERS)), None)
        if not driver or not browser:
            raise Missing("Chromium and its driver are not here")
        options = webdriver.ChromeOptions()
        options.binary_location = browser
        # Without a sandbox, since tests run as root in containers; they open only pages that they have written themselves.
        for argument in ("headless=new", "no-sandbox", "disable-gpu", "disable-dev-shm-usage", "hide-scrollbars",
                         "no-first-run", "disable-background-networking", "force-color-profile=srgb"):
            options.add_argument("--" + argument)
        options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
        if not javascript:
            options.add_experimental_option("prefs", {"profile.managed_default_content_settings.javascript": 2})
        self.driver = webdriver.Chrome(options=options, service=Service(driver))
        self.driver.set_script_timeout(30)

    def open(self, page, width=1500, height=900, dark=False):
        phone = width < 600
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", {
            "width": width, "height": height, "deviceScaleFactor": 2 if phone else 1, "mobile": phone})
        self.theme(dark)
        self.driver.get(Path(page).resolve().as_uri())

    def theme(self, dark):
        self.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {
            "features": [{"name": "prefers-color-scheme", "value": "dark" if dark else "light"}]})

    def run(self, script, *arguments):
        return self.driver.execute_script(script, *arguments)

    def run_async(self, script, *arguments):
        return self.driver.execute_async_script(script, *arguments)

    def complaints(self):
        """What the page wrote to the console since the last time."""
        return [entry["message"] for entry in self.driver.get_log("browser")]

    def fetched(self):
        """Everything that was asked for since the last time but the pages themselves, as addresses."""
        asked = []
        for entry in self.driver.get_log("performance"):
            message = json.loads(entry["message"])["message"]
            if message["method"] == "Network.requestWillBeSent" and message["params"].get("type") != "Document":
                asked.append(message["params"]["request"]["url"][:200])
        return [url for url in asked if not url.startswith("data:")]

    def screenshot(self, file):
        self.driver.save_screenshot(str(file))

    def close(self):
        self.driver.quit()
