#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Runs scripts/fetch-data against a server of its own: fresh, cut off, damaged.

    fetch_data_test.py

The script's checksums are those of the public sets; a copy of it, whose checksums are those of small made-up files,
is what runs here. Where TRACKMEET_SHARED_DATA has the real sets, the script itself is held against them.
Exit status: 0 all is well, 1 something is not, 77 skipped (curl is not here).
"""

import gzip
import hashlib
import http.server
import os
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SKIPPED = 77
MNIST = [f"{part}-{kind}-ubyte.gz" for part in ("train", "t10k") for kind in ("images-idx3", "labels-idx1")]


class Server(http.server.ThreadingHTTPServer):
    """Serves `files`, by path; goes on in the middle of them if `ranges`; cuts answers off after `cut` bytes."""

    def __init__(self):
        self.files, self.ranges, self.cut, self.asked = {}, True, None, []
        super().__init__(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.serve_forever, daemon=True).start()

    @property
    def url(self):
        return f"http://127.0.0.1:{self.server_port}"


class Handler(http.server.BaseHTTPRequestHandler):
    def log_message(self, *_):
        pass

    def do_GET(self):
        wanted = self.headers.get("Range")
        self.server.asked.append((self.path, wanted))
        content = self.server.files.get(self.path)
        if content is None:
            self.send_error(404)
            return
        first = 0
        if wanted and self.server.ranges:
            first = int(re.fullmatch(r"bytes=(\d+)-", wanted)[1])
            if first >= len(content):
                self.send_error(416)
                return
            self.send_response(206)
            self.send_header("Content-Range", f"bytes {first}-{len(content) - 1}/{len(content)}")
        else:
            self.send_response(200)
        self.send_header("Content-Length", str(len(content) - first))
        self.end_headers()
        end = len(content) if self.server.cut is None else self.server.cut
        self.wfile.write(content[first:end])


class FetchData(unittest.TestCase):
    def setUp(self):
        self.folder = Path(tempfile.mkdtemp(prefix="trackmeet-fetch."))
        self.addCleanup(shutil.rmtree, self.folder)
        self.server = Server()
        self.addCleanup(self.server.server_close)
        self.addCleanup(self.server.shutdown)
        self.text = bytes(range(32, 127)) * 300
        self.server.files["/tinyshakespeare/input.txt"] = self.text
        script = (ROOT / "scripts/fetch-data").read_text()
        for number, file in enumerate(MNIST):
            content = f"file number {number} ".encode() * 1000
            self.server.files[f"/mnist/{file}"] = gzip.compress(content)
            script = self.with_hash(script, "mnist", file, content)
        self.script = self.folder / "fetch-data"
        self.script.write_text(self.with_hash(script, "tinyshakespeare", "input.txt", self.text))
        self.script.chmod(0o755)
        self.data = self.folder / "data"
        self.input = self.data / "tinyshakespeare/input.txt"
        self.part = self.data / "tinyshakespeare/input.txt.part"

    def with_hash(self, script, name, file, content):
        line = rf"^({re.escape(name)} *\| {re.escape(file)} *\| )[0-9a-f]{{64}}$"
        changed, times = re.subn(line, rf"\g<1>{hashlib.sha256(content).hexdigest()}", script, flags=re.MULTILINE)
        self.assertEqual(times, 1, file)
        return changed

    def run_script(self, *arguments, script=None, **variables):
        environment = {key: value for key, value in os.environ.items() if "proxy" not in key.lower()}
        environment.update(HOME=str(self.folder), TRACKMEET_DATA_HOME=str(self.data), TRACKMEET_DATA_MIRROR=self.server.url)
        environment.update(variables)
        return subprocess.run([script or self.script, *arguments], env=environment, capture_output=True, text=True)

    def test_fetches_a_set_once(self):
        self.assertEqual(self.run_script("mnist", "tinyshakespeare").returncode, 0)
        self.assertEqual(self.input.read_bytes(), self.text)
        self.assertEqual(sorted(path.name for path in (self.data / "mnist").iterdir()), sorted(MNIST))
        self.assertEqual(len(self.server.asked), 5)
        again = self.run_script("mnist", "tinyshakespeare")
        self.assertEqual(again.returncode, 0)
        self.assertEqual(again.stderr.count("is there already"), 5)
        self.assertEqual(len(self.server.asked), 5)

    def test_only_says_what_it_would_do(self):
        told = self.run_script("--dry-run", "tinyshakespeare", TRACKMEET_DATA_MIRROR="")
        self.assertEqual(told.returncode, 0)
        self.assertEqual(
            told.stdout,
            f"tinyshakespeare: about 1.1 MB, licence: public domain, into {self.data}/tinyshakespeare\n"
            "  https://raw.githubusercontent.com/karpathy/char-rnn/master/data/tinyshakespeare/input.txt\n",
        )
        self.assertFalse(self.data.exists())

    def test_goes_on_with_what_was_cut_off(self):
        self.server.cut = 10000
        cut = self.run_script("tinyshakespeare")
        self.assertEqual(cut.returncode, 2)
        self.assertIn("run this again to go on", cut.stderr)
        self.assertFalse(self.input.exists())
        self.assertEqual(self.part.stat().st_size, 10000)
        self.server.cut = None
        self.assertEqual(self.run_script("tinyshakespeare").returncode, 0)
        self.assertEqual(self.server.asked[-1], ("/tinyshakespeare/input.txt", "bytes=10000-"))
        self.assertEqual(self.input.read_bytes(), self.text)
        self.assertFalse(self.part.exists())

    def test_begins_anew_where_the_server_cannot_go_on(self):
        self.server.ranges = False
        self.part.parent.mkdir(parents=True)
        self.part.write_bytes(self.text[:5000])
        self.assertEqual(self.run_script("tinyshakespeare").returncode, 0)
        self.assertEqual(self.input.read_bytes(), self.text)

    def test_begins_anew_where_the_pieces_do_not_fit(self):
        self.part.parent.mkdir(parents=True)
        for piece in (b"of something else", self.text, self.text + b"and more"):
            self.part.write_bytes(piece)
            self.assertEqual(self.run_script("tinyshakespeare").returncode, 0, piece[:20])
            self.assertEqual(self.input.read_bytes(), self.text)
            self.input.unlink()

    def test_refuses_what_has_the_wrong_checksum(self):
        self.server.files["/tinyshakespeare/input.txt"] = self.text[:-1] + b"?"
        self.server.files[f"/mnist/{MNIST[0]}"] = b"no gzip file"
        refused = self.run_script("mnist", "tinyshakespeare")
        self.assertEqual(refused.returncode, 2)
        self.assertEqual(refused.stderr.count("has the wrong checksum"), 2)
        self.assertIn("it cannot be unpacked", refused.stderr)
        self.assertIn("take another source with --mirror", refused.stderr)
        self.assertEqual(list((self.data / "tinyshakespeare").iterdir()), [])
        self.assertFalse((self.data / "mnist" / MNIST[0]).exists())
        self.assertTrue((self.data / "mnist" / MNIST[3]).exists(), "what is sound is kept")

    def test_mends_what_was_damaged_since(self):
        self.assertEqual(self.run_script("tinyshakespeare").returncode, 0)
        self.input.write_bytes(self.text[:-1])
        mended = self.run_script("tinyshakespeare")
        self.assertEqual(mended.returncode, 0)
        self.assertIn("is damaged", mended.stderr)
        self.assertEqual(self.input.read_bytes(), self.text)

    def test_fails_where_there_is_nothing_or_nobody(self):
        del self.server.files["/tinyshakespeare/input.txt"]
        self.assertEqual(self.run_script("tinyshakespeare").returncode, 2)
        self.assertEqual(self.run_script("tinyshakespeare", TRACKMEET_DATA_MIRROR="http://127.0.0.1:1").returncode, 2)
        self.assertFalse(self.input.exists())

    def test_puts_things_where_it_is_told(self):
        cache = {"TRACKMEET_DATA_HOME": "", "XDG_CACHE_HOME": str(self.folder / "cache")}
        self.assertEqual(self.run_script("tinyshakespeare", **cache).returncode, 0)
        self.assertTrue((self.folder / "cache/trackmeet/data/tinyshakespeare/input.txt").exists())
        cache["XDG_CACHE_HOME"] = ""
        self.assertEqual(self.run_script("tinyshakespeare", **cache).returncode, 0)
        self.assertTrue((self.folder / ".cache/trackmeet/data/tinyshakespeare/input.txt").exists())
        self.assertEqual(self.run_script("tinyshakespeare", "--to", str(self.folder / "there")).returncode, 0)
        self.assertTrue((self.folder / "there/tinyshakespeare/input.txt").exists())

    def test_refuses_what_it_does_not_know(self):
        for arguments in ([], ["imagenet"], ["--fast", "mnist"], ["mnist", "--to"]):
            self.assertEqual(self.run_script(*arguments).returncode, 2, arguments)
        self.assertIn("one of: fashion-mnist, mnist", self.run_script("imagenet").stderr)
        self.assertEqual(self.server.asked, [])

    @unittest.skipUnless(os.environ.get("TRACKMEET_SHARED_DATA"), "TRACKMEET_SHARED_DATA is not set")
    def test_knows_the_checksums_of_the_real_sets(self):
        mirror = Path(os.environ["TRACKMEET_SHARED_DATA"]).resolve().as_uri()
        sets = ["fashion-mnist", "mnist", "tinyshakespeare"]
        fetched = self.run_script(*sets, "--mirror", mirror, script=ROOT / "scripts/fetch-data")
        self.assertEqual(fetched.returncode, 0, fetched.stderr)


if __name__ == "__main__":
    if not shutil.which("curl"):
        print("skipped: curl is not here")
        sys.exit(SKIPPED)
    unittest.main(argv=sys.argv[:1], verbosity=2)
