"""https_get against Java's JSSE."""
import re

import heavy
import clients
from peers import require

KINDS = ["rsa2048", "p256", "p384"]  # JSSE has no Ed25519 certificates
NO_TICKETS = "jdk.tls.server.enableSessionTicketExtension=false"


class Java(clients.WithPki):
    PROTOCOL = "TLSv1.3"

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.command = heavy.java_class("JsseServer")

    def server(self, kind="p256", properties=(), **options):
        given = {"keys": heavy.pkcs12(self.pki.server(kind)), "protocol": self.PROTOCOL} | options
        return heavy.Listening(require("java"), *[f"-D{one}" for one in properties], *self.command,
                               *[f"{name}={value}" for name, value in given.items()])

    def page(self, address, *options):
        """What was negotiated, and who the server says the client is."""
        outcome = self.fetch(address, *options)
        version, suite, alpn, client = (outcome.body.decode().splitlines()[-1] + " ").split(" ")[:4]
        self.assertEqual((version, suite), (self.PROTOCOL, outcome.info["cipher suite"]))
        if outcome.info["alpn"] != "none":
            self.assertEqual(alpn, outcome.info["alpn"])
        return outcome.info, client

    def resumed(self, peer, *options, by="ticket"):
        """Which of three connections resumed the one before. In TLS 1.3 the session is always behind a ticket."""
        outcome = self.fetch(peer.address, "--repeat", 3, "--trace", *options)
        self.assertEqual("<-- new_session_ticket" in outcome.stderr, by == "ticket")
        self.assertEqual({line.split(" ")[0] for line in outcome.body.decode().splitlines()}, {self.PROTOCOL})
        return re.findall(r"^  resumed +(yes|no)$", outcome.stderr, re.MULTILINE)

    def check_client_certificates(self, by="ticket", **server):
        with self.server(ca=self.pki.ca, **server) as peer:
            for kind in KINDS:
                with self.subTest(kind):
                    identity = self.pki.client(kind)
                    shown = ["--cert", identity.chain, "--key", identity.key]
                    self.assertEqual(self.page(peer.address, *shown)[1], f"CN=client-{kind}")
                    self.assertEqual(self.resumed(peer, *shown, by=by), ["no", "yes", "yes"])
            self.refused(peer.address, clients.TLS, "alert")


class Tls13(Java):
    def test_each_certificate_suite_and_group(self):
        for kind in KINDS:
            with self.server(kind) as peer:
                for suite in clients.SUITES:
                    for group in clients.GROUPS:
                        with self.subTest(f"{kind} {suite} {group}"):
                            info, _ = self.page(peer.address, "--suites", suite, "--groups", group)
                            self.assertEqual((info["cipher suite"], info["group"]), (suite, group))

    def test_a_server_without_our_first_group_asks_for_another_share(self):
        with self.server(properties=["jdk.tls.namedGroups=secp384r1"]) as peer:
            info, _ = self.page(peer.address, "--groups", "x25519,secp384r1")
            self.assertEqual((info["group"], info["hello retried"]), ("secp384r1", "yes"))

    def test_both_sides_name_the_same_protocol(self):
        with self.server(alpn="h2,http/1.1") as peer:
            self.assertEqual(self.page(peer.address, "--alpn", "x/y,http/1.1")[0]["alpn"], "http/1.1")

    def test_sessions_are_resumed(self):
        for properties in [[], [NO_TICKETS]]:
            with self.server(properties=properties) as peer:
                for suite in clients.SUITES:
                    self.assertEqual(self.resumed(peer, "--suites", suite), ["no", "yes", "yes"])

    def test_client_certificates_are_accepted_resumed_and_missed(self):
        self.check_client_certificates()


class Tls12(Java):
    PROTOCOL = "TLSv1.2"

    def test_each_certificate_suite_and_group(self):
        for kind in KINDS:
            with self.server(kind) as peer:
                for suite in clients.tls12_suites(kind):
                    for group in clients.GROUPS:
                        with self.subTest(f"{kind} {suite} {group}"):
                            # RFC 8422, 4: the list is also of the curves that certificates may be on.
                            groups = ",".join(dict.fromkeys([group, *clients.TLS12_CURVES.get(kind, [])]))
                            info, _ = self.page(peer.address, "--suites", suite, "--groups", groups)
                            self.assertEqual((info["cipher suite"], info["group"]), (suite, group))

    def test_both_sides_name_the_same_protocol(self):
        with self.server(alpn="h2,http/1.1") as peer:
            self.assertEqual(self.page(peer.address, "--alpn", "x/y,http/1.1")[0]["alpn"], "http/1.1")

    def test_sessions_are_resumed_by_ticket_and_by_ID(self):
        for by, properties in [("ticket", []), ("ID", [NO_TICKETS])]:
            with self.subTest(by), self.server(properties=properties) as peer:
                for suite in clients.tls12_suites("p256"):
                    self.assertEqual(self.resumed(peer, "--suites", suite, by=by), ["no", "yes", "yes"])

    def test_client_certificates_are_accepted_resumed_and_missed(self):
        for by, properties in [("ticket", []), ("ID", [NO_TICKETS])]:
            self.check_client_certificates(by, properties=properties)

    def test_a_server_without_an_extended_master_secret_is_left(self):
        with self.server(properties=["jdk.tls.useExtendedMasterSecret=false"]) as peer:
            self.refused(peer.address, clients.TLS, "handshake_failure")

    def test_a_client_of_1_3_alone_leaves(self):
        with self.server() as peer:
            self.refused(peer.address, clients.TLS, options=["--min-version", "1.3"])


clients.cases.run_unittest()
