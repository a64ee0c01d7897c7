"""https_get against Go's crypto/tls."""
import json
import re

import heavy
import clients

KINDS = ["rsa2048", "p256", "p384", "ed25519"]
CURVES = {"secp256r1": 23, "secp384r1": 24, "x25519": 29}
TLS12, TLS13 = 0x303, 0x304


class Go(clients.WithPki):
    VERSION = TLS13

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.go, _ = heavy.gos()[-1]
        cls.program = heavy.go_program("go_server")

    def server(self, kind="p256", **options):
        identity = self.pki.server(kind)
        return heavy.Listening(self.program, json.dumps(
            {"Cert": str(identity.chain), "Key": str(identity.key), "MinVersion": self.VERSION, "MaxVersion": self.VERSION}
            | options))

    def pages(self, outcome):
        found = [json.loads(page) for page in outcome.body.decode().replace("}{", "}\n{").splitlines()]
        for page in found:
            self.assertEqual(page["Version"], f"{self.VERSION:#x}")
        return found

    def page(self, address, *options):
        outcome = self.fetch(address, *options)
        found, = self.pages(outcome)
        self.assertEqual((found["Name"], found["Suite"]), ("localhost", outcome.info["cipher suite"]))
        return found, outcome.info

    def resumed(self, peer, *options):
        outcome = self.fetch(peer.address, "--repeat", 3, *options)
        said = re.findall(r"^  resumed +(yes|no)$", outcome.stderr, re.MULTILINE)
        self.assertEqual(said, ["yes" if page["Resumed"] else "no" for page in self.pages(outcome)])
        return said

    def check_client_certificates(self):
        with self.server(CA=str(self.pki.ca)) as peer:
            for kind in KINDS:
                identity = self.pki.client(kind)
                shown = ["--cert", identity.chain, "--key", identity.key]
                self.assertEqual(self.page(peer.address, *shown)[0]["Client"], f"client-{kind}")
                self.assertEqual(self.resumed(peer, *shown), ["no", "yes", "yes"])
            self.refused(peer.address, clients.TLS, "alert")


class Tls13(Go):
    def test_each_certificate_suite_and_group(self):
        for kind in KINDS:
            for group, curve in CURVES.items():
                with self.server(kind, Curves=[curve]) as peer:
                    for suite in clients.SUITES:
                        with self.subTest(f"{kind} {suite} {group}"):
                            info = self.page(peer.address, "--suites", suite, "--groups", group)[1]
                            self.assertEqual((info["cipher suite"], info["group"]), (suite, group))

    def test_a_server_without_our_first_group_asks_for_another_share(self):
        with self.server(Curves=[CURVES["secp384r1"]]) as peer:
            info = self.page(peer.address, "--groups", "x25519,secp384r1")[1]
            self.assertEqual((info["group"], info["hello retried"]), ("secp384r1", "yes"))

    def test_both_sides_name_the_same_protocol(self):
        with self.server(Alpn=["h2", "http/1.1"]) as peer:
            seen, info = self.page(peer.address, "--alpn", "x/y,http/1.1")
            self.assertEqual((seen["Alpn"], info["alpn"]), ("http/1.1", "http/1.1"))

    def test_sessions_are_resumed_if_there_are_tickets(self):
        with self.server() as peer:
            for suite in clients.SUITES:
                self.assertEqual(self.resumed(peer, "--suites", suite), ["no", "yes", "yes"])
        with self.server(NoTickets=True) as peer:
            self.assertEqual(self.resumed(peer), ["no"] * 3)

    def test_client_certificates_are_accepted_resumed_and_missed(self):
        self.check_client_certificates()


class Tls12(Go):
    VERSION = TLS12

    def setUp(self):
        if self.go < heavy.GO_OF_TLS12:
            self.skipTest("this Go has no extended master secret")

    def test_each_certificate_suite_and_group(self):
        for kind in KINDS:
            for suite in clients.tls12_suites(kind):
                with self.server(kind, Suites=[suite]) as peer:
                    for group in clients.GROUPS:
                        with self.subTest(f"{kind} {suite} {group}"):
                            # RFC 8422, 4: the list is also of the curves that certificates may be on.
                            groups = ",".join(dict.fromkeys([group, *clients.TLS12_CURVES.get(kind, [])]))
                            info = self.page(peer.address, "--groups", groups)[1]
                            self.assertEqual((info["cipher suite"], info["group"]), (suite, group))

    def test_both_sides_name_the_same_protocol(self):
        with self.server(Alpn=["h2", "http/1.1"]) as peer:
            seen, info = self.page(peer.address, "--alpn", "x/y,http/1.1")
            self.assertEqual((seen["Alpn"], info["alpn"]), ("http/1.1", "http/1.1"))

    def test_sessions_are_resumed_if_there_are_tickets(self):
        with self.server() as peer:
            for suite in clients.tls12_suites("p256"):
                self.assertEqual(self.resumed(peer, "--suites", suite), ["no", "yes", "yes"])
        with self.server(NoTickets=True) as peer:  # there are no session IDs, either
            self.assertEqual(self.resumed(peer), ["no"] * 3)

    def test_client_certificates_are_accepted_resumed_and_missed(self):
        self.check_client_certificates()

    def test_a_client_of_1_3_alone_leaves(self):
        with self.server() as peer:
            self.refused(peer.address, clients.TLS, options=["--min-version", "1.3"])


class OldTls12(Go):
    VERSION = TLS12

    def test_a_server_without_an_extended_master_secret_is_left(self):
        if heavy.gos()[0][0] >= heavy.GO_OF_TLS12:
            self.skipTest("no Go on this machine is that old")
        self.program = heavy.go_program("go_server", 0)
        with self.server() as peer:
            self.refused(peer.address, clients.TLS, "handshake_failure")


clients.cases.run_unittest()
