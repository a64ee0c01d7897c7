"""https_get against openssl s_server."""
import re

import clients
from peers import OpensslServer

KINDS = ["rsa2048", "p256", "p384", "ed25519"]
CURVES = {"x25519": "X25519", "secp256r1": "P-256", "secp384r1": "P-384"}


@clients.matrix(KINDS)
class EveryCertificateSuiteAndGroup(clients.WithPki):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.servers = {kind: cls.lasting(OpensslServer(cls.pki.server(kind), "-www")) for kind in KINDS}

    def check(self, kind, suite, group):
        outcome = self.fetch(self.servers[kind].address, "--suites", suite, "--groups", group)
        self.assertEqual(outcome.info["version"], "TLS 1.3")
        self.assertEqual(outcome.info["cipher suite"], suite)
        self.assertEqual(outcome.info["group"], group)
        self.assertEqual(outcome.info["hello retried"], "no")
        self.assertRegex(outcome.info["signature scheme"], clients.SCHEMES[kind])
        # What the server says of the same connection.
        page = outcome.body.decode()
        self.assertRegex(page, r"New, TLSv1\.3, Cipher is " + suite)
        self.assertRegex(page, r"(?i)Shared groups: (\w|-)*" + {"secp256r1": "(secp256r1|prime256v1)"}.get(group, group))


class CertificatesMadeByHand(clients.WithPki):
    """What people make with two openssl commands: no key identifiers, no key usage. --cafile takes it."""

    def exchange(self, identity, trusted):
        with OpensslServer(identity, "-www") as peer:
            port = peer.address.rsplit(":", 1)[1]
            outcome = clients.https_get(f"https://localhost:{port}/", "--cafile", trusted.chain)
            self.assertEqual(outcome.status, 0, str(outcome))

    def test_a_leaf_of_names_only_under_a_root_of_a_flag_only(self):
        root = self.pki.issue("hand-root", "rsa2048", None, "basicConstraints=critical,CA:TRUE\n")
        for kind in KINDS:
            with self.subTest(kind):
                leaf = self.pki.issue(f"hand-{kind}", kind, root, "subjectAltName=DNS:localhost\n")
                self.exchange(leaf, root)

    def test_a_server_that_signed_its_own_and_is_trusted_itself(self):
        own = self.pki.issue("hand-self", "p256", None, "basicConstraints=CA:TRUE\nsubjectAltName=DNS:localhost\n")
        self.exchange(own, own)


class Negotiation(clients.WithPki):
    def server(self, *options, kind="p256"):
        return OpensslServer(self.pki.server(kind), "-www", *options)

    def test_a_server_without_our_first_group_asks_for_another_share(self):
        with self.server("-groups", "P-384") as peer:
            outcome = self.fetch(peer.address, "--groups", "x25519,secp384r1")
        self.assertEqual(outcome.info["group"], "secp384r1")
        self.assertEqual(outcome.info["hello retried"], "yes")

    def test_each_group_can_be_the_one_that_is_asked_for_again(self):
        for first, second in [("secp256r1", "x25519"), ("x25519", "secp256r1"), ("secp384r1", "x25519")]:
            with self.subTest(second), self.server("-groups", CURVES[second]) as peer:
                outcome = self.fetch(peer.address, "--groups", f"{first},{second}")
                self.assertEqual(outcome.info["group"], second)
                self.assertEqual(outcome.info["hello retried"], "yes")

    def test_each_suite_survives_a_hello_retry_request(self):
        with self.server("-groups", "P-384") as peer:
            for suite in clients.SUITES:
                outcome = self.fetch(peer.address, "--groups", "x25519,secp384r1", "--suites", suite)
                self.assertEqual((outcome.info["cipher suite"], outcome.info["hello retried"]), (suite, "yes"))

    def test_the_defaults_are_enough(self):
        with self.server() as peer:
            self.fetch(peer.address)

    def test_no_common_group_is_an_error_that_says_so(self):
        with self.server("-groups", "P-521") as peer:
            self.refused(peer.address, clients.TLS, "handshake_failure")

    def test_no_common_suite_is_an_error_that_says_so(self):
        with self.server("-ciphersuites", "TLS_AES_128_GCM_SHA256") as peer:
            self.refused(peer.address, clients.TLS, "handshake_failure",
                         options=["--suites", "TLS_CHACHA20_POLY1305_SHA256"])

    def test_the_protocol_that_the_server_chooses_is_told(self):
        with self.server("-alpn", "h2,http/1.1") as peer:
            self.assertEqual(self.fetch(peer.address, "--alpn", "http/1.1").info["alpn"], "http/1.1")
            self.assertEqual(self.fetch(peer.address, "--alpn", "x/y,http/1.1").info["alpn"], "http/1.1")

    def test_a_server_without_ALPN_is_told_apart_from_one_with(self):
        with self.server() as peer:
            self.assertEqual(self.fetch(peer.address, "--alpn", "http/1.1").info["alpn"], "none")

    def test_no_common_protocol_is_an_error_that_says_so(self):
        with self.server("-alpn", "h3") as peer:
            self.refused(peer.address, clients.TLS, "no_application_protocol")

    def test_addresses_of_both_families_can_be_connected_to(self):
        with OpensslServer(self.pki.server(), "-www") as peer:
            self.fetch(f"localhost:{peer.port}")

    def test_a_chain_with_an_intermediate_is_followed(self):
        with OpensslServer(self.pki.server_behind_intermediate(), "-www") as peer:
            self.assertEqual(self.fetch(peer.address).info["certificates"], "2, verified")

    def test_a_server_without_middlebox_compatibility_is_fine(self):
        with self.server("-no_middlebox") as peer:
            self.fetch(peer.address)

    def test_messages_in_many_small_records_are_put_together(self):
        with self.server("-max_send_frag", "512", kind="rsa2048") as peer:
            self.fetch(peer.address)

    def test_a_server_of_TLS_1_2_is_refused_with_a_sentence(self):
        with OpensslServer(self.pki.server(), "-www", version="-tls1_2") as peer:
            self.refused(peer.address, clients.TLS, "protocol_version", options=["--min-version", "1.3"])

    def test_the_key_log_is_the_one_the_server_writes(self):
        theirs, ours = self.folder / "theirs.keys", self.folder / "ours.keys"
        with self.server("-keylogfile", theirs) as peer:
            self.fetch(peer.address, "--keylog", ours)
            self.fetch(peer.address, "--keylog", ours)

        def lines(path):
            return sorted(line for line in path.read_text().splitlines() if line and not line.startswith("#"))
        labels = {line.split()[0] for line in lines(ours)}
        self.assertLessEqual({"CLIENT_HANDSHAKE_TRAFFIC_SECRET", "SERVER_HANDSHAKE_TRAFFIC_SECRET",
                              "CLIENT_TRAFFIC_SECRET_0", "SERVER_TRAFFIC_SECRET_0", "EXPORTER_SECRET"}, labels)
        self.assertEqual(lines(ours), lines(theirs))

    def test_the_trace_names_every_message_and_its_fields(self):
        with self.server() as peer:
            trace = self.fetch(peer.address, "--trace").stderr
        for word in ["client_hello", "server_hello", "encrypted_extensions", "certificate", "certificate_verify",
                     "finished", "cipher_suites", "TLS_AES_128_GCM_SHA256", "key_share", '"localhost"', "===",
                     "close_notify"]:
            self.assertIn(word, trace)
        self.assertNotIn("malformed", trace)
        # Offsets count up within each message.
        for message in re.split(r"^(?:-->|<--|===).*$", trace, flags=re.MULTILINE)[1:]:
            offsets = [int(offset) for offset in re.findall(r"^    +(\d+)  [0-9a-f]{2}", message, re.MULTILINE)]
            self.assertEqual(offsets, sorted(offsets), message)


class ClientCertificates(clients.WithPki):
    def server(self):
        return OpensslServer(self.pki.server(), "-www", "-CAfile", self.pki.ca, "-Verify", "2", "-verify_return_error")

    def test_each_kind_of_client_certificate_is_accepted(self):
        identities = {kind: self.pki.client(kind) for kind in KINDS}
        with self.server() as peer:
            for kind, identity in identities.items():
                with self.subTest(kind):
                    outcome = self.fetch(peer.address, "--cert", identity.chain, "--key", identity.key)
                    self.assertIn(f"client-{kind}", outcome.body.decode())

    def test_without_one_the_server_says_what_it_misses(self):
        with self.server() as peer:
            self.refused(peer.address, clients.TLS, "certificate_required")

    def test_one_by_an_unknown_authority_is_refused_by_the_server(self):
        _, stranger = self.pki.stranger()
        with self.server() as peer:
            self.refused(peer.address, clients.TLS, "unknown_ca",
                         options=["--cert", stranger.chain, "--key", stranger.key])

    def test_a_server_that_only_asks_gets_on_without_one(self):
        with OpensslServer(self.pki.server(), "-www", "-CAfile", self.pki.ca, "-verify", "2") as peer:
            self.fetch(peer.address)

    def test_a_certificate_survives_a_hello_retry_request(self):
        identity = self.pki.client()
        with OpensslServer(self.pki.server(), "-www", "-CAfile", self.pki.ca, "-Verify", "2", "-verify_return_error",
                           "-groups", "P-384") as peer:
            outcome = self.fetch(peer.address, "--cert", identity.chain, "--key", identity.key, "--groups",
                                 "x25519,secp384r1")
        self.assertEqual(outcome.info["hello retried"], "yes")

    def test_a_key_that_isnt_the_certificates_is_refused_before_anything_is_sent(self):
        one, other = self.pki.client("p256"), self.pki.client("p384")
        with self.server() as peer:
            outcome = self.refused(peer.address, clients.FILE, options=["--cert", one.chain, "--key", other.key])
            self.assertNotIn("connected", outcome.stderr)


clients.cases.run_unittest()
