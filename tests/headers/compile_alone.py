"""compile_alone.py INCLUDE -- COMPILER ARGS: each header compiles alone, and included twice, without a warning.

The core does so without exceptions and without run-time type information (DESIGN 5; USERS, row 18 of section 1).
"""
import pathlib
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
import cases  # noqa: E402

STRICT = ["-Wall", "-Wextra", "-Wpedantic", "-Wconversion", "-Wshadow", "-Wno-sign-conversion", "-Werror"]
BARE = ["-fno-exceptions", "-fno-rtti"]
WITH_EXCEPTIONS = ("io/", "backend/")  # their libraries, and the programs they are for, use exceptions


def main(include, _, *command):
    root = pathlib.Path(include) / "cxtls"
    headers = sorted(path.relative_to(root).as_posix() for path in root.rglob("*.hpp"))

    def compile_alone(header):
        flags = [] if header.startswith(WITH_EXCEPTIONS) else BARE
        unit = f'#include "cxtls/{header}"\n' * 2
        return subprocess.run([*command, *STRICT, *flags, "-x", "c++", "-"], input=unit, capture_output=True, text=True)

    failed = 0
    for header, run in zip(headers, cases.in_parallel(compile_alone, headers)):
        if run.returncode:
            failed += 1
            print(f"FAILED: cxtls/{header} does not compile alone:\n{run.stderr}")
    cases.summary(len(headers) - failed, failed)


main(*sys.argv[1:])
