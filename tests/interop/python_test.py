"""https_get against Python's ssl module."""
import ssl

import clients
from tcp import PythonServer, page

KINDS = ["rsa2048", "p256", "p384", "ed25519"]
HELLO = b"hello from python\n"


@clients.matrix(KINDS)
class EveryCertificateSuiteAndGroup(clients.WithPki):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.servers = {kind: cls.lasting(PythonServer(cls.pki.server(kind), page(HELLO))) for kind in KINDS}

    def check(self, kind, suite, group):
        server = self.servers[kind]
        outcome = self.fetch(server.address, "--suites", suite, "--groups", group)
        self.assertEqual(outcome.body, HELLO)
        self.assertEqual(outcome.info["cipher suite"], suite)
        self.assertEqual(outcome.info["group"], group)
        self.assertRegex(outcome.info["signature scheme"], clients.SCHEMES[kind])
        self.assertEqual(server.seen[-1]["cipher"], suite)


class Negotiation(clients.WithPki):
    def server(self, configure=None):
        return PythonServer(self.pki.server(), page(HELLO), configure)

    def test_each_group_can_be_the_one_that_is_asked_for_again(self):
        for first, second, curve in [("x25519", "secp256r1", "prime256v1"), ("x25519", "secp384r1", "secp384r1"),
                                     ("secp256r1", "x25519", "X25519")]:
            with self.subTest(second), self.server(lambda context: context.set_ecdh_curve(curve)) as server:
                outcome = self.fetch(server.address, "--groups", f"{first},{second}")
                self.assertEqual((outcome.info["group"], outcome.info["hello retried"]), (second, "yes"))
                self.assertEqual(outcome.body, HELLO)

    def test_both_sides_name_the_same_protocol(self):
        with self.server(lambda context: context.set_alpn_protocols(["h2", "http/1.1"])) as server:
            for offer, expected in [("http/1.1", "http/1.1"), ("x/y,http/1.1", "http/1.1"), ("http/1.1,h2", "h2"),
                                    ("x/y", "none")]:
                outcome = self.fetch(server.address, "--alpn", offer)
                self.assertEqual(outcome.info["alpn"], expected)
                self.assertEqual(server.seen[-1]["alpn"] or "none", expected)

    def test_the_server_is_told_the_name_but_never_an_address(self):
        with self.server() as server:
            for host, name in [("localhost", "localhost"), ("127.0.0.1", None), ("[::1]", None)]:
                self.fetch(server.address, host=host)
                self.assertEqual(server.names[-1], name)

    def test_a_client_certificate_is_accepted_or_missed(self):
        def configure(context):
            context.verify_mode = ssl.CERT_REQUIRED
            context.load_verify_locations(self.pki.ca)

        identities = {kind: self.pki.client(kind) for kind in KINDS}
        with self.server(configure) as server:
            for kind, identity in identities.items():
                self.fetch(server.address, "--cert", identity.chain, "--key", identity.key)
                self.assertEqual(server.seen[-1]["certificate"]["subject"], ((("commonName", f"client-{kind}"),),))
            self.refused(server.address, clients.TLS, "certificate_required")


clients.cases.run_unittest()
