"""Our side of an interoperability test: https_get and probe, and test classes that carry a PKI."""
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import unittest

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

import cases  # noqa: E402,F401 (the tests import it from here)
from peers import PATIENCE  # noqa: E402
from pki import LEAF, SAN, Pki  # noqa: E402,F401

HTTPS_GET = os.environ["CXTLS_HTTPS_GET"]
PROBE = os.environ["CXTLS_PROBE"]

SUITES = ["TLS_AES_128_GCM_SHA256", "TLS_AES_256_GCM_SHA384", "TLS_CHACHA20_POLY1305_SHA256"]
# Of TLS 1.2: a suite, the key that it needs, and what OpenSSL calls it.
TLS12_SUITES = {
    "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256": ("p256", "ECDHE-ECDSA-AES128-GCM-SHA256"),
    "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384": ("p384", "ECDHE-ECDSA-AES256-GCM-SHA384"),
    "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256": ("ed25519", "ECDHE-ECDSA-CHACHA20-POLY1305"),
    "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256": ("rsa2048", "ECDHE-RSA-AES128-GCM-SHA256"),
    "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384": ("rsa2048", "ECDHE-RSA-AES256-GCM-SHA384"),
    "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256": ("rsa2048", "ECDHE-RSA-CHACHA20-POLY1305"),
}
TLS12_CURVES = {"p256": ["secp256r1"], "p384": ["secp384r1"]}
GROUPS = ["x25519", "secp256r1", "secp384r1"]
SCHEMES = {"rsa2048": r"rsa_pss_rsae_sha\d+", "rsapss2048": r"rsa_pss_pss_sha\d+", "p256": "ecdsa_secp256r1_sha256",
           "p384": "ecdsa_secp384r1_sha384", "ed25519": "ed25519"}

# Exit statuses of https_get --help.
USAGE, CONNECT, TLS, HTTP, FILE = 1, 2, 3, 4, 5


def tls12_suites(kind):
    """The suites of TLS 1.2 that a certificate with this kind of key can have."""
    return [suite for suite in TLS12_SUITES if ("_RSA_" in suite) == kind.startswith("rsa")]


class Outcome:
    """What a run of one of our programs left: its status, its output and what it says was negotiated."""

    def __init__(self, run):
        self.status, self.body, self.stderr = run.returncode, run.stdout, run.stderr.decode(errors="replace")
        self.info = dict(re.findall(r"^  (\S+(?: \S+)*)  +(.*)$", self.stderr, re.MULTILINE))

    def __str__(self):
        return f"status {self.status}\n{self.stderr}\n{self.body[:2000].decode(errors='replace')}"


def https_get(url, *options):
    return Outcome(subprocess.run([HTTPS_GET, *map(str, options), url], stdin=subprocess.DEVNULL, capture_output=True,
                                  timeout=PATIENCE))


def probe(address, *options, data=b""):
    return Outcome(subprocess.run([PROBE, "--connect", address, *map(str, options)], input=data, capture_output=True,
                                  timeout=2 * PATIENCE))


class WithPki(unittest.TestCase):
    """A class of tests with a PKI of its own, and with peers that live as long as the class."""

    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory(prefix="cxtls-interop-")
        cls.addClassCleanup(folder.cleanup)
        cls.folder = pathlib.Path(folder.name)
        cls.pki = Pki(cls.folder)

    @classmethod
    def lasting(cls, peer):
        """A peer that is stopped with the class."""
        cls.addClassCleanup(peer.close)
        return peer

    def fetch(self, address, *options, path="/", host="localhost"):
        """Fetches from a peer that calls itself `host`, and expects that all is well."""
        port = address.rsplit(":", 1)[1]
        outcome = https_get(f"https://{host}:{port}{path}", "--cafile", self.pki.ca, "--connect", address, *options)
        self.assertEqual(outcome.status, 0, str(outcome))
        return outcome

    def refused(self, address, status, *words, host="localhost", path="/", options=()):
        """Fetches, and expects an error that says all these words in a sentence."""
        port = address.rsplit(":", 1)[1]
        outcome = https_get(f"https://{host}:{port}{path}", "--cafile", self.pki.ca, "--connect", address, *options)
        self.assertEqual(outcome.status, status, str(outcome))
        sentence = outcome.stderr.rstrip().splitlines()[-1]
        self.assertRegex(sentence, r"^https_get: ", str(outcome))
        for word in words:
            self.assertIn(word, sentence, str(outcome))
        return outcome


def matrix(kinds, suites=SUITES, groups=GROUPS):
    """Class decorator: one test per certificate, suite and group, each calling check(kind, suite, group)."""
    def decorate(cls):
        for kind in kinds:
            for suite in suites:
                for group in groups:
                    def test(self, kind=kind, suite=suite, group=group):
                        self.check(kind, suite, group)
                    setattr(cls, f"test_fetches_with_{kind}_{suite}_{group}", test)
        return cls
    return decorate
