"""https_server against Go's crypto/tls."""
import base64
import hashlib
import json

import heavy
import clients
from served import Served, filler, get, page, parsed, run

KINDS = ["rsa2048", "p256", "p384", "ed25519"]
CURVES = {"secp256r1": 23, "secp384r1": 24, "x25519": 29}


class Go(Served):
    VERSION = 0x304

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.client = heavy.go_program("go_client")

    def connect(self, server, request=None, **options):
        done = run(self.client, json.dumps(
            {"Address": server.address, "Name": "localhost", "CA": str(self.pki.ca), "Times": 1,
             "Request": (request or get()).decode()} | options))
        self.assertEqual((done.returncode, done.stderr), (0, b""))
        return json.loads(done.stdout)

    def page(self, outcome):
        self.assertEqual(outcome["Error"], "")
        status, body = parsed(base64.b64decode(outcome["Answer"]))
        self.assertEqual((outcome["Version"], status), (f"{self.VERSION:#x}", 200))
        return page(body)


class Tls13(Go):
    def test_each_certificate_suite_and_group(self):
        for kind in KINDS:
            for suite in clients.SUITES:
                for group, curve in CURVES.items():
                    with self.subTest(f"{kind} {suite} {group}"):
                        server = self.serve("--suites", suite, kind=kind)
                        outcome, = self.connect(server, Curves=[curve])
                        self.assertEqual(outcome["Suite"], suite)
                        self.check_sides(self.page(outcome), server.connection(), suite=suite, group=group)
                        server.close()

    def test_a_client_whose_share_is_of_another_group_is_asked_again(self):
        for options in [[], ["--cookies"]]:
            server = self.serve("--groups", "secp384r1", *options)
            outcome, = self.connect(server)
            self.check_sides(self.page(outcome), server.connection(), group="secp384r1", retried="yes")

    def test_each_connection_resumes_the_one_before(self):
        for suite in clients.SUITES:
            with self.subTest(suite):
                server = self.serve("--suites", suite)
                outcomes = self.connect(server, Times=3)
                self.assertEqual([outcome["Resumed"] for outcome in outcomes], [False, True, True])
                self.assertEqual([said["resumed"] for said in server.connections(3)], ["no", "yes", "yes"])

    def test_client_certificates_are_accepted_resumed_missed_and_refused(self):
        server = self.serve("--client-ca", self.pki.ca, "--require-client-cert")
        for kind in KINDS:
            identity = self.pki.client(kind)
            outcomes = self.connect(server, Cert=str(identity.chain), Key=str(identity.key), Times=2)
            self.assertEqual([self.page(outcome)["client"] for outcome in outcomes], [f"client-{kind}"] * 2)
            self.assertEqual([outcome["Resumed"] for outcome in outcomes], [False, True])
        # crypto/tls has no name for alert 116 before Go 1.22.
        self.assertRegex(self.connect(server)[0]["Error"], r"certificate required|alert\(116\)|error: 116")
        _, stranger = self.pki.stranger()
        outcome, = self.connect(server, Cert=str(stranger.chain), Key=str(stranger.key))
        self.assertIn("unknown certificate authority", outcome["Error"])

    def test_the_protocol_that_both_have_is_chosen(self):
        server = self.serve("--alpn", "h2,http/1.1")
        self.assertEqual(self.connect(server, Alpn=["x/1", "http/1.1"])[0]["Alpn"], "http/1.1")
        self.assertIn("no application protocol", self.connect(server, Alpn=["h3"])[0]["Error"])

    def test_a_client_of_TLS_1_2_is_told_protocol_version(self):
        self.assertIn("protocol version not supported", self.connect(self.serve("--min-version", "1.3"), MaxVersion=0x303)[0]["Error"])

    def test_a_client_that_doesnt_know_the_authority_says_so(self):
        server = self.serve(identities=[self.pki.stranger()[1]])
        self.assertIn("unknown authority", self.connect(server)[0]["Error"])
        self.assertIn("the alert received is", server.connection()["end"])

    def test_20_MB_arrive_whole(self):
        outcome, = self.connect(self.serve(), get("/bytes/20000000"))
        status, body = parsed(base64.b64decode(outcome["Answer"]))
        self.assertEqual((status, hashlib.sha256(body).digest()), (200, hashlib.sha256(filler(20_000_000)).digest()))


class Tls12(Go):
    VERSION = 0x303

    def setUp(self):
        if heavy.gos()[-1][0] < heavy.GO_OF_TLS12:
            self.skipTest("this Go has no extended master secret")

    def connect(self, server, *request, **options):
        return super().connect(server, *request, MaxVersion=self.VERSION, **options)

    def test_each_certificate_suite_and_group(self):
        for kind in KINDS:
            for suite in clients.tls12_suites(kind):
                for group, curve in CURVES.items():
                    with self.subTest(f"{kind} {suite} {group}"):
                        # RFC 8422, 4: the list is also of the curves that certificates may be on.
                        curves = dict.fromkeys([curve, *(CURVES[one] for one in clients.TLS12_CURVES.get(kind, []))])
                        server = self.serve("--groups", ",".join(dict.fromkeys([group, *clients.GROUPS])), kind=kind)
                        outcome, = self.connect(server, Curves=list(curves), Suites=[suite])
                        self.assertEqual(outcome["Suite"], suite)
                        self.check_sides(self.page(outcome), server.connection(), suite=suite, group=group)
                        server.close()

    def test_each_connection_resumes_the_one_before(self):
        for suite in clients.tls12_suites("p256"):
            for kept in [[], ["--keep-sessions"]]:
                with self.subTest(f"{suite} {kept}"):
                    outcomes = self.connect(self.serve(*kept), Times=3, Suites=[suite])
                    self.assertEqual([self.page(outcome)["resumed"] for outcome in outcomes], ["no", "yes", "yes"])
                    self.assertEqual([outcome["Resumed"] for outcome in outcomes], [False, True, True])

    def test_client_certificates_are_accepted_resumed_missed_and_refused(self):
        server = self.serve("--client-ca", self.pki.ca, "--require-client-cert")
        for kind in KINDS:
            identity = self.pki.client(kind)
            outcomes = self.connect(server, Cert=str(identity.chain), Key=str(identity.key), Times=2)
            self.assertEqual([self.page(outcome)["client"] for outcome in outcomes], [f"client-{kind}"] * 2)
            self.assertEqual([outcome["Resumed"] for outcome in outcomes], [False, True])
        self.assertIn("handshake failure", self.connect(server)[0]["Error"])
        _, stranger = self.pki.stranger()
        outcome, = self.connect(server, Cert=str(stranger.chain), Key=str(stranger.key))
        self.assertIn("unknown certificate authority", outcome["Error"])

    def test_the_protocol_that_both_have_is_chosen(self):
        server = self.serve("--alpn", "h2,http/1.1")
        self.assertEqual(self.connect(server, Alpn=["x/1", "http/1.1"])[0]["Alpn"], "http/1.1")

    def test_20_MB_arrive_whole(self):
        outcome, = self.connect(self.serve(), get("/bytes/20000000"))
        status, body = parsed(base64.b64decode(outcome["Answer"]))
        self.assertEqual((status, hashlib.sha256(body).digest()), (200, hashlib.sha256(filler(20_000_000)).digest()))


class OldTls12(Go):
    def test_a_client_without_an_extended_master_secret_is_refused(self):
        if heavy.gos()[0][0] >= heavy.GO_OF_TLS12:
            self.skipTest("no Go on this machine is that old")
        self.client = heavy.go_program("go_client", 0)
        self.assertIn("handshake failure", self.connect(self.serve(), MaxVersion=0x303)[0]["Error"])


clients.cases.run_unittest()
