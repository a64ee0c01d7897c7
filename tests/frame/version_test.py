"""One version everywhere: the build's, the header's, the change log's. And the sentence for an older C++."""
import re
import subprocess
import unittest

import frame
import cases


class Version(unittest.TestCase):
    def test_the_header_has_the_version_of_the_build(self):
        header = (frame.SOURCE / "include/cxtls/base/version.hpp").read_text()
        parts = [re.search(rf"version_{part} = (\d+);", header)[1] for part in ("major", "minor", "patch")]
        self.assertEqual(".".join(parts), frame.VERSION)

    def test_the_change_log_has_an_entry_for_what_comes_next(self):
        log = (frame.SOURCE / "CHANGELOG.md").read_text()
        self.assertRegex(log, rf"(?m)^## (Unreleased|\[?{re.escape(frame.VERSION)})")

    def test_an_older_standard_is_refused_in_one_sentence(self):
        command = ["-std=c++17" if argument == "-std=c++20" else argument for argument in frame.COMPILE]
        unit = '#include "cxtls/base/version.hpp"\n'
        run = subprocess.run([*command, "-x", "c++", "-"], input=unit, capture_output=True, text=True)
        self.assertNotEqual(run.returncode, 0)
        self.assertIn("cxtls needs C++20: compile with -std=c++20", run.stderr)


cases.run_unittest()
