"""The must-not-compile harness can say no: each way in which such a test can fail, fails."""
import pathlib
import re
import tempfile
import unittest

import frame
import cases
import expect_error


class Harness(unittest.TestCase):
    def verdict(self, text):
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder, "case.cpp")
            path.write_text(text)
            return expect_error.verdict(frame.COMPILER, path, frame.COMPILE)

    def test_the_named_error_is_accepted(self):
        self.assertIsNone(self.verdict('// error: the sky is green\nstatic_assert(false, "the sky is green");\n'))

    def test_a_control_that_compiles_is_accepted(self):
        self.assertIsNone(self.verdict("static_assert(true);\n"))

    def test_a_control_that_does_not_compile_is_refused(self):
        self.assertIn("expected to compile", self.verdict("static_assert(false);\n"))

    def test_a_faulty_file_that_compiles_is_refused(self):
        self.assertIn("expected to be rejected", self.verdict("// error: anything\n"))

    def test_another_error_than_the_named_one_is_refused(self):
        self.assertIn("lacks", self.verdict('// error: the sky is green\nstatic_assert(false, "grass is blue");\n'))

    def test_the_first_error_is_another_one_than_the_second(self):
        faults = 'static_assert(false, "the sky is green");\nstatic_assert(false, "grass is blue");\n'
        self.assertIsNone(self.verdict("// first-error: the sky is green\n" + faults))
        self.assertIn("first error lacks", self.verdict("// first-error: grass is blue\n" + faults))
        self.assertIsNone(self.verdict("// first-error: the sky is green\n// error: grass is blue\n" + faults))
        self.assertIn("diagnostic lacks", self.verdict("// first-error: roses are black\n" + faults))
        self.assertIn("expected to be rejected", self.verdict("// first-error: anything\n"))

    def test_a_first_error_for_one_compiler_holds_for_that_compiler(self):
        other = {"gcc": "clang", "clang": "gcc"}[frame.COMPILER]
        faults = 'static_assert(false, "the sky is green");\nstatic_assert(false, "grass is blue");\n'
        self.assertIn("first error lacks", self.verdict(f"// first-error-{frame.COMPILER}: grass is blue\n" + faults))
        self.assertIsNone(self.verdict(f"// error: grass\n// first-error-{other}: grass is blue\n" + faults))

    def test_a_missing_header_is_no_reason(self):
        self.assertIn("missing header", self.verdict('// error: nonesuch\n#include "nonesuch.hpp"\n'))

    def test_texts_for_one_compiler_hold_for_that_compiler(self):
        other = {"gcc": "clang", "clang": "gcc"}[frame.COMPILER]
        fault = 'static_assert(false, "the sky is green");\n'
        good = f"// error-{frame.COMPILER}: the sky is green\n// error-{other}: nonesuch\n"
        self.assertIsNone(self.verdict(good + fault))
        self.assertIn("no line says", self.verdict(f"// error-{other}: nonesuch\n" + fault))
        self.assertIn("no such compiler", self.verdict("// error-msvc: nonesuch\n" + fault))

    def test_each_folder_of_faulty_files_has_a_positive_control(self):
        for folder in {path.parent for path in (frame.SOURCE / "tests/compile_fail").glob("*/*.cpp")}:
            controls = [path for path in folder.glob("control*.cpp") if not re.search("// (first-)?error", path.read_text())]
            self.assertTrue(controls, f"{folder.name}: no control*.cpp that compiles")


cases.run_unittest()
