"""The closing line of the suite adds up, and a failure can't get lost on the way to it."""
import contextlib
import io
import json
import pathlib
import tempfile
import unittest

import frame  # noqa: F401
import cases
import report


class Report(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.xml = pathlib.Path(self.folder.name, "unit.xml")

    def closing_line(self, *tests):
        log = pathlib.Path(self.folder.name, "meson-logs", "testlog.json")
        log.parent.mkdir(exist_ok=True)
        log.write_text("".join(json.dumps({"name": "a test", "command": ["x"], "stdout": "", **test}) + "\n"
                               for test in tests))
        return self.report()

    def report(self):
        output = io.StringIO()
        with contextlib.redirect_stdout(output):
            status = report.main([self.folder.name])
        line = output.getvalue().splitlines()[-1]
        self.assertEqual(status, 0 if " 0 failed" in line else 1)
        return line

    def catch2(self, text):
        self.xml.write_text(text)
        return ["test_unit", f"xml::out={self.xml}"]

    def test_a_plain_test_counts_one(self):
        self.assertEqual(self.closing_line({"result": "OK"}, {"result": "FAIL"}, {"result": "TIMEOUT"},
                                           {"result": "SKIP"}), "1 passed, 2 failed, 1 skipped")

    def test_a_script_counts_its_cases(self):
        self.assertEqual(self.closing_line({"result": "OK", "stdout": "x\n3 passed, 0 failed, 2 skipped\n"}),
                         "3 passed, 0 failed, 2 skipped")

    def test_a_script_that_breaks_off_after_good_cases_has_failed(self):
        self.assertEqual(self.closing_line({"result": "FAIL", "stdout": "3 passed, 0 failed, 0 skipped\n"}),
                         "3 passed, 1 failed, 0 skipped")

    def test_a_catch2_program_counts_its_cases(self):
        command = self.catch2('<Catch2TestRun><TestCase name="one"><OverallResult success="false"/></TestCase>'
                              '<OverallResultsCases successes="7" failures="1" expectedFailures="0" skips="2"/>'
                              '</Catch2TestRun>')
        self.assertEqual(self.closing_line({"result": "FAIL", "command": command}), "7 passed, 1 failed, 2 skipped")

    def test_a_catch2_program_that_crashed_has_failed(self):
        self.assertEqual(self.closing_line({"result": "FAIL", "command": self.catch2('<Catch2TestRun><TestCase>')}),
                         "0 passed, 1 failed, 0 skipped")
        self.assertEqual(self.closing_line({"result": "OK", "command": self.catch2('<Catch2TestRun/>')}),
                         "0 passed, 1 failed, 0 skipped")

    def test_a_build_without_tests_has_failed(self):
        self.assertEqual(self.report(), "0 passed, 1 failed, 0 skipped")


cases.run_unittest()
