"""https_get against Node.js."""
import json

import clients
from peers import NodeServer

KINDS = ["rsa2048", "p256", "p384", "ed25519"]


@clients.matrix(KINDS)
class EveryCertificateSuiteAndGroup(clients.WithPki):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.servers = {kind: cls.lasting(NodeServer(cls.pki.server(kind))) for kind in KINDS}

    def check(self, kind, suite, group):
        outcome = self.fetch(self.servers[kind].address, "--suites", suite, "--groups", group)
        self.assertEqual(outcome.info["group"], group)
        self.assertRegex(outcome.info["signature scheme"], clients.SCHEMES[kind])
        seen = json.loads(outcome.body)
        self.assertEqual((seen["protocol"], seen["cipher"], seen["name"]), ("TLSv1.3", suite, "localhost"))
        self.assertEqual(outcome.info["cipher suite"], suite)


class Negotiation(clients.WithPki):
    def test_a_server_without_our_first_group_asks_for_another_share(self):
        with NodeServer(self.pki.server(), curve="P-384") as peer:
            outcome = self.fetch(peer.address, "--groups", "x25519,secp384r1")
            self.assertEqual((outcome.info["group"], outcome.info["hello retried"]), ("secp384r1", "yes"))

    def test_both_sides_name_the_same_protocol(self):
        with NodeServer(self.pki.server(), alpn="http/1.1") as peer:
            outcome = self.fetch(peer.address, "--alpn", "x/y,http/1.1")
            self.assertEqual(outcome.info["alpn"], json.loads(outcome.body)["alpn"])
            self.assertEqual(outcome.info["alpn"], "http/1.1")

    def test_no_name_is_sent_for_an_address(self):
        with NodeServer(self.pki.server()) as peer:
            for host in ["127.0.0.1", "[::1]"]:
                self.assertIs(json.loads(self.fetch(peer.address, host=host).body)["name"], False)

    def test_a_client_certificate_is_shown_when_it_is_required(self):
        identity = self.pki.client()
        with NodeServer(self.pki.server(), ca=self.pki.ca) as peer:
            seen = json.loads(self.fetch(peer.address, "--cert", identity.chain, "--key", identity.key).body)
            self.assertEqual(seen["client"], "client-p256")
            self.refused(peer.address, clients.TLS, "alert")

    def test_20_MB_arrive_whole(self):
        with NodeServer(self.pki.server()) as peer:
            body = self.fetch(peer.address, path="/20000000").body
            self.assertEqual(len(body), 20_000_000)
            self.assertEqual(body, (b"cxtls" * 4_000_000))


clients.cases.run_unittest()
