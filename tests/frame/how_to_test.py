"""how_to_test.py PROGRAM...: the programs that docs/how-to quotes do what the pages say, with a real server."""
import pathlib
import re
import subprocess
import sys
import tempfile
import unittest

import frame
import cases

sys.path.insert(0, str(frame.TESTS / "interop"))
import peers  # noqa: E402
import pki  # noqa: E402

PROGRAMS = {pathlib.Path(path).name: path for path in sys.argv[1:]}


class CustomExtension(unittest.TestCase):
    def test_it_takes_one_struct_one_descriptor_and_one_line_of_the_registry(self):
        source = (frame.TESTS.parent / "examples" / "custom_extension.cpp").read_text(encoding="utf-8")
        # All that says what the extension is stands before the stack that lists it.
        definition = source[source.index("struct Greeting"):source.index("struct my_tls")].strip()
        declared = re.findall(r"^(?:struct|inline constexpr|using|class|enum|template <typename)\b", definition, re.M)
        self.assertEqual(declared, ["struct", "inline constexpr", "using"])
        self.assertLessEqual(len(definition.splitlines()), 8)


@unittest.skipUnless(PROGRAMS, "configured without examples")
class HowToPrograms(unittest.TestCase):
    """The programs that the pages quote, against `openssl s_server -rev`, which answers a line with its reverse."""

    @classmethod
    def setUpClass(cls):
        peers.require("openssl")
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        cls.pki = pki.Pki(folder.name)

    def run_it(self, name, *arguments, answer="hello\n"):
        done = subprocess.run([PROGRAMS[name], *map(str, arguments)], input="olleh\n", capture_output=True, text=True,
                              timeout=peers.PATIENCE)
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        if answer is not None:
            self.assertEqual(done.stdout, answer)
        return done.stdout

    def refused(self, name, *arguments):
        done = subprocess.run([PROGRAMS[name], *map(str, arguments)], input="olleh\n", capture_output=True, text=True,
                              timeout=peers.PATIENCE)
        self.assertEqual(done.returncode, 1)
        return done.stderr

    def server(self, *options):
        return peers.OpensslServer(self.pki.server(), "-rev", *options)

    def pin(self):
        leaf = self.pki.server().chain
        key = subprocess.run(["openssl", "x509", "-in", leaf, "-pubkey", "-noout"], capture_output=True, check=True)
        der = subprocess.run(["openssl", "pkey", "-pubin", "-outform", "DER"], input=key.stdout, capture_output=True,
                             check=True)
        digest = subprocess.run(["openssl", "dgst", "-sha256", "-r"], input=der.stdout, capture_output=True, check=True)
        return digest.stdout.decode().split()[0]

    def test_an_extension_of_ones_own(self):
        self.run_it("custom_extension", answer="the server was told: hello from the client\n"
                                               "the client was told: hello from the server\n")

    def test_a_key_that_two_share_and_whose_holder_is_not_fooled_by_her_own_messages(self):
        self.run_it("how_to_keys", answer="alice to bob: connected\nbob to alice: connected\nalice to alice: refused\n")

    def test_connect_with_a_private_ca_and_with_a_pin(self):
        with self.server() as peer:
            self.run_it("how_to_connect", "localhost", peer.port, self.pki.ca)
            self.run_it("how_to_connect", "127.0.0.1", peer.port, self.pki.ca)
            self.run_it("how_to_connect", "localhost", peer.port, "pin:" + self.pin())
            self.run_it("how_to_connect", "localhost", peer.port, "key:" + self.pin())
            self.assertIn("none of the pinned", self.refused("how_to_connect", "localhost", peer.port, "pin:" + 64 * "0"))
            self.assertIn("told: unknown_ca", self.refused("how_to_connect", "localhost", peer.port,
                                                           self.pki.stranger()[0].chain))

    def test_event_loop_with_and_without_a_client_certificate(self):
        with self.server() as peer:
            self.run_it("how_to_event_loop", peer.port, self.pki.ca)
        client = self.pki.client()
        both = self.pki.path("client-both.pem")
        both.write_text(client.chain.read_text() + client.key.read_text())
        with self.server("-Verify", "1", "-verify_return_error", "-CAfile", self.pki.ca) as peer:
            self.run_it("how_to_event_loop", peer.port, self.pki.ca, both)
            self.run_it("how_to_event_loop", peer.port, self.pki.ca, both, "external")
            self.assertIn("error alert", self.refused("how_to_event_loop", peer.port, self.pki.ca))

    def test_resume_with_tickets_of_a_cache_and_with_an_external_key(self):
        with self.server() as peer:
            self.run_it("how_to_resume", peer.port, self.pki.ca, 3, answer="new: hello\n" + 2 * "resumed: hello\n")
        key = "a key of 128 bits or more"
        with self.server("-nocert", "-psk", key.encode().hex(), "-psk_identity", "name") as peer:
            self.run_it("how_to_resume", peer.port, "key", "name", key, answer="resumed: hello\n")
            self.assertIn("alert", self.refused("how_to_resume", peer.port, "key", "other", key))
        with self.server() as peer:
            self.assertIn("did not take the pre-shared key",
                          self.refused("how_to_resume", peer.port, "key", "name", key))

    def test_observe_logs_what_wireshark_needs(self):
        log = self.pki.path("keys.log")
        with self.server() as peer:
            seen = self.run_it("how_to_observe", peer.port, self.pki.ca, log, answer=None)
        self.assertIn("WaitFinished -> Connected", seen)
        labels = [line.split()[0] for line in log.read_text().splitlines()]
        self.assertEqual(sorted(labels), ["CLIENT_HANDSHAKE_TRAFFIC_SECRET", "CLIENT_TRAFFIC_SECRET_0",
                                          "EXPORTER_SECRET", "SERVER_HANDSHAKE_TRAFFIC_SECRET",
                                          "SERVER_TRAFFIC_SECRET_0"])

    def both(self, identity):
        """Certificates and key in one file."""
        path = identity.chain.with_suffix(".both.pem")
        path.write_text(identity.chain.read_text() + identity.key.read_text())
        return path

    def start(self, name, *arguments):
        """A program that serves; its port is in `port`."""
        peer = peers.Server(PROGRAMS[name], *arguments)
        self.addCleanup(peer.close)
        peer.port = int(peer.wait_for(rb"port (\d+)\n")[1])
        return peer

    def s_client(self, peer, *options):
        """The line as it comes back to `openssl s_client`."""
        done = subprocess.run(["openssl", "s_client", "-quiet", "-connect", peer.address, "-servername", "localhost",
                               "-CAfile", self.pki.ca, "-verify_return_error", *map(str, options)], input=b"olleh\n",
                              capture_output=True, timeout=peers.PATIENCE)
        return done.stdout.decode(), done.stderr.decode()

    def ended(self, peer, status=0):
        self.assertEqual(peer.child.wait(peers.PATIENCE), status, peer.text())

    def test_serve_shows_the_certificate_that_was_asked_for_or_none(self):
        other = self.pki.server("p384", san="DNS:other.example", name="other")
        peer = self.start("how_to_serve", 2, "none", "none", self.both(other), self.both(self.pki.server()))
        self.run_it("how_to_connect", "localhost", peer.port, self.pki.ca)
        self.assertIn("unrecognized_name",
                      self.refused("how_to_connect", "127.0.0.1", peer.port, self.pki.ca))
        self.ended(peer)
        peer.wait_for(rb"somebody, new\nrefused: ")

    def test_serve_with_a_key_that_the_certificate_delegated_to(self):
        identity, key = self.pki.delegating(), self.pki.key("p256", "delegated")
        public = pki.Identity(None, key).bare().chain
        peer = self.start("how_to_serve", 2, "none", "none", f"{self.both(identity)},{key},{public}")
        self.run_it("how_to_connect", "localhost", peer.port, f"delegated:{self.pki.ca}")
        self.assertIn("handshake_failure", self.refused("how_to_connect", "localhost", peer.port, self.pki.ca))
        self.ended(peer)
        peer.wait_for(rb"somebody, new\nrefused: ")

    def test_serve_resumes_and_knows_the_client_again(self):
        client = self.pki.client()
        shown = ["-cert", client.chain, "-key", client.key]
        for sessions, expected in [("stateless", "again"), ("stateful", "again"), ("shared", "again"), ("none", "new")]:
            with self.subTest(sessions):
                peer = self.start("how_to_serve", 2, sessions, self.pki.ca, self.both(self.pki.server()))
                file = self.pki.path(f"session-{sessions}")
                self.assertEqual(self.s_client(peer, *shown, "-sess_out", file)[0], "hello\n")
                again = ["-sess_in", file] if file.exists() else []
                self.assertEqual(self.s_client(peer, *shown, *again)[0], "hello\n")
                self.ended(peer)
                peer.wait_for(rb"client-p256, new\nclient-p256, " + expected.encode())

    @unittest.skipUnless("how_to_compress" in PROGRAMS, "configured without zlib or Brotli")
    def test_both_sides_compress_their_certificates(self):
        # (Debian's GnuTLS and OpenSSL are built without.)
        peer = self.start("how_to_compress", "serve", self.both(self.pki.server()), self.pki.ca)
        seen = self.run_it("how_to_compress", peer.port, self.pki.ca, self.both(self.pki.client()), answer=None)
        self.assertEqual(seen, "received compressed_certificate\nsent compressed_certificate\n")
        self.ended(peer)
        peer.wait_for(rb"sent compressed_certificate\nreceived compressed_certificate\n")

    @unittest.skipUnless("how_to_compress" in PROGRAMS, "configured without zlib or Brotli")
    def test_a_peer_without_compression_sees_certificates_as_they_are(self):
        with self.server() as peer:
            self.assertEqual(self.run_it("how_to_compress", peer.port, self.pki.ca, answer=None),
                             "received certificate\n")

    @unittest.skipUnless("how_to_backends" in PROGRAMS, "configured without libsodium")
    def test_a_backend_of_two_libraries_connects(self):
        with self.server() as peer:
            for which in "boringssl", "both":
                self.run_it("how_to_backends", peer.port, self.pki.ca, which)

    @unittest.skipUnless("two_backends" in PROGRAMS, "configured without two backends whose names clash")
    def test_two_backends_whose_names_clash_live_in_one_process(self):
        said = self.run_it("two_backends", PROGRAMS["two_backends_server.so"], self.both(self.pki.server()), self.pki.ca,
                           answer=None)
        self.assertTrue(said.startswith("client on OpenSSL, server on BoringSSL: hello\n"), said)

    def test_serve_loop_greets_whoever_it_is_and_signs_elsewhere(self):
        peer = self.start("how_to_serve_loop", self.both(self.pki.server()))
        self.assertEqual(self.s_client(peer)[0], "what shall be reversed?\nhello\n")
        self.ended(peer)
        peer = self.start("how_to_serve_loop", self.both(self.pki.server()))
        self.assertIn("unrecognized name", self.s_client(peer, "-servername", "other.example")[1])
        self.ended(peer, 1)


cases.run_unittest()
