"""key_log_test.py WITHOUT WITH: a program whose policy has no observer holds nothing of a key log."""
import pathlib
import subprocess
import sys
import tempfile
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
import cases  # noqa: E402

WITHOUT, WITH = sys.argv[1:3]
# RFC 9850, 2.
LABELS = [b"CLIENT_RANDOM", b"CLIENT_EARLY_TRAFFIC_SECRET", b"EARLY_EXPORTER_SECRET", b"CLIENT_HANDSHAKE_TRAFFIC_SECRET",
          b"SERVER_HANDSHAKE_TRAFFIC_SECRET", b"CLIENT_TRAFFIC_SECRET_", b"SERVER_TRAFFIC_SECRET_", b"EXPORTER_SECRET"]


def labels_in(program):
    """The labels among what the program loads: debugging information quotes the source."""
    with tempfile.TemporaryDirectory() as folder:
        bare = pathlib.Path(folder, "program")
        subprocess.run(["strip", "--strip-all", "-o", bare, program], check=True)
        octets = bare.read_bytes()
    return [label for label in LABELS if label in octets]


def symbols_in(program):
    listing = subprocess.run(["nm", "--demangle", program], capture_output=True, text=True, check=True).stdout
    return [line for line in listing.splitlines() if "log_key" in line]


class KeyLog(unittest.TestCase):
    def test_C14_without_an_observer_no_label_and_no_symbol_is_left(self):
        self.assertEqual(labels_in(WITHOUT), [])
        self.assertEqual(symbols_in(WITHOUT), [])

    def test_C14_with_one_each_label_of_RFC_9850_is_there(self):
        self.assertEqual(labels_in(WITH), LABELS)


cases.run_unittest()
