"""one_version_test.py TLS13 TLS12 BOTH: what a policy doesn't speak isn't in the object: neither functions nor data. Each
argument is a library with a client and a server of such a policy."""
import pathlib
import subprocess
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
import cases  # noqa: E402

TLS13, TLS12, BOTH = sys.argv[1:4]
# RFC 8446, 4.1.3: a client of TLS 1.3 has to know what a server of both puts into its random. Data of TLS 1.3's.
SENTINEL = "cxtls::downgrade_to_tls12"


def symbols_with(name, library):
    """Defined there or asked for, with their types' names."""
    listing = subprocess.run(["nm", "--demangle", library], capture_output=True, text=True, check=True).stdout
    return [line for line in listing.splitlines() if name in line and not line.endswith(" " + SENTINEL)]


class OneVersion(unittest.TestCase):
    def test_T2_a_policy_without_TLS_1_2_leaves_nothing_of_it(self):
        self.assertEqual(symbols_with("tls12", TLS13), [])

    def test_T2_a_policy_without_TLS_1_3_leaves_nothing_of_it(self):
        self.assertEqual(symbols_with("cxtls::tls13", TLS12), [])

    def test_T2_what_a_policy_speaks_is_there_under_these_names(self):
        for name, library in [("cxtls::tls13::Client", TLS13), ("cxtls::tls13::Server", TLS13),
                              ("cxtls::tls12::Client", TLS12), ("cxtls::tls12::Server", TLS12)]:
            for where in [library, BOTH]:
                with self.subTest(name=name, library=where):
                    self.assertNotEqual(symbols_with(name, where), [])


cases.run_unittest()
