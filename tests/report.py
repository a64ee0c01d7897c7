"""report.py BUILD...: what the last `meson test` of each build directory counted, and the closing line.

Three kinds of test: Catch2 programs count test cases (in the XML file their command line names), scripts may close
their output with `N passed, N failed, N skipped`, anything else is one test. A test that failed counts at least one
failure, whatever it managed to write before.
"""
import json
import pathlib
import re
import sys
import xml.etree.ElementTree as ElementTree

CLOSING = re.compile(r"^(\d+) passed, (\d+) failed, (\d+) skipped$", re.MULTILINE)
GOOD, SKIPPED = ("OK", "EXPECTEDFAIL"), ("SKIP",)


def catch2_counts(test):
    """(passed, failed, skipped, what to say of failed and skipped cases) of a Catch2 program, or None."""
    files = [argument.removeprefix("xml::out=") for argument in test["command"] if argument.startswith("xml::out=")]
    if not files:
        return None
    try:
        root = ElementTree.parse(files[0]).getroot()
        total = root.find("OverallResultsCases").attrib
    except (OSError, ElementTree.ParseError, AttributeError):
        return 0, 1, 0, ["(ended before it could report)"]  # crashed, or was never built
    notes = [case.get("name") for case in root.iter("TestCase") if case.find("OverallResult").get("success") != "true"]
    notes += [f"{case.get('name')} (skipped: {' '.join((skip.text or '').split())})"
              for case in root.iter("TestCase") for skip in case.iter("Skip")]
    skipped = int(total.get("skips", 0)) + int(total["expectedFailures"])
    return int(total["successes"]), int(total["failures"]), skipped, notes


def counts(test):
    good = test["result"] in GOOD
    if found := catch2_counts(test):
        passed, failed, skipped, notes = found
    elif closing := CLOSING.findall(test.get("stdout") or ""):
        (passed, failed, skipped), notes = map(int, closing[-1]), []
    elif test["result"] in SKIPPED:
        passed, failed, skipped, notes = 0, 0, 1, []
    else:
        passed, failed, skipped, notes = int(good), int(not good), 0, []
    if not good and test["result"] not in SKIPPED:
        failed = max(failed, 1)
    return passed, failed, skipped, notes


def main(builds):
    sums = [0, 0, 0]
    for build in builds:
        log = pathlib.Path(build, "meson-logs", "testlog.json")
        tests = [json.loads(line) for line in log.read_text().splitlines()] if log.exists() else []
        if not tests:
            print(f"FAILED: {build}: no test ran")
            sums[1] += 1
        for test in tests:
            passed, failed, skipped, notes = counts(test)
            sums = [sums[0] + passed, sums[1] + failed, sums[2] + skipped]
            if failed or skipped:
                verdict = "FAILED" if failed else "skipped"
                print(f"{verdict}: {build}: {test['name']} ({test['result']})", *notes, sep="\n    ")
    print("{} passed, {} failed, {} skipped".format(*sums))
    return 1 if sums[1] else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
