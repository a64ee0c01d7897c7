"""https_get against https_server and minimal_server: both ends are ours."""
import itertools
import os

import clients
from peers import Server
from served import HttpsServer, Served, filler, page

KINDS = ["rsa2048", "p256", "p384", "ed25519"]


@clients.matrix(KINDS)
class EveryCertificateSuiteAndGroup(Served):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.servers = {kind: cls.lasting(HttpsServer(cls.pki.server(kind))) for kind in KINDS}

    def check(self, kind, suite, group):
        outcome = self.fetch(self.servers[kind].address, "--suites", suite, "--groups", group, path="/connection")
        seen = page(outcome.body)
        self.assertEqual((seen["suite"], seen["group"]), (suite, group))
        self.assertEqual((outcome.info["cipher suite"], outcome.info["group"]), (suite, group))
        self.assertRegex(outcome.info["signature scheme"], clients.SCHEMES[kind])


class Handshakes(Served):
    def repeated(self, server, times, *options):
        """The page of each of several connections."""
        outcome = self.fetch(server.address, "--repeat", times, *options, path="/connection")
        return [page(b"version" + part) for part in outcome.body.split(b"version")[1:]]

    def test_each_connection_resumes_the_one_before(self):
        for suite, kept in itertools.product(clients.SUITES, [[], ["--keep-sessions"]]):
            with self.subTest(f"{suite} {kept}"):
                server = self.serve(*kept)
                seen = self.repeated(server, 3, "--suites", suite)
                self.assertEqual([one["resumed"] for one in seen], ["no", "yes", "yes"])
                self.assertEqual([said["end"] for said in server.connections(3)], ["closed"] * 3)

    def test_a_session_survives_a_hello_retry_request(self):
        for options in [[], ["--cookies"]]:
            with self.subTest(options):
                server = self.serve("--groups", "secp384r1", *options)
                seen = self.repeated(server, 2, "--groups", "x25519,secp384r1")
                self.assertEqual([(one["resumed"], one["retried"]) for one in seen], [("no", "yes"), ("yes", "yes")])

    def test_the_client_stays_who_it_was(self):
        identity = self.pki.client()
        server = self.serve("--client-ca", self.pki.ca, "--require-client-cert")
        seen = self.repeated(server, 2, "--cert", identity.chain, "--key", identity.key)
        self.assertEqual([(one["resumed"], one["client"]) for one in seen], [("no", "client-p256"), ("yes", "client-p256")])

    def test_without_tickets_every_handshake_is_a_full_one(self):
        seen = self.repeated(self.serve("--tickets", "0"), 2)
        self.assertEqual([one["resumed"] for one in seen], ["no", "no"])

    def test_a_missing_client_certificate_is_told_to_the_client(self):
        self.refused(self.serve("--client-ca", self.pki.ca, "--require-client-cert").address, clients.TLS,
                     "certificate_required")

    def test_a_client_that_doesnt_know_the_authority_tells_the_server(self):
        server = HttpsServer(self.pki.stranger()[1])
        self.addCleanup(server.close)
        self.refused(server.address, clients.TLS, "trust anchor")
        self.assertIn("the alert received is unknown_ca", server.connection()["end"])

    def test_no_common_protocol_is_told_to_the_client(self):
        self.refused(self.serve().address, clients.TLS, "no_application_protocol", options=["--alpn", "h2"])

    def test_both_key_logs_are_the_same(self):
        theirs, ours = self.folder / "server.keys", self.folder / "client.keys"
        server = self.serve("--keylog", theirs)
        self.repeated(server, 2, "--keylog", ours)
        server.connections(2)
        self.assertEqual(sorted(theirs.read_text().splitlines()), sorted(ours.read_text().splitlines()))

    def test_20_MB_arrive_whole(self):
        self.assertEqual(self.fetch(self.serve().address, path="/bytes/20000000").body, filler(20_000_000))


class TheMinimalServer(Served):
    def test_it_answers_one_client_after_the_other(self):
        identity = self.pki.server()
        self.folder.joinpath("server.pem").write_text(identity.chain.read_text() + identity.key.read_text())
        with Server(os.environ["CXTLS_MINIMAL_SERVER"], "0", cwd=self.folder) as server:
            server.port = int(server.wait_for(rb"https://localhost:(\d+)/")[1])
            for _ in range(2):
                self.assertEqual(self.fetch(f"localhost:{server.port}").body, b"Hello\n")
            self.refused(f"localhost:{server.port}", clients.TLS, "not for the expected name", host="example.com")
            self.assertEqual(self.fetch(f"localhost:{server.port}").body, b"Hello\n")


clients.cases.run_unittest()
