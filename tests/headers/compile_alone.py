"""compile_alone.py INCLUDE [LIBRARY=FOLDER] ... -- COMPILER ARGS: each header compiles alone, and included twice,
without a warning; those of a backend or a compression if its library is there, with its folder of headers unless that is empty.

The core does so without exceptions and without run-time type information (DESIGN 5; USERS, row 18 of section 1).
A header that a test includes before anything else has been compiled alone with it: here it is compiled within another.
"""
import pathlib
import re
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
import cases  # noqa: E402

STRICT = ["-Wall", "-Wextra", "-Wpedantic", "-Wconversion", "-Wshadow", "-Wno-sign-conversion", "-Werror"]
BARE = ["-fno-exceptions", "-fno-rtti"]
WITH_EXCEPTIONS = ("io/", "backend/")  # their libraries, and the programs they are for, use exceptions


TESTS = pathlib.Path(__file__).resolve().parent.parent


def included(path):
    return re.findall(r'^#include "cxtls/(.*)"$', path.read_text(encoding="utf-8"), re.M)


def first_in_a_test():
    """The headers that a test's first line includes, of the floors whose tests are always built."""
    found = set()
    for path in TESTS.rglob("*_test.cpp"):
        first = re.search(r"^#include .*$", path.read_text(encoding="utf-8"), re.M)
        if first and (header := re.fullmatch(r'#include "cxtls/(.*)"', first[0])):
            found.add(header[1])
    return found


def within(root, headers):
    """All that these headers include, themselves among them."""
    seen, left = set(), list(headers)
    while left:
        header = left.pop()
        if header not in seen:
            seen.add(header)
            left += included(root / header)
    return seen


def main(include, *arguments):
    end = arguments.index("--")
    libraries, command = dict(argument.split("=") for argument in arguments[:end]), arguments[end + 1:]
    root = pathlib.Path(include) / "cxtls"
    headers = sorted(path.relative_to(root).as_posix() for path in root.rglob("*.hpp"))
    backends = {header: header.split("/")[1].removesuffix(".hpp") for header in headers
                if header.startswith(("backend/", "compression/")) and header != "backend/composed.hpp"}
    skipped = [header for header, backend in backends.items() if backend not in libraries]
    for header in skipped:
        print(f"skipped: cxtls/{header}: its library isn't there")
    headers = [header for header in headers if header not in skipped]
    tested = first_in_a_test()
    alone = [header for header in headers if header not in tested or header in backends]
    reached = within(root, alone)
    alone += [header for header in headers if header not in reached]
    guarded = [header for header in headers if "\n#pragma once\n" in (root / header).read_text(encoding="utf-8")]
    failed = len(headers) - len(guarded)
    for header in set(headers) - set(guarded):
        print(f"FAILED: cxtls/{header} has no #pragma once")

    def compile_alone(header):
        flags = [] if header.startswith(WITH_EXCEPTIONS) else BARE
        if folder := libraries.get(backends.get(header)):
            flags = [*flags, "-isystem", folder]
        unit = f'#include "cxtls/{header}"\n' * 2
        return subprocess.run([*command, *STRICT, *flags, "-x", "c++", "-"], input=unit, capture_output=True, text=True)

    for header, run in zip(alone, cases.in_parallel(compile_alone, alone)):
        if run.returncode:
            failed += 1
            print(f"FAILED: cxtls/{header} does not compile alone:\n{run.stderr}")
    cases.summary(len(headers) - failed, failed, len(skipped))


main(*sys.argv[1:])
