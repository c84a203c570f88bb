#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Holds every source against the layer table and the rules of layout; prints what breaks them as a compiler would.

    check_layers.py <root of the project>

Exit status: 0 nothing is wrong, 1 something is.
"""

import re
import sys
from pathlib import Path

# Which of our modules a module may include, besides itself. docs/architecture.md explains the table.
LAYERS = {
    "core": [],
    "model": ["core"],
    "stats": ["core"],
    "vcs": ["core"],
    "machine": ["core"],
    "nn": ["core"],
    "provenance": ["core", "model", "vcs", "machine"],
    "compare": ["core", "model", "stats"],
    "runner": ["core", "model", "vcs", "machine", "provenance"],
    "duet": ["core", "model", "stats", "vcs", "machine", "provenance", "compare", "runner"],
    "report": ["core", "model", "machine", "compare"],
    "app": ["core", "model", "stats", "vcs", "machine", "provenance", "compare", "runner", "duet", "report"],
    "suites": ["core", "model", "vcs", "machine", "provenance", "nn", "suites/support"],
}
# Folders with sources that are no modules: what crosses the modules, and what is meant for users to copy.
FREE = ["tests", "examples"]

# What only tests are made of: unit tests, and the fixtures that lie beside them.
TESTS = ["*_test.cpp", "*fixture.hpp", "*fixture.cpp", "*test_data.hpp", "tests/", "vcs/scratch_repository."]

# Which library may be included where: header prefix -> path prefixes. "*": anywhere.
LIBRARIES = {
    "fmt/": ["*"],
    "tl/": ["*"],
    "nlohmann/": ["model/", "report/*.cpp", "nn/data/*.cpp"],
    "boost/": ["stats/"],
    "git2": ["vcs/"],
    "benchmark/": ["suites/", "examples/", "tests/e2e/"],
    "Eigen/": ["nn/", "suites/", "examples/"],
    "cblas": ["suites/"],
    "openssl/": ["core/"],
    "zlib.h": ["nn/data/", "model/"],
    "simdjson.h": ["model/*.cpp"],
    "utf8proc.h": ["core/*.cpp"],
    "pugixml.hpp": ["model/*.cpp", "report/*.cpp"],
    "CLI/": ["app/"],
    "toml++/": ["app/"],
    "gtest/": TESTS,
    "gmock/": TESTS,
}

POSIX = re.compile(
    r"(unistd|stdlib|stdio|string|time|limits|fcntl|signal|poll|dirent|termios|spawn|malloc|pthread"
    r"|sched|pwd|grp|dlfcn|syslog|execinfo|semaphore|ftw|glob)\.h|(sys|linux|asm|arpa|netinet)/.*"
)
POSIX_IN = ["core/", "runner/", "machine/", "suites/support/", "app/", "model/places.cpp"]

STANDARD = set(
    """algorithm any array atomic barrier bit bitset charconv chrono codecvt compare complex concepts condition_variable
    coroutine deque exception execution filesystem forward_list fstream functional future initializer_list iomanip ios
    iosfwd iostream istream iterator latch limits list locale map memory memory_resource mutex new numbers numeric
    optional ostream queue random ranges ratio regex scoped_allocator semaphore set shared_mutex source_location span
    sstream stack stdexcept stop_token streambuf string string_view strstream syncstream system_error thread tuple
    type_traits typeindex typeinfo unordered_map unordered_set utility valarray variant vector version cassert cctype
    cerrno cfenv cfloat cinttypes climits clocale cmath csetjmp csignal cstdarg cstddef cstdint cstdio cstdlib cstring
    ctime cuchar cwchar cwctype""".split()
)

# Calls and headers that an invariant keeps in few places: pattern, where it may stand, what to say.
INVARIANTS = [
    (
        re.compile(r"\b(v?fork|posix_spawnp?|exec[lv][pe]{0,2}|popen|std::system)\s*\("),
        ["core/", *TESTS],
        "only core starts processes (core/process.hpp)",
    ),
    (
        re.compile(r"#include <(fstream|iostream|cstdio)>"),
        ["core/", "model/", "vcs/", "machine/", "provenance/", "runner/", "report/", "app/", "suites/", "examples/",
         *TESTS],
        "stats and compare do no input or output",
    ),
]

LONGEST = 450  # lines
SCRIPT = {".cjs", ".mjs"}
INCLUDE = re.compile(r'\s*#\s*include\s*([<"])([^>"]+)[>"]')
CPP = {".cpp", ".hpp"}


def module_of(path):
    """The module that a path of ours lies in; each folder below suites/ is on its own."""
    parts = path.split("/")
    return parts[0] if parts[0] in LAYERS or parts[0] in FREE else None


def fits(path, patterns):
    """Whether `path` is in one of `patterns`: a prefix, `*ending`, `prefix*ending`, or `*` for anywhere."""
    for pattern in patterns:
        prefix, _, ending = pattern.partition("*")
        if path.startswith(prefix) and (path.endswith(ending) or "*" not in pattern):
            return True
    return False


def words(allowed):
    return "allowed: " + (", ".join(allowed) or "nothing")


def check_own_include(path, header):
    module = module_of(path)
    if header.startswith(("../", "./")) or "/../" in header:
        return f"'{header}' climbs folders; write the path from the project's root"
    target = module_of(header)
    if module == "examples" and "/" not in header:
        return None  # a project of its own, whose headers lie beside its sources
    if target is None:
        return f"'{header}' does not begin with a module's name; write the path from the project's root"
    if module in FREE:
        return None
    if target == "suites":
        mine = "/".join(path.split("/")[:2])
        theirs = "/".join(header.split("/")[:2])
        if module == "suites" and theirs in (mine, "suites/support"):
            return None
        return f"'{mine if module == 'suites' else module}' may not include '{theirs}' ({words(LAYERS[module])})"
    if target != module and target not in LAYERS[module]:
        return f"'{module}' may not include '{target}' ({words(LAYERS[module])})"
    return None


def check_foreign_include(path, header):
    if header in STANDARD:
        return None
    if POSIX.fullmatch(header):
        if fits(path, POSIX_IN + TESTS):
            return None
        return f"<{header}> is of the operating system ({words(POSIX_IN)})"
    for prefix, allowed in LIBRARIES.items():
        if header.startswith(prefix):
            return None if fits(path, allowed) else f"<{header}> may not be included here ({words(allowed)})"
    if module_of(header):
        return f"'{header}' is ours: include it with quotes"
    return f"<{header}> is of no library in the table of tests/layers/check_layers.py"


def without_raw_strings(lines):
    """The same lines, with what stands in R"(…)" taken out."""
    text = re.sub(r'R"(\w*)\(.*?\)\1"', lambda raw: "\n" * raw[0].count("\n"), "\n".join(lines), flags=re.DOTALL)
    return text.split("\n")


def check_cpp(path, lines):
    lines = without_raw_strings(lines)
    for number, line in enumerate(lines, 1):
        include = INCLUDE.match(line)
        if include:
            check = check_own_include if include[1] == '"' else check_foreign_include
            problem = check(path, include[2])
            if problem:
                yield number, problem
        code = line.split("//")[0]
        for pattern, allowed, problem in INVARIANTS:
            if pattern.search(code) and not fits(path, allowed):
                yield number, problem
    if path.endswith(".hpp"):
        if not any(line == "#pragma once" for line in lines[:5]):
            yield 1, "a header begins with #pragma once"
        for number, line in enumerate(lines, 1):
            if re.match(r"#ifndef \w+_(H|HPP|HPP_|H_)$", line):
                yield number, "an include guard; #pragma once is enough"


def check_file(path, text):
    """The lines that break a rule, as (line, message)."""
    lines = text.splitlines()
    comment = "//" if Path(path).suffix in CPP | SCRIPT else "#"
    first = lines[1:2] if lines and lines[0].startswith("#!") else lines[:1]
    if first != [f"{comment} SPDX-License-Identifier: Apache-2.0"]:
        yield 1, f"the first line (after a #! line) is to be: {comment} SPDX-License-Identifier: Apache-2.0"
    if len(lines) > LONGEST:
        yield LONGEST + 1, f"{len(lines)} lines; {LONGEST} are the most: split the file by what its parts are about"
    if Path(path).suffix in CPP:
        yield from check_cpp(path, lines)
    elif Path(path).name == "CMakeLists.txt" or path.endswith(".cmake"):
        for number, line in enumerate(lines, 1):
            if re.search(r"file\s*\(\s*GLOB", line.split("#")[0]) and not path.startswith(("tests/", "packaging/")):
                yield number, "sources are listed by name, not by file(GLOB)"


def sources(root):
    """Every source of the project, as paths from the root with `/`. What npm installs is not ours."""
    skipped = {"dist", "results", "docs", "baselines"}
    found = []
    for folder in sorted(p for p in root.iterdir() if p.is_dir() and p.name not in skipped):
        if folder.name.startswith((".", "build")) and folder.name not in (".ci", ".github"):
            continue
        found += [p for p in folder.rglob("*") if "node_modules" not in p.parts and p.is_file()]
    found += [p for p in root.iterdir() if p.name == "CMakeLists.txt"]
    for file in sorted(found):
        path = file.relative_to(root).as_posix()
        if path.startswith(("tests/data/", "tests/golden/")) and not file.suffix == ".py":
            continue
        known = file.suffix in CPP | SCRIPT | {".py", ".cmake", ".bash"} or file.name == "CMakeLists.txt"
        if known or (file.suffix == "" and file.open("rb").read(2) == b"#!"):
            yield path


def main():
    root = Path(sys.argv[1]).resolve()
    wrong = checked = 0
    for path in sources(root):
        checked += 1
        problems = list(check_file(path, (root / path).read_text(encoding="utf-8", errors="replace")))
        if Path(path).suffix in CPP and "/" in path and module_of(path) is None:
            problems.append((1, f"'{path.split('/')[0]}' has no row in the table of tests/layers/check_layers.py"))
        for line, message in problems:
            print(f"{path}:{line}: error: {message}")
        wrong += len(problems)
    print(f"{checked} files checked, {wrong} wrong")
    if checked == 0:
        print(f"error: no sources below {root}")
    return 1 if wrong or checked == 0 else 0


if __name__ == "__main__":
    sys.exit(main())
