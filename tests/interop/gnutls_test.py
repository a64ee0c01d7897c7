"""https_get against gnutls-serv."""
import clients
from peers import GnutlsServer

KINDS = ["rsa2048", "p256", "p384", "ed25519"]
TLS13 = "NORMAL:-VERS-ALL:+VERS-TLS1.3"
ONLY = {"x25519": "GROUP-X25519", "secp256r1": "GROUP-SECP256R1", "secp384r1": "GROUP-SECP384R1"}
CIPHERS = {"TLS_AES_128_GCM_SHA256": "AES-128-GCM", "TLS_AES_256_GCM_SHA384": "AES-256-GCM",
           "TLS_CHACHA20_POLY1305_SHA256": "CHACHA20-POLY1305"}


@clients.matrix(KINDS)
class EveryCertificateSuiteAndGroup(clients.WithPki):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.servers = {kind: cls.lasting(GnutlsServer(cls.pki.server(kind), "--http")) for kind in KINDS}

    def check(self, kind, suite, group):
        outcome = self.fetch(self.servers[kind].address, "--suites", suite, "--groups", group)
        self.assertEqual(outcome.info["cipher suite"], suite)
        self.assertEqual(outcome.info["group"], group)
        self.assertRegex(outcome.info["signature scheme"], clients.SCHEMES[kind])
        page = outcome.body.decode()
        self.assertIn("TLS1.3", page)
        self.assertRegex(page, f"Cipher[^<]*(<[^>]*>)*[^<]*{CIPHERS[suite]}")


class Negotiation(clients.WithPki):
    def test_each_group_can_be_the_one_that_is_asked_for_again(self):
        for first, second in [("secp256r1", "x25519"), ("x25519", "secp256r1"), ("x25519", "secp384r1")]:
            with self.subTest(second), GnutlsServer(self.pki.server(), "--http",
                                                    priority=f"{TLS13}:-GROUP-ALL:+{ONLY[second]}") as peer:
                outcome = self.fetch(peer.address, "--groups", f"{first},{second}")
                self.assertEqual(outcome.info["group"], second)
                self.assertEqual(outcome.info["hello retried"], "yes")

    def test_the_protocol_that_the_server_chooses_is_told(self):
        with GnutlsServer(self.pki.server(), "--http", "--alpn", "http/1.1") as peer:
            self.assertEqual(self.fetch(peer.address, "--alpn", "x/y,http/1.1").info["alpn"], "http/1.1")

    def test_no_common_protocol_is_an_error_that_says_so(self):
        with GnutlsServer(self.pki.server(), "--http", "--alpn", "h3", "--alpn-fatal") as peer:
            self.refused(peer.address, clients.TLS, "no_application_protocol")

    def test_a_chain_with_an_intermediate_is_followed(self):
        with GnutlsServer(self.pki.server_behind_intermediate(), "--http") as peer:
            self.assertEqual(self.fetch(peer.address).info["certificates"], "2, verified")

    def test_a_server_of_TLS_1_2_is_refused_with_a_sentence(self):
        with GnutlsServer(self.pki.server(), "--http", priority="NORMAL:-VERS-ALL:+VERS-TLS1.2") as peer:
            self.refused(peer.address, clients.TLS, "alert", options=["--min-version", "1.3"])


class ClientCertificates(clients.WithPki):
    def server(self):
        return GnutlsServer(self.pki.server(), "--http", "--require-client-cert", "--verify-client-cert",
                            "--x509cafile", self.pki.ca)

    def test_each_kind_of_client_certificate_is_accepted(self):
        identities = {kind: self.pki.client(kind) for kind in KINDS}
        with self.server() as peer:
            for kind, identity in identities.items():
                with self.subTest(kind):
                    self.fetch(peer.address, "--cert", identity.chain, "--key", identity.key)

    def test_without_one_the_server_says_what_it_misses(self):
        with self.server() as peer:
            self.refused(peer.address, clients.TLS, "certificate_required")

    def test_one_by_an_unknown_authority_is_refused_by_the_server(self):
        _, stranger = self.pki.stranger()
        with self.server() as peer:
            self.refused(peer.address, clients.TLS, "alert",
                         options=["--cert", stranger.chain, "--key", stranger.key])


class RawPublicKeys(clients.WithPki):
    """RFC 7250. gnutls-serv has a chain and a bare key at once, and shows what its priorities put first."""

    VERSIONS = {"TLS 1.3": "+VERS-TLS1.3", "TLS 1.2": "+VERS-TLS1.2"}
    BARE = "NORMAL:-VERS-ALL:{}:-CTYPE-ALL:+CTYPE-SRV-RAWPK:+CTYPE-CLI-X509"

    def server(self, identity, version, *options):
        return GnutlsServer(identity, "--http", "--rawpkkeyfile", identity.key, "--rawpkfile", identity.bare().chain,
                            *options, priority=self.BARE.format(self.VERSIONS[version]))

    def test_a_bare_key_that_is_pinned_is_taken_in_both_versions(self):
        for kind in KINDS:
            identity = self.pki.server(kind)
            for version in self.VERSIONS:
                with self.subTest(kind, version=version), self.server(identity, version) as peer:
                    outcome = self.fetch(peer.address, "--pin", identity.pin(), "--raw-public-keys")
                    self.assertEqual(outcome.info["version"], version)
                    self.assertEqual(outcome.info["certificates"], "none: a bare key, which is pinned")

    def test_another_key_is_refused(self):
        identity = self.pki.server()
        for version in self.VERSIONS:
            with self.subTest(version), self.server(identity, version) as peer:
                self.refused(peer.address, clients.TLS, "none of the pinned", options=["--pin", 64 * "0", "--raw-public-keys"])


clients.cases.run_unittest()
