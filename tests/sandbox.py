# SPDX-License-Identifier: Apache-2.0
"""A temporary folder and a clean environment, in which `trackmeet` prints the same bytes on every machine."""

import os
import shutil
import tempfile
from contextlib import contextmanager
from pathlib import Path

KEPT = ("ASAN_OPTIONS", "LSAN_OPTIONS", "TSAN_OPTIONS", "UBSAN_OPTIONS", "GCOV_PREFIX", "GCOV_PREFIX_STRIP", "LD_LIBRARY_PATH")


def clean_environment(home):
    """Nothing of the caller's settings but what sanitizers, coverage and the loader need."""
    environment = {name: os.environ[name] for name in KEPT if name in os.environ}
    environment.update(
        PATH="/usr/bin:/bin",
        HOME=str(home),
        XDG_STATE_HOME=str(home / "state"),
        XDG_CONFIG_HOME=str(home / "config"),
        XDG_CACHE_HOME=str(home / "cache"),
        TMPDIR=str(home),
        COLUMNS="100",
        LC_ALL="C.UTF-8",
        NO_COLOR="1",
        TERM="dumb",
        TZ="UTC",
    )
    return environment


@contextmanager
def sandbox(fixtures=None, name="."):
    """Gives (folder to work in, environment). The folder starts as a copy of `fixtures`, which lies in it as `name`."""
    with tempfile.TemporaryDirectory(prefix="trackmeet-test-") as temporary:
        top = Path(temporary).resolve()
        work, home = top / "work", top / "home"
        work.mkdir()
        home.mkdir()
        if fixtures and Path(fixtures).is_dir():
            shutil.copytree(fixtures, work / name, dirs_exist_ok=True)
        yield work, clean_environment(home)
