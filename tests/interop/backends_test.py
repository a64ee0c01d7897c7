"""The example programs on each backend, with each other, and libsodium's with the peers of others."""
import itertools
import os
import pathlib
import subprocess

import clients
import served
from peers import GnutlsServer, OpensslServer, require
from served import HttpsServer, Served, filler, get, page, parsed

FOLDER = pathlib.Path(clients.HTTPS_GET).parent
BACKENDS = os.environ["CXTLS_BACKENDS"].split()
# What every backend can do.
SUITE, GROUP, KIND = "TLS_CHACHA20_POLY1305_SHA256", "x25519", "ed25519"
TLS13 = "NORMAL:-VERS-ALL:+VERS-TLS1.3"


def program(name, backend):
    return str(FOLDER / f"{name}-{backend}")


class OnBackends(Served):
    def serve_on(self, backend, *options, kind=KIND):
        server = HttpsServer(self.pki.server(kind), options=options, program=program("https_server", backend))
        self.addCleanup(server.close)
        return server

    def fetch_on(self, backend, address, *options, path="/connection"):
        """Standard output and error of https_get."""
        port = address.rsplit(":", 1)[1]
        self.pki.authority(KIND)
        return clients.Outcome(subprocess.run(
            [program("https_get", backend), "--cafile", self.pki.ca, "--connect", address, *map(str, options),
             f"https://localhost:{port}{path}"], stdin=subprocess.DEVNULL, capture_output=True, timeout=clients.PATIENCE))

    def on_libsodium(self):
        if "libsodium" not in BACKENDS:
            self.skipTest("configured without libsodium")


class EachWithEach(OnBackends):
    def test_a_full_handshake_and_one_that_resumes_it(self):
        for ours, theirs in itertools.product(BACKENDS, BACKENDS):
            with self.subTest(client=ours, server=theirs):
                server = self.serve_on(theirs)
                outcome = self.fetch_on(ours, server.address, "--repeat", 2)
                self.assertEqual(outcome.status, 0, str(outcome))
                seen = [page(b"version" + part) for part in outcome.body.split(b"version")[1:]]
                self.assertEqual([one["resumed"] for one in seen], ["no", "yes"])
                if "libsodium" in (ours, theirs):
                    self.assertEqual({(one["suite"], one["group"]) for one in seen}, {(SUITE, GROUP)})

    def test_five_megabytes_arrive_whole(self):
        for ours, theirs in itertools.product(BACKENDS, BACKENDS):
            with self.subTest(client=ours, server=theirs):
                outcome = self.fetch_on(ours, self.serve_on(theirs).address, path="/bytes/5000000")
                self.assertEqual(outcome.body, filler(5_000_000))

    def test_a_program_links_the_library_of_its_backend_and_no_other(self):
        for backend in BACKENDS:
            for name in ("https_get", "https_server"):
                run = subprocess.run([require("readelf"), "--dynamic", program(name, backend)], capture_output=True, text=True)
                needed = [library for library in ("libsodium.so", "libcrypto.so") if library in run.stdout]
                self.assertEqual(needed, ["libsodium.so" if backend == "libsodium" else "libcrypto.so"], backend)


class LibsodiumWithOthers(OnBackends):
    def setUp(self):
        super().setUp()
        self.on_libsodium()

    def test_it_fetches_from_openssl_and_gnutls(self):
        with OpensslServer(self.pki.server(KIND), "-www") as peer:
            outcome = self.fetch_on("libsodium", peer.address, path="/")
            self.assertEqual((outcome.info["cipher suite"], outcome.info["group"]), (SUITE, GROUP), str(outcome))
        with GnutlsServer(self.pki.server(KIND), "--http") as peer:
            outcome = self.fetch_on("libsodium", peer.address, path="/")
            self.assertEqual((outcome.info["cipher suite"], outcome.info["group"]), (SUITE, GROUP), str(outcome))

    def test_it_serves_openssl_and_gnutls(self):
        server = self.serve_on("libsodium")
        done = served.run(require("openssl"), "s_client", "-quiet", "-connect", server.address, "-servername", "localhost",
                          "-CAfile", self.pki.ca, "-verify_return_error", data=get())
        self.assertEqual(page(parsed(done.stdout)[1])["suite"], SUITE, done.stderr)
        done = served.run(require("gnutls-cli"), "--port", server.port, "--x509cafile", self.pki.ca, "--verify-hostname",
                          "localhost", "--sni-hostname", "localhost", "--priority", TLS13, "127.0.0.1", data=get())
        self.assertEqual(page(parsed(done.stdout[done.stdout.rindex(b"HTTP/1.1 200"):])[1])["suite"], SUITE, done.stderr)

    def test_it_resumes_with_openssl_both_ways(self):
        with OpensslServer(self.pki.server(KIND), "-www") as peer:
            outcome = self.fetch_on("libsodium", peer.address, "--repeat", 2, path="/")
            self.assertEqual(outcome.status, 0, str(outcome))
            self.assertEqual([b"New, TLS" in part for part in outcome.body.split(b"<HTML>")[1:]], [True, False])
        server, session = self.serve_on("libsodium"), self.folder / "session"
        common = [require("openssl"), "s_client", "-quiet", "-connect", server.address, "-servername", "localhost", "-CAfile",
                  self.pki.ca]
        served.run(*common, "-sess_out", session, data=get())
        again = served.run(*common, "-sess_in", session, data=get())
        self.assertEqual(page(parsed(again.stdout)[1])["resumed"], "yes", again.stderr)

    def test_a_server_without_its_suite_says_handshake_failure(self):
        with OpensslServer(self.pki.server(KIND), "-www", "-ciphersuites", "TLS_AES_128_GCM_SHA256") as peer:
            self.assertIn("handshake_failure", self.fetch_on("libsodium", peer.address, path="/").stderr)

    def test_a_client_without_its_suite_is_told_handshake_failure(self):
        server = self.serve_on("libsodium")
        served.run(require("openssl"), "s_client", "-connect", server.address, "-ciphersuites", "TLS_AES_128_GCM_SHA256",
                   data=get())
        self.assertIn("the alert sent is handshake_failure", server.connection()["end"])

    def test_a_key_that_it_cannot_use_is_refused_when_it_starts(self):
        identity = self.pki.server("p256")
        done = served.run(program("https_server", "libsodium"), "--port", "0", "--cert", identity.chain, "--key", identity.key)
        self.assertNotEqual(done.returncode, 0)
        self.assertIn(b"backend", done.stderr)


clients.cases.run_unittest()
