"""https_server against Java's JSSE."""
import base64
import hashlib

import heavy
import clients
from peers import require
from pki import openssl
from served import Served, filler, get, page, parsed, run

KINDS = ["rsa2048", "p256", "p384"]  # JSSE has no Ed25519 certificates


class Java(Served):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        done = run(require("javac"), "-d", cls.folder, heavy.HERE / "JsseClient.java", timeout=heavy.BUILDING)
        if done.returncode != 0:
            raise AssertionError(done.stderr.decode())

    def connect(self, server, request=None, properties=(), **options):
        """For each connection its line and the answer, or "error" and the sentence."""
        file = self.folder / "request"
        file.write_bytes(request or get())
        given = {"port": server.port, "name": "localhost", "ca": self.pki.ca, "request": file} | options
        done = run(require("java"), *[f"-D{one}" for one in properties], "-cp", self.folder, "JsseClient",
                   *[f"{name}={value}" for name, value in given.items()], timeout=heavy.BUILDING)
        self.assertEqual(done.returncode, 0, done.stderr)
        lines = done.stdout.decode().splitlines()
        return list(zip(lines[::2], lines[1::2]))

    def page(self, outcome):
        self.assertTrue(outcome[0].startswith("TLSv1.3 "), outcome)
        status, body = parsed(base64.b64decode(outcome[1]))
        self.assertEqual(status, 200)
        return page(body)

    def keys(self, identity):
        file = identity.chain.with_suffix(".p12")
        openssl("pkcs12", "-export", "-in", identity.chain, "-inkey", identity.key, "-out", file, "-passout",
                "pass:secret")
        return file

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
            pages = [self.page(one) for one in self.connect(server, times=2, keys=self.keys(self.pki.client(kind)))]
            self.assertEqual([(one["client"], one["resumed"]) for one in pages],
                             [(f"client-{kind}", "no"), (f"client-{kind}", "yes")])
        self.assertIn("certificate_required", self.connect(server)[0][1])
        # JSSE keeps a certificate to itself that none of the authorities that are named has issued.
        outcome, = self.connect(server, keys=self.keys(self.pki.stranger()[1]))
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


clients.cases.run_unittest()
