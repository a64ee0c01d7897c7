"""A suite, a group and a signature scheme from outside cxtls: own_probe against itself, and against OpenSSL's command."""
import os
import re
import subprocess

import clients
from peers import PATIENCE, OpensslServer, Process, Server, require
from pki import KEYS

OWN_PROBE = os.environ["CXTLS_OWN_PROBE"]
KEYS["ed448"] = ["-algorithm", "ED448"]
SUITE, GROUP, SCHEME = "TLS_AES_128_CCM_SHA256", "x448", "ed448"
TLS12_SUITE = str(0xc0ac)  # TLS_ECDHE_ECDSA_WITH_AES_128_CCM, which cxtls has no name for


class OwnServer(Server):
    def __init__(self, *options):
        super().__init__(OWN_PROBE, "serve", *options)
        try:
            self.port = int(self.wait_for(rb"ACCEPT 127\.0\.0\.1:(\d+)")[1])
        except BaseException:
            self.close()
            raise


class Own(clients.WithPki):
    def run_probe(self, how, *options):
        command = [OWN_PROBE, how, "--cafile", self.pki.ca, *map(str, options)]
        return clients.Outcome(subprocess.run(command, capture_output=True, timeout=PATIENCE))

    def shown(self, identity):
        """A chain and its key in one file."""
        path = identity.chain.with_suffix(".own.pem")
        path.write_text(identity.chain.read_text() + identity.key.read_text())
        return path

    def negotiated(self, outcome, *expected):
        self.assertEqual(outcome.status, 0, str(outcome))
        got = [outcome.info[what] for what in ("version", "cipher suite", "group", "signature scheme")]
        self.assertEqual(got, list(expected), str(outcome))


class InMemory(Own):
    def connected(self, kind, *options):
        """Twice: the second connection resumes the first one's session."""
        outcome = self.run_probe("memory", "--own", self.shown(self.pki.server(kind)), *options)
        self.assertEqual(outcome.status, 0, str(outcome))
        self.assertEqual(re.findall(r"^  resumed +(yes|no)$", outcome.stderr, re.MULTILINE), ["no", "yes"])
        self.assertEqual(len(set(re.findall(r"^  cipher suite +(.*)$", outcome.stderr, re.MULTILINE))), 1, str(outcome))
        return [outcome.info[what] for what in ("version", "cipher suite", "signature scheme")] + [
            re.search(r"^  group +(.*)$", outcome.stderr, re.MULTILINE)[1]]

    def test_the_suite(self):
        got = self.connected("p256", "--suites", SUITE)
        self.assertEqual(got[:3], ["TLS 1.3", SUITE, "ecdsa_secp256r1_sha256"])

    def test_the_group(self):
        self.assertEqual(self.connected("p256", "--groups", GROUP),
                         ["TLS 1.3", "TLS_AES_128_GCM_SHA256", "ecdsa_secp256r1_sha256", GROUP])

    def test_the_scheme_of_a_chain_of_such_certificates(self):
        got = self.connected("ed448", "--schemes", SCHEME)
        self.assertEqual(got[:3], ["TLS 1.3", "TLS_AES_128_GCM_SHA256", SCHEME])

    def test_all_three(self):
        self.assertEqual(self.connected("ed448", "--suites", SUITE, "--groups", GROUP, "--schemes", SCHEME),
                         ["TLS 1.3", SUITE, SCHEME, GROUP])

    def test_group_and_scheme_in_TLS_1_2(self):
        self.assertEqual(self.connected("ed448", "--version", "1.2", "--groups", GROUP, "--schemes", SCHEME),
                         ["TLS 1.2", "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256", SCHEME, GROUP])


class Openssl(Own):
    def server(self, *options, kind="ed448", version="-tls1_3"):
        return OpensslServer(self.pki.server(kind), "-rev", *options, version=version)

    def answered(self, peer, *options):
        outcome = self.run_probe("connect=" + peer.address, *options)
        self.assertEqual(outcome.body, b"edistuo morf olleh\n", str(outcome))
        return outcome

    def refused(self, peer, *options, because):
        outcome = self.run_probe("connect=" + peer.address, *options)
        self.assertEqual(outcome.status, 1, str(outcome))
        self.assertIn(because, outcome.stderr)

    def test_all_three_in_TLS_1_3(self):
        with self.server("-ciphersuites", SUITE, "-groups", "X448") as peer:
            outcome = self.answered(peer)
            self.negotiated(outcome, "TLS 1.3", SUITE, GROUP, SCHEME)
            self.assertEqual(outcome.info["hello retried"], "yes")  # the first hello had a share of another group

    def test_all_three_in_TLS_1_2(self):
        with self.server("-cipher", "ECDHE-ECDSA-AES128-CCM", "-groups", "X448", version="-tls1_2") as peer:
            self.negotiated(self.answered(peer), "TLS 1.2", TLS12_SUITE, GROUP, SCHEME)

    def test_a_server_that_we_have_nothing_in_common_with_is_left(self):
        with self.server("-ciphersuites", "TLS_AES_128_CCM_8_SHA256") as peer:
            self.refused(peer, because="the peer says: handshake_failure")
        with self.server() as peer:
            self.refused(peer, "--schemes", "ecdsa_secp256r1_sha256", because="the peer says: handshake_failure")
        with self.server("-groups", "X448") as peer:
            self.refused(peer, "--groups", "x25519", because="the peer says: handshake_failure")

    def test_a_client_without_the_backend_has_nothing_in_common(self):
        for options, kind in [(["-ciphersuites", SUITE], "p256"), (["-groups", "X448"], "p256"), ([], "ed448")]:
            with self.subTest(kind, options=options), self.server(*options, kind=kind) as peer:
                self.refused_by_get(peer.address)

    def refused_by_get(self, address):
        outcome = clients.https_get("https://localhost/", "--cafile", self.pki.ca, "--connect", address)
        self.assertEqual(outcome.status, clients.TLS, str(outcome))
        self.assertIn("handshake_failure", outcome.stderr)

    def served(self, *options, kind="ed448", ours=()):
        """openssl s_client against own_probe; what the server says of it."""
        with OwnServer("--cafile", self.pki.ca, "--own", self.shown(self.pki.server(kind)), *ours) as peer:
            with Process(require("openssl"), "s_client", "-connect", peer.address, "-CAfile", self.pki.ca,
                         "-servername", "localhost", "-verify_return_error", "-quiet", *options) as client:
                client.write(b"a line\n")
                client.wait_for(rb"a line\n")
                return peer.wait_for(rb"served (.*)\n")[1].decode()

    def test_a_client_of_theirs_in_TLS_1_3(self):
        said = self.served("-ciphersuites", SUITE, "-groups", "X448")
        self.assertEqual(said, f"{SUITE} {GROUP} {SCHEME}, client none")

    def test_a_client_of_theirs_in_TLS_1_2(self):
        said = self.served("-tls1_2", "-cipher", "ECDHE-ECDSA-AES128-CCM", "-groups", "X448")
        self.assertEqual(said, f"{TLS12_SUITE} {GROUP} {SCHEME}, client none")

    def test_a_clients_certificate(self):
        client = self.pki.client("ed448")
        for version in ["-tls1_3", "-tls1_2"]:
            with self.subTest(version):
                said = self.served(version, "-cert", client.chain, "-key", client.key, ours=["--ask"])
                self.assertRegex(said, f"{SCHEME}, client {SCHEME}")

    def test_a_client_that_has_nothing_in_common_is_refused(self):
        with OwnServer("--cafile", self.pki.ca, "--own", self.shown(self.pki.server("ed448"))) as peer:
            with Process(require("openssl"), "s_client", "-connect", peer.address, "-tls1_3", "-sigalgs",
                         "ecdsa_secp256r1_sha256") as client:
                client.wait_for(rb"alert handshake failure")


clients.cases.run_unittest()
