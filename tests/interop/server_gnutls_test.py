"""https_server against gnutls-cli."""
import re

import clients
from peers import require
from served import HttpsServer, Served, filler, get, page, parsed, run

KINDS = ["rsa2048", "p256", "p384", "ed25519"]
CIPHERS = {"TLS_AES_128_GCM_SHA256": "AES-128-GCM", "TLS_AES_256_GCM_SHA384": "AES-256-GCM",
           "TLS_CHACHA20_POLY1305_SHA256": "CHACHA20-POLY1305"}
GROUPS = {"x25519": "GROUP-X25519", "secp256r1": "GROUP-SECP256R1", "secp384r1": "GROUP-SECP384R1"}
TLS13 = "NORMAL:-VERS-ALL:+VERS-TLS1.3"


class Gnutls(Served):
    def gnutls(self, server, *options, priority=TLS13, data=None):
        return run(require("gnutls-cli"), "--port", server.port, "--x509cafile", self.pki.ca, "--sni-hostname", "localhost",
                   "--verify-hostname", "localhost", "--priority", priority, *options, "127.0.0.1",
                   data=get() if data is None else data)

    def ask(self, server, *options, **more):
        done = self.gnutls(server, *options, **more)
        self.assertIn(b"HTTP/1.1 200", done.stdout, done.stderr)
        return page(parsed(done.stdout[done.stdout.rindex(b"HTTP/1.1 200"):])[1])

    def refused(self, server, alert, *options, **more):
        done = self.gnutls(server, *options, **more)
        self.assertNotEqual(done.returncode, 0)
        said = server.connection()["end"]
        self.assertIn(f"the alert sent is {alert}", said)


@clients.matrix(KINDS)
class EveryCertificateSuiteAndGroup(Gnutls):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.servers = {kind: cls.lasting(HttpsServer(cls.pki.server(kind))) for kind in KINDS}

    def check(self, kind, suite, group):
        priority = f"{TLS13}:-CIPHER-ALL:+{CIPHERS[suite]}:-GROUP-ALL:+{GROUPS[group]}"
        seen = self.ask(self.servers[kind], priority=priority)
        self.assertEqual((seen["suite"], seen["group"], seen["sni"]), (suite, group, "localhost"))


class Negotiation(Gnutls):
    def test_small_records_by_agreement(self):
        server = self.serve()
        done = self.gnutls(server, "--recordsize", "512", "--debug", "5", data=get("/bytes/20000"))
        self.assertIn(filler(20000), done.stdout, done.stderr)
        sizes = re.findall(rb"Application Data packet received\. Epoch \d, length: (\d+)", done.stderr)
        # With the content type and the tag.
        self.assertEqual(max(map(int, sizes)), 512 + 1 + 16)
        self.assertEqual(server.connection()["end"], "closed")

    def test_a_client_whose_shares_are_of_other_groups_is_asked_again(self):
        for options in [[], ["--cookies"]]:
            server = self.serve("--groups", "secp384r1", *options)
            self.check_sides(self.ask(server), server.connection(), group="secp384r1", retried="yes")

    def test_the_protocol_that_both_have_is_chosen(self):
        server = self.serve("--alpn", "h2,http/1.1")
        self.check_sides(self.ask(server, "--alpn", "http/1.1", "--alpn", "x/1"), server.connection(), alpn="http/1.1")

    def test_no_common_protocol_suite_or_group_is_refused(self):
        self.refused(self.serve(), "no_application_protocol", "--alpn", "h3")
        self.refused(self.serve(), "handshake_failure", priority=f"{TLS13}:-CIPHER-ALL:+AES-128-CCM")
        self.refused(self.serve(), "handshake_failure", priority=f"{TLS13}:-GROUP-ALL:+GROUP-SECP521R1")

    def test_a_client_of_TLS_1_2_is_told_protocol_version(self):
        self.refused(self.serve("--min-version", "1.3"), "protocol_version",
                     priority="NORMAL:-VERS-ALL:+VERS-TLS1.2")

    def test_a_client_that_also_has_TLS_1_2_gets_1_3(self):
        self.assertEqual(self.ask(self.serve(), priority="NORMAL")["version"], "TLS1.3")


class ClientCertificates(Gnutls):
    def test_each_kind_is_accepted_and_named(self):
        server = self.serve("--client-ca", self.pki.ca, "--require-client-cert")
        for kind in KINDS:
            with self.subTest(kind):
                identity = self.pki.client(kind)
                seen = self.ask(server, "--x509certfile", identity.chain, "--x509keyfile", identity.key)
                self.assertEqual(seen["client"], f"client-{kind}")

    def test_a_missing_one_is_certificate_required(self):
        self.refused(self.serve("--client-ca", self.pki.ca, "--require-client-cert"), "certificate_required")

    def test_an_optional_one_may_be_missing(self):
        server = self.serve("--client-ca", self.pki.ca)
        self.check_sides(self.ask(server), server.connection(), client="none")

    def test_one_of_another_authority_is_unknown_ca(self):
        # gnutls-cli keeps such a certificate to itself when the authorities are named.
        _, stranger = self.pki.stranger()
        done = self.gnutls(self.serve("--client-ca", self.pki.ca, "--require-client-cert"), "--x509certfile",
                           stranger.chain, "--x509keyfile", stranger.key)
        self.assertNotIn(b"HTTP/1.1 200", done.stdout)


class Resumption(Gnutls):
    def test_a_session_is_resumed(self):
        for options in [[], ["--groups", "secp384r1"]]:
            with self.subTest(options):
                server = self.serve(*options)
                seen = self.ask(server, "--resume", "--waitresumption")
                first, second = server.connections(2)
                self.assertEqual((first["resumed"], second["resumed"], seen["resumed"]), ("no", "yes", "yes"))

    def test_the_client_stays_who_it_was(self):
        identity = self.pki.client()
        server = self.serve("--client-ca", self.pki.ca, "--require-client-cert")
        seen = self.ask(server, "--resume", "--waitresumption", "--x509certfile", identity.chain, "--x509keyfile",
                        identity.key)
        self.assertEqual((seen["resumed"], seen["client"]), ("yes", "client-p256"))

    def test_without_tickets_the_second_handshake_is_a_full_one(self):
        server = self.serve("--tickets", "0")
        self.assertEqual(self.ask(server, "--resume")["resumed"], "no")


class Tls12(Gnutls):
    PRIORITY = "NORMAL:-VERS-ALL:+VERS-TLS1.2"
    CIPHERS = {"AES_128_GCM": "AES-128-GCM", "AES_256_GCM": "AES-256-GCM", "CHACHA20_POLY1305": "CHACHA20-POLY1305"}

    def ask(self, server, *options, **more):
        seen = super().ask(server, *options, **{"priority": self.PRIORITY} | more)
        self.assertEqual(seen["version"], "TLS1.2")
        return seen

    def test_every_certificate_and_suite(self):
        for kind in KINDS:
            server = self.serve(kind=kind)
            for suite in clients.tls12_suites(kind):
                with self.subTest(f"{kind} {suite}"):
                    cipher = next(name for part, name in self.CIPHERS.items() if part in suite)
                    self.assertEqual(self.ask(server, priority=f"{self.PRIORITY}:-CIPHER-ALL:+{cipher}")["suite"], suite)

    def test_client_certificates_of_every_kind(self):
        server = self.serve("--client-ca", self.pki.ca, "--require-client-cert")
        for kind in KINDS:
            with self.subTest(kind):
                identity = self.pki.client(kind)
                seen = self.ask(server, "--x509certfile", identity.chain, "--x509keyfile", identity.key)
                self.assertEqual(seen["client"], f"client-{kind}")
        self.refused(server=self.serve("--client-ca", self.pki.ca, "--require-client-cert"), alert="handshake_failure",
                     priority=self.PRIORITY)

    def test_sessions_are_resumed_by_ticket_and_by_ID(self):
        # gnutls-cli takes tickets of TLS 1.2 with --noticket, too.
        by_id = self.PRIORITY + ":%NO_TICKETS"
        for kept, priority in [([], self.PRIORITY), (["--keep-sessions"], self.PRIORITY), (["--keep-sessions"], by_id)]:
            with self.subTest(f"{kept} {priority}"):
                server = self.serve(*kept)
                self.assertEqual(self.ask(server, "--resume", priority=priority)["resumed"], "yes")
                self.assertEqual([said["resumed"] for said in server.connections(2)], ["no", "yes"])
        self.assertEqual(self.ask(self.serve(), "--resume", priority=by_id)["resumed"], "no")


class Data(Gnutls):
    def test_a_megabyte_goes_and_comes_back(self):
        data = filler(1_000_000)
        request = b"POST / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 1000000\r\n\r\n" + data
        done = self.gnutls(self.serve(), data=request)
        self.assertEqual(parsed(done.stdout[done.stdout.index(b"HTTP/1.1 200"):]), (200, data))


class RawPublicKeys(Gnutls):
    """RFC 7250, both ways at once: the server's bare key, and the client's."""

    def test_bare_keys_of_both_sides_in_both_versions(self):
        identity, client = self.pki.server("p256"), self.pki.client("ed25519")
        server = self.lasting(HttpsServer(identity.bare(), options=["--client-pin", client.pin(), "--require-client-cert"]))
        for version, said in [("+VERS-TLS1.3", "TLS1.3"), ("+VERS-TLS1.2", "TLS1.2")]:
            with self.subTest(said):
                done = run(require("gnutls-cli"), "--port", server.port, "--insecure", "--priority",
                           f"NORMAL:-VERS-ALL:{version}:-CTYPE-ALL:+CTYPE-SRV-RAWPK:+CTYPE-CLI-RAWPK",
                           "--rawpkkeyfile", client.key, "--rawpkfile", client.bare().chain, "127.0.0.1", data=get())
                self.assertIn(b"HTTP/1.1 200", done.stdout, done.stderr)
                seen = page(parsed(done.stdout[done.stdout.rindex(b"HTTP/1.1 200"):])[1])
                self.assertEqual((seen["version"], seen["client"]), (said, "a bare key"))


clients.cases.run_unittest()
