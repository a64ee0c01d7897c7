"""https_server against Node.js."""
import hashlib
import json

import clients
from peers import HERE, require
from served import HttpsServer, Served, filler, get, page, parsed, run

KINDS = ["rsa2048", "p256", "p384", "ed25519"]
CURVES = {"x25519": "X25519", "secp256r1": "P-256", "secp384r1": "P-384"}


class Node(Served):
    def connect(self, server, request=None, **options):
        """The outcome of each connection."""
        options = {name: value if isinstance(value, (int, list)) else str(value) for name, value in options.items()}
        done = run(require("node"), HERE / "node_client.js", json.dumps(
            {"port": server.port, "ca": str(self.pki.ca), "request": (request or get()).decode()} | options))
        self.assertEqual((done.returncode, done.stderr), (0, b""))
        return json.loads(done.stdout)

    def page(self, outcome):
        self.assertNotIn("error", outcome)
        status, body = parsed(outcome["answer"].encode("latin1"))
        self.assertEqual(status, 200)
        return page(body)


@clients.matrix(KINDS)
class EveryCertificateSuiteAndGroup(Node):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.servers = {kind: cls.lasting(HttpsServer(cls.pki.server(kind))) for kind in KINDS}

    def check(self, kind, suite, group):
        outcome, = self.connect(self.servers[kind], suites=suite, curve=CURVES[group])
        seen = self.page(outcome)
        self.assertEqual((outcome["version"], outcome["suite"]), ("TLSv1.3", suite))
        self.assertEqual((seen["suite"], seen["group"], seen["sni"]), (suite, group, "localhost"))


class Negotiation(Node):
    def test_a_client_whose_share_is_of_another_group_is_asked_again(self):
        for options in [[], ["--cookies"]]:
            server = self.serve("--groups", "secp384r1", *options)
            outcome, = self.connect(server, curve="X25519:P-384")
            self.check_sides(self.page(outcome), server.connection(), group="secp384r1", retried="yes")

    def test_both_sides_name_the_same_protocol(self):
        server = self.serve("--alpn", "h2,http/1.1")
        outcome, = self.connect(server, alpn=["http/1.1", "x/1"])
        self.assertEqual(outcome["alpn"], "http/1.1")
        self.check_sides(self.page(outcome), server.connection(), alpn="http/1.1")
        outcome, = self.connect(server)
        self.assertIs(outcome["alpn"], False)

    def test_no_common_protocol_is_refused(self):
        server = self.serve()
        outcome, = self.connect(server, alpn=["h3"])
        self.assertIn("NO_APPLICATION_PROTOCOL", outcome["error"])

    def test_a_client_of_TLS_1_2_is_told_protocol_version(self):
        server = self.serve("--min-version", "1.3")
        outcome, = self.connect(server, version="TLSv1.2")
        self.assertIn("PROTOCOL_VERSION", outcome["error"])
        self.assertIn("the alert sent is protocol_version", server.connection()["end"])

    def test_client_certificates_are_accepted_missed_and_refused(self):
        server = self.serve("--client-ca", self.pki.ca, "--require-client-cert")
        identity, (_, stranger) = self.pki.client(), self.pki.stranger()
        outcome, = self.connect(server, cert=identity.chain, key=identity.key)
        self.assertEqual(self.page(outcome)["client"], "client-p256")
        outcome, = self.connect(server)
        self.assertIn("CERTIFICATE_REQUIRED", outcome["error"])
        outcome, = self.connect(server, cert=stranger.chain, key=stranger.key)
        self.assertIn("UNKNOWN_CA", outcome["error"])


class Resumption(Node):
    def test_each_session_is_resumed_and_gives_another(self):
        for suite in clients.SUITES:
            with self.subTest(suite):
                server = self.serve()
                outcomes = self.connect(server, times=3, suites=suite)
                self.assertEqual([outcome["resumed"] for outcome in outcomes], [False, True, True])
                self.assertEqual([said["resumed"] for said in server.connections(3)], ["no", "yes", "yes"])

    def test_the_client_stays_who_it_was(self):
        identity = self.pki.client()
        server = self.serve("--client-ca", self.pki.ca, "--require-client-cert")
        outcomes = self.connect(server, times=2, cert=identity.chain, key=identity.key)
        self.assertEqual([self.page(outcome)["client"] for outcome in outcomes], ["client-p256"] * 2)
        self.assertEqual([outcome["resumed"] for outcome in outcomes], [False, True])


class Tls12(Node):
    def connect(self, server, **options):
        return super().connect(server, version="TLSv1.2", **options)

    def test_every_certificate_and_suite(self):
        for kind in KINDS:
            server = self.serve(kind=kind)
            for suite in clients.tls12_suites(kind):
                with self.subTest(f"{kind} {suite}"):
                    outcome, = self.connect(server, suites=clients.TLS12_SUITES[suite][1])
                    self.assertEqual((outcome["version"], outcome["suite"]), ("TLSv1.2", suite))
                    self.assertEqual(self.page(outcome)["suite"], suite)

    def test_client_certificates_of_every_kind(self):
        server = self.serve("--client-ca", self.pki.ca, "--require-client-cert")
        for kind in KINDS:
            with self.subTest(kind):
                identity = self.pki.client(kind)
                outcome, = self.connect(server, cert=identity.chain, key=identity.key)
                self.assertEqual(self.page(outcome)["client"], f"client-{kind}")
        self.assertIn("HANDSHAKE_FAILURE", self.connect(server)[0]["error"])

    def test_sessions_are_resumed_by_ticket_and_by_ID(self):
        # A ticket that names a session is good once, and Node.js doesn't say that it got another.
        for kept, ids, expected in [([], False, [False, True, True]), (["--keep-sessions"], False, [False, True, False]),
                                    (["--keep-sessions"], True, [False, True, True])]:
            with self.subTest(f"{kept} {ids}"):
                outcomes = self.connect(self.serve(*kept), times=3, ids=ids)
                self.assertEqual([outcome["resumed"] for outcome in outcomes], expected)


class Data(Node):
    def test_20_MB_arrive_whole(self):
        outcome, = self.connect(self.serve(), get("/bytes/20000000"))
        status, body = parsed(outcome["answer"].encode("latin1"))
        self.assertEqual((status, hashlib.sha256(body).digest()), (200, hashlib.sha256(filler(20_000_000)).digest()))


clients.cases.run_unittest()
