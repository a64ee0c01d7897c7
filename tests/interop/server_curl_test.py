"""https_server against curl."""
import hashlib

import clients
from peers import require
from served import HttpsServer, Served, filler, page, run

KINDS = ["rsa2048", "p256", "p384", "ed25519"]
CURVES = {"x25519": "X25519", "secp256r1": "P-256", "secp384r1": "P-384"}


class Curl(Served):
    def curl(self, server, *paths, options=(), host="localhost", data=b""):
        urls = [f"https://{host}:{server.port}{path}" for path in paths]
        return run(require("curl"), "-sS", "--cacert", self.pki.ca, "--resolve", f"{host}:{server.port}:127.0.0.1", *options,
                   *urls, data=data)

    def ask(self, server, *options, **more):
        done = self.curl(server, "/connection", options=options, **more)
        self.assertEqual((done.returncode, done.stderr), (0, b""))
        return page(done.stdout)


@clients.matrix(KINDS)
class EveryCertificateSuiteAndGroup(Curl):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.servers = {kind: cls.lasting(HttpsServer(cls.pki.server(kind))) for kind in KINDS}

    def check(self, kind, suite, group):
        seen = self.ask(self.servers[kind], "--tls13-ciphers", suite, "--curves", CURVES[group])
        self.assertEqual((seen["suite"], seen["group"], seen["sni"]), (suite, group, "localhost"))


class Negotiation(Curl):
    def test_a_client_whose_share_is_of_another_group_is_asked_again(self):
        for options in [[], ["--cookies"]]:
            server = self.serve("--groups", "secp384r1", *options)
            self.check_sides(self.ask(server), server.connection(), group="secp384r1", retried="yes")

    def test_of_h2_and_http_1_1_the_one_is_chosen_that_the_server_has(self):
        server = self.serve()
        self.check_sides(self.ask(server), server.connection(), alpn="http/1.1")

    def test_a_certificate_of_another_name_is_refused_by_the_client(self):
        server = self.serve()
        done = self.curl(server, "/hello", host="other.example")
        self.assertEqual(done.returncode, 60, done.stderr)
        self.assertRegex(server.connection()["end"], "closed|alert received|cut off|broken")

    def test_a_client_of_TLS_1_2_is_told_protocol_version(self):
        server = self.serve("--min-version", "1.3")
        done = self.curl(server, "/hello", options=["--tls-max", "1.2"])
        self.assertEqual(done.returncode, 35, done.stderr)
        self.assertIn(b"alert protocol version", done.stderr)
        self.assertIn("the alert sent is protocol_version", server.connection()["end"])

    def test_client_certificates_are_accepted_and_missed(self):
        identity = self.pki.client()
        server = self.serve("--client-ca", self.pki.ca, "--require-client-cert")
        seen = self.ask(server, "--cert", identity.chain, "--key", identity.key)
        self.check_sides(seen, server.connection(), client="client-p256")
        done = self.curl(server, "/hello")
        self.assertEqual(done.returncode, 56, done.stderr)
        self.assertIn("the alert sent is certificate_required", server.connections(2)[1]["end"])

    def test_an_optional_client_certificate_may_be_missing(self):
        server = self.serve("--client-ca", self.pki.ca)
        self.check_sides(self.ask(server), server.connection(), client="none")


class Connections(Curl):
    def test_the_second_connection_resumes_the_first(self):
        for options in [[], ["--groups", "secp384r1"]]:
            with self.subTest(options):
                server = self.serve(*options)
                done = self.curl(server, "/connection", "/connection", options=["-H", "Connection: close"])
                self.assertEqual(done.returncode, 0, done.stderr)
                self.assertEqual([said["resumed"] for said in server.connections(2)], ["no", "yes"])

    def test_several_requests_share_a_connection(self):
        server = self.serve()
        done = self.curl(server, "/hello", "/nowhere", "/bytes/0", "/hello")
        self.assertEqual(done.stdout, b"Hello!\n404 Not Found\nHello!\n")
        self.assertEqual(server.connection()["requests"], "4")

    def test_fifty_connections_at_once_get_their_pages(self):
        server = self.serve()
        done = self.curl(server, *["/hello"] * 50, options=["--parallel", "--parallel-max", "50", "--parallel-immediate", "-H",
                                                            "Connection: close"])
        self.assertEqual(done.stdout, b"Hello!\n" * 50, done.stderr)
        self.assertEqual({said["end"] for said in server.connections(50)}, {"closed"})


class Tls12(Curl):
    OLD = ["--tls-max", "1.2"]

    def test_every_certificate_and_suite(self):
        for kind in KINDS:
            server = self.serve(kind=kind)
            for suite in clients.tls12_suites(kind):
                with self.subTest(f"{kind} {suite}"):
                    seen = self.ask(server, *self.OLD, "--ciphers", clients.TLS12_SUITES[suite][1])
                    self.assertEqual((seen["version"], seen["suite"]), ("TLS1.2", suite))

    def test_client_certificates_of_every_kind(self):
        server = self.serve("--client-ca", self.pki.ca, "--require-client-cert")
        for kind in KINDS:
            with self.subTest(kind):
                identity = self.pki.client(kind)
                seen = self.ask(server, *self.OLD, "--cert", identity.chain, "--key", identity.key)
                self.assertEqual((seen["version"], seen["client"]), ("TLS1.2", f"client-{kind}"))
        done = self.curl(server, "/hello", options=self.OLD)
        self.assertEqual(done.returncode, 35, done.stderr)
        self.assertIn(b"alert handshake failure", done.stderr)

    def test_sessions_are_resumed_by_ID(self):
        # curl takes no tickets of TLS 1.2.
        for kept, resumed in [(["--keep-sessions"], "yes"), ([], "no")]:
            with self.subTest(kept):
                server = self.serve(*kept)
                done = self.curl(server, *["/connection"] * 3, options=[*self.OLD, "-H", "Connection: close"])
                self.assertEqual(done.returncode, 0, done.stderr)
                self.assertEqual([said["resumed"] for said in server.connections(3)], ["no", resumed, resumed])

    def test_20_MB_come(self):
        done = self.curl(self.serve(), "/bytes/20000000", options=self.OLD)
        self.assertEqual(hashlib.sha256(done.stdout).digest(), hashlib.sha256(filler(20_000_000)).digest())


class Data(Curl):
    def test_20_MB_come(self):
        done = self.curl(self.serve(), "/bytes/20000000")
        self.assertEqual(hashlib.sha256(done.stdout).digest(), hashlib.sha256(filler(20_000_000)).digest())

    def test_20_MB_go_and_come_back_announced_and_in_chunks(self):
        data = filler(20_000_000)
        server = self.serve()
        for options in [[], ["-H", "Transfer-Encoding: chunked"], ["-H", "Expect: 100-continue"], ["-H", "Expect:"]]:
            with self.subTest(options):
                done = self.curl(server, "/echo", options=[*options, "--data-binary", "@-"], data=data)
                self.assertEqual(done.stderr, b"")
                self.assertEqual(hashlib.sha256(done.stdout).digest(), hashlib.sha256(data).digest())


clients.cases.run_unittest()
