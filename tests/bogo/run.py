#!/usr/bin/env python3
"""Runs BoringSSL's protocol test runner against bogo_shim and counts what is in our scope.

  run.py --runner F --shim F [--scope F] [--only REGEX] [--tier T] [--workers N] [--by COLUMN[,COLUMN]] [--failures]

The runner is a built test binary of BoringSSL's ssl/test/runner (README.md says of which commit); this project doesn't
have it. Names, tiers and features are those of scope.tsv; nothing else counts. Exits with 1 when a test fails that
config.json doesn't list, or passes though it is listed.
"""
import argparse
import collections
import csv
import fnmatch
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

here = pathlib.Path(__file__).resolve().parent
SHARED_SCOPE = here.parents[2] / "shared" / "bogo" / "scope.tsv"

# What is left for later, by the feature column, and by the flags and names of tests of other features.
LATER = re.compile(r"ECH|PQ groups|Delegated", re.I)
LATER_FLAGS = re.compile(r"-ech-|delegated")
LATER_NAMES = re.compile(r"ML-DSA|MLKEM|Kyber", re.I)
# One command line can't hold the names of all tests.
MAX_NAMES = 100_000  # characters


def read_scope(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


def is_core(row):
    return row["tier"] == "core" and "1.3" in row["versions"]


def is_feature_of_ours(row):
    """Of the core of TLS 1.3, by the feature that the scope gives it."""
    return is_core(row) and not LATER.search(row["feature"])


def is_target(row):
    """The same without what needs another feature by its flags or its name."""
    return (is_feature_of_ours(row) and not LATER_FLAGS.search(row["flags"]) and not LATER_NAMES.search(row["name"]))


def batches(names):
    batch, size = [], 0
    for name in names:
        if size + len(name) + 1 > MAX_NAMES:
            yield batch
            batch, size = [], 0
        batch.append(name)
        size += len(name) + 1
    if batch:
        yield batch


def run(arguments, names, directory):
    """Name -> PASS, FAIL or SKIP; and what the runner said."""
    outcome, said = {}, ""
    for batch in batches(names):
        report = os.path.join(directory, "report.json")
        # -include-disabled: a list that nobody checks grows stale.
        command = [os.path.abspath(arguments.runner), "-shim-path", os.path.abspath(arguments.shim),
                   "-shim-config", str(here / "config.json"), "-json-output", report, "-include-disabled",
                   "-allow-unimplemented", "-pipe", "-num-workers", str(arguments.workers), "-test", ";".join(batch)]
        done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=directory)
        said += done.stdout + done.stderr
        with open(report, encoding="utf-8") as file:
            outcome.update({name: test["actual"] for name, test in json.load(file)["tests"].items()})
    return outcome, said


def listed_reason(listed, name):
    for pattern, reason in listed.items():
        if fnmatch.fnmatchcase(name, pattern):
            return reason
    return None


def verdict(row, outcome, listed):
    actual = outcome.get(row["name"], "absent")
    if actual == "FAIL":
        return "listed" if listed_reason(listed, row["name"]) else "FAILED"
    if actual == "PASS":
        return "stale" if listed_reason(listed, row["name"]) else "passed"
    return {"SKIP": "unimplemented"}.get(actual, "absent")


COLUMNS = ("passed", "listed", "unimplemented", "FAILED", "stale", "absent")


def table(title, rows, verdicts, key):
    groups = collections.defaultdict(collections.Counter)
    for row in rows:
        groups[key(row)][verdicts[row["name"]]] += 1
    print(f"\n{title:44}" + "".join(f"{c:>14}" for c in COLUMNS))
    for name in sorted(groups):
        print(f"{name:44}" + "".join(f"{groups[name][c] or '':>14}" for c in COLUMNS))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runner", required=True)
    parser.add_argument("--shim", required=True)
    parser.add_argument("--scope", default=str(SHARED_SCOPE))
    parser.add_argument("--only", default="", help="regular expression on names")
    parser.add_argument("--tier", default="", help="core, boringssl-only or policy/legacy")
    parser.add_argument("--side", default="", help="client or server")
    parser.add_argument("--target", action="store_true", help="only the core of TLS 1.3 without flags of features that are left for later")
    parser.add_argument("--workers", type=int, default=3)
    parser.add_argument("--failures", action="store_true", help="what the runner says of those that fail and aren't listed")
    parser.add_argument("--names", default="", help="comma-separated verdicts: print the tests that have them")
    arguments = parser.parse_args()
    if not os.path.exists(arguments.scope):
        print(f"bogo: {arguments.scope} isn't here: nothing says which tests are in scope; skipped")
        return 77
    if not os.path.exists(arguments.runner):
        print(f"bogo: no runner at {arguments.runner}: skipped (README.md says what it is)")
        return 77

    rows = [row for row in read_scope(arguments.scope)
            if re.search(arguments.only, row["name"]) and arguments.tier in ("", row["tier"])
            and arguments.side in ("", row["side"]) and (is_target(row) or not arguments.target)]
    with open(here / "config.json", encoding="utf-8") as file:
        listed = json.load(file)["DisabledTests"]
    with tempfile.TemporaryDirectory() as directory:
        outcome, said = run(arguments, [row["name"] for row in rows], directory)
    verdicts = {row["name"]: verdict(row, outcome, listed) for row in rows}

    if arguments.failures:
        for part in re.split(r"(?m)^(?=(?:FAILED|PASSED|UNIMPLEMENTED) \()", said):
            name = re.match(r"FAILED \((.*)\)", part)
            if name and verdicts.get(name[1]) == "FAILED":
                print(part.strip(), "\n")
    table("tier", rows, verdicts, lambda r: r["tier"])
    table("version", rows, verdicts, lambda r: r["versions"] or "any")
    table("side", rows, verdicts, lambda r: r["side"])
    table("feature (core, TLS 1.3)", [r for r in rows if is_core(r)], verdicts, lambda r: r["feature"])
    parts = {"all": lambda r: True, "core, TLS 1.3": is_core, "core, features of ours": is_feature_of_ours,
             "  without ML-DSA": lambda r: is_feature_of_ours(r) and "ML-DSA" not in r["name"],
             "  without flags of other features": is_target}
    for title, within in parts.items():
        table(title, [r for r in rows if within(r)], verdicts, lambda r: r["side"])
    for wanted in filter(None, arguments.names.split(",")):
        print(f"\n{wanted}:", *sorted(n for n, v in verdicts.items() if v == wanted), sep="\n  ")
    bad = collections.Counter(verdicts.values())
    print(f"\n{bad['passed']} passed, {bad['FAILED'] + bad['stale']} failed, "
          f"{bad['listed'] + bad['unimplemented'] + bad['absent']} skipped")
    return 1 if bad["FAILED"] or bad["stale"] or bad["absent"] else 0


if __name__ == "__main__":
    sys.exit(main())
