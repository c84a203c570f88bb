#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Holds results files and baselines against the JSON Schemas in docs/.

    validate.py <docs> [--refused] <file or folder>…

Folders stand for the *.json files in them. With --refused every file must break its schema.
Exit status: 0 all are as they should be, 1 some are not, 2 nothing to check, 77 skipped (no jsonschema module).
"""

import json
import sys
import warnings
from pathlib import Path

warnings.filterwarnings("ignore", category=DeprecationWarning)
try:
    import jsonschema
except ImportError:
    print("skipped: the Python module jsonschema is not here (Debian: python3-jsonschema)")
    sys.exit(77)

SCHEMAS = {"results": "results.schema.json", "baseline": "baseline.schema.json"}


def validators(docs):
    schemas = {kind: json.loads((docs / name).read_text(encoding="utf-8")) for kind, name in SCHEMAS.items()}
    store = {schema["$id"]: schema for schema in schemas.values()}
    made = {}
    for kind, schema in schemas.items():
        jsonschema.Draft202012Validator.check_schema(schema)
        resolver = jsonschema.RefResolver.from_schema(schema, store=store)
        made[kind] = jsonschema.Draft202012Validator(schema, resolver=resolver)
    return made


def files_in(arguments):
    for argument in map(Path, arguments):
        yield from sorted(argument.glob("*.json")) if argument.is_dir() else [argument]


def kind_of(document):
    return "baseline" if str(document.get("schema", "")).startswith("trackmeet.baseline/") else "results"


def main():
    docs, arguments = Path(sys.argv[1]), sys.argv[2:]
    refused = "--refused" in arguments
    checks = validators(docs)
    checked = wrong = 0
    for path in files_in(a for a in arguments if a != "--refused"):
        document = json.loads(path.read_text(encoding="utf-8"))
        errors = list(checks[kind_of(document)].iter_errors(document))
        checked += 1
        if refused and not errors:
            print(f"{path}: error: the schema allows it, but the reader refuses it")
            wrong += 1
        for error in [] if refused else errors:
            print(f"{path}: error: at /{'/'.join(map(str, error.absolute_path))}: {error.message[:200]}")
            wrong += 1
    print(f"{checked} files checked")
    return 2 if checked == 0 else int(wrong > 0)


if __name__ == "__main__":
    sys.exit(main())
