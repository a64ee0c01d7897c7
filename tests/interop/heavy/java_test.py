"""https_server against Java's JSSE."""
import base64
import hashlib

import heavy
import clients
from peers import require
from served import Served, filler, get, page, parsed, run

KINDS = ["rsa2048", "p256", "p384"]  # JSSE has no Ed25519 certificates


class Java(Served):
    PROTOCOL = "TLSv1.3"

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.command = heavy.java_class("JsseClient")

    def connect(self, server, request=None, properties=(), **options):
        """For each connection its line and the answer, or "error" and the sentence."""
        file = self.folder / "request"
        file.write_bytes(request or get())
        given = {"port": server.port, "name": "localhost", "ca": self.pki.ca, "request": file,
                 "protocol": self.PROTOCOL} | options
        done = run(require("java"), *[f"-D{one}" for one in properties], *self.command,
                   *[f"{name}={value}" for name, value in given.items()], timeout=heavy.BUILDING)
        self.assertEqual(done.returncode, 0, done.stderr)
        lines = done.stdout.decode().splitlines()
        return list(zip(lines[::2], lines[1::2]))

    def page(self, outcome):
        self.assertTrue(outcome[0].startswith(self.PROTOCOL + " "), outcome)
        status, body = parsed(base64.b64decode(outcome[1]))
        self.assertEqual(status, 200)
        return page(body)


class Tls13(Java):
    def test_each_certificate_and_suite(self):
        for kind in KINDS:
            server = self.serve(kind=kind)
            for suite in clients.SUITES:
                with self.subTest(f"{kind} {suite}"):
                    outcome, = self.connect(server, suite=suite)
                    self.assertEqual(outcome[0].split()[1], suite)
                    self.assertEqual(self.page(outcome)["suite"], suite)

    def test_each_group(self):
        server = self.serve()
        for group in clients.GROUPS:
            outcome, = self.connect(server, properties=[f"jdk.tls.namedGroups={group}"])
            self.assertEqual(self.page(outcome)["group"], group)

    def test_a_client_whose_share_is_of_another_group_is_asked_again(self):
        for options in [[], ["--cookies"]]:
            server = self.serve("--groups", "secp384r1", *options)
            outcome, = self.connect(server, properties=["jdk.tls.namedGroups=secp256r1,secp384r1"])
            self.check_sides(self.page(outcome), server.connection(), group="secp384r1", retried="yes")

    def test_each_connection_resumes_the_one_before(self):
        for suite in clients.SUITES:
            with self.subTest(suite):
                server = self.serve()
                pages = [self.page(outcome) for outcome in self.connect(server, times=3, suite=suite)]
                self.assertEqual([one["resumed"] for one in pages], ["no", "yes", "yes"])

    def test_client_certificates_are_accepted_resumed_missed_and_refused(self):
        server = self.serve("--client-ca", self.pki.ca, "--require-client-cert")
        for kind in KINDS:
            pages = [self.page(one) for one in self.connect(server, times=2, keys=heavy.pkcs12(self.pki.client(kind)))]
            self.assertEqual([(one["client"], one["resumed"]) for one in pages],
                             [(f"client-{kind}", "no"), (f"client-{kind}", "yes")])
        self.assertIn("certificate_required", self.connect(server)[0][1])
        # JSSE keeps a certificate to itself that none of the authorities that are named has issued.
        outcome, = self.connect(server, keys=heavy.pkcs12(self.pki.stranger()[1]))
        self.assertIn("certificate_required", outcome[1])

    def test_the_protocol_that_both_have_is_chosen(self):
        server = self.serve("--alpn", "h2,http/1.1")
        self.assertEqual(self.connect(server, alpn="x/1,http/1.1")[0][0].split()[2], "http/1.1")
        self.assertIn("no_application_protocol", self.connect(server, alpn="h3")[0][1])

    def test_a_client_of_TLS_1_2_is_told_protocol_version(self):
        self.assertIn("protocol_version", self.connect(self.serve("--min-version", "1.3"), protocol="TLSv1.2")[0][1])

    def test_a_client_that_doesnt_know_the_authority_says_so(self):
        server = self.serve(identities=[self.pki.stranger()[1]])
        self.assertIn("unable to find valid certification path", self.connect(server)[0][1])
        self.assertIn("the alert received is", server.connection()["end"])

    def test_20_MB_arrive_whole(self):
        outcome, = self.connect(self.serve(), get("/bytes/20000000"))
        status, body = parsed(base64.b64decode(outcome[1]))
        self.assertEqual((status, hashlib.sha256(body).digest()), (200, hashlib.sha256(filler(20_000_000)).digest()))


class Tls12(Java):
    PROTOCOL = "TLSv1.2"
    NO_TICKETS = "jdk.tls.client.enableSessionTicketExtension=false"

    def test_each_certificate_suite_and_group(self):
        for kind in KINDS:
            for suite in clients.tls12_suites(kind):
                for group in clients.GROUPS:
                    with self.subTest(f"{kind} {suite} {group}"):
                        server = self.serve("--groups", ",".join(dict.fromkeys([group, *clients.GROUPS])), kind=kind)
                        # RFC 8422, 4: the list is also of the curves that certificates may be on.
                        groups = ",".join(dict.fromkeys([group, *clients.TLS12_CURVES.get(kind, [])]))
                        outcome, = self.connect(server, properties=[f"jdk.tls.namedGroups={groups}"], suite=suite)
                        self.assertEqual(outcome[0].split()[1], suite)
                        self.check_sides(self.page(outcome), server.connection(), suite=suite, group=group)
                        server.close()

    def test_each_connection_resumes_the_one_before_by_ticket_or_by_ID(self):
        for suite in clients.tls12_suites("p256"):
            for kept, properties in [([], []), (["--keep-sessions"], []), (["--keep-sessions"], [self.NO_TICKETS])]:
                with self.subTest(f"{suite} {kept} {properties}"):
                    outcomes = self.connect(self.serve(*kept), properties=properties, times=3, suite=suite)
                    self.assertEqual([self.page(one)["resumed"] for one in outcomes], ["no", "yes", "yes"])

    def test_without_tickets_a_server_that_keeps_nothing_resumes_nothing(self):
        outcomes = self.connect(self.serve(), properties=[self.NO_TICKETS], times=2)
        self.assertEqual([self.page(one)["resumed"] for one in outcomes], ["no", "no"])

    def test_client_certificates_are_accepted_resumed_missed_and_refused(self):
        for properties in [[], [self.NO_TICKETS]]:
            server = self.serve("--client-ca", self.pki.ca, "--require-client-cert", "--keep-sessions")
            for kind in KINDS:
                pages = [self.page(one) for one in self.connect(server, properties=properties, times=2,
                                                                keys=heavy.pkcs12(self.pki.client(kind)))]
                self.assertEqual([(one["client"], one["resumed"]) for one in pages],
                                 [(f"client-{kind}", "no"), (f"client-{kind}", "yes")])
            self.assertIn("handshake_failure", self.connect(server)[0][1])

    def test_the_protocol_that_both_have_is_chosen(self):
        server = self.serve("--alpn", "h2,http/1.1")
        self.assertEqual(self.connect(server, alpn="x/1,http/1.1")[0][0].split()[2], "http/1.1")

    def test_a_client_without_an_extended_master_secret_is_refused(self):
        outcome, = self.connect(self.serve(), properties=["jdk.tls.useExtendedMasterSecret=false"])
        self.assertIn("handshake_failure", outcome[1])

    def test_20_MB_arrive_whole(self):
        outcome, = self.connect(self.serve(), get("/bytes/20000000"))
        status, body = parsed(base64.b64decode(outcome[1]))
        self.assertEqual((status, hashlib.sha256(body).digest()), (200, hashlib.sha256(filler(20_000_000)).digest()))


clients.cases.run_unittest()
