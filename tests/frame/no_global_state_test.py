"""no_global_state_test.py PROGRAM...: T4, no program that uses cxtls holds mutable state of it."""
import pathlib
import re
import subprocess
import sys
import tempfile
import unittest

import frame
import cases

PROGRAMS = sys.argv[1:]


def mutable_state(file):
    """The names in namespace cxtls that lie in writable memory, or need a guard for their first use."""
    listing = subprocess.run(["nm", "--demangle", "--format=sysv", file], capture_output=True, text=True, check=True)
    found = []
    for line in listing.stdout.splitlines():
        columns = line.split("|")
        if len(columns) < 7 or "cxtls::" not in columns[0]:
            continue
        name, section = columns[0].strip(), columns[6].strip()
        # .data.rel.ro is constant: only the loader writes it.
        if name.startswith("guard variable") or re.match(r"(?!\.data\.rel\.ro)\.t?(data|bss)", section):
            found.append(name)
    return found


class NoGlobalState(unittest.TestCase):
    def test_T4_the_check_sees_mutable_state_and_passes_constants(self):
        unit = """namespace cxtls { int counter = 0; thread_local int mine = 1; int twice(int);
            extern const int* const table[]; const int one = 1; const int* const table[] = {&one};
            inline int lazy() { static int value = twice(2); return ++value; } int use() { return lazy() + mine; } }"""
        with tempfile.TemporaryDirectory() as folder:
            file = pathlib.Path(folder, "unit.o")
            subprocess.run([*frame.CXX, "-std=c++20", "-fPIC", "-c", "-o", file, "-x", "c++", "-"], input=unit,
                           text=True, check=True)
            found = mutable_state(file)
        self.assertEqual(sorted(found), ["cxtls::counter", "cxtls::lazy()::value", "cxtls::mine",
                                         "guard variable for cxtls::lazy()::value"])

    @unittest.skipUnless(PROGRAMS, "no example program yet")
    def test_T4_no_example_holds_mutable_state_of_the_library(self):
        for program in PROGRAMS:
            self.assertEqual(mutable_state(program), [], program)


cases.run_unittest()
