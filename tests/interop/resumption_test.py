"""https_get --repeat against servers that resume, and external keys: RFC 8446, 2.2."""
import re

import clients
from clients import SUITES
from peers import GnutlsServer, NginxServer, NodeServer, OpensslServer

NGINX = """
  server {{
    listen 127.0.0.1:{{port}} ssl;
    ssl_certificate {0.chain};
    ssl_certificate_key {0.key};
    location / {{ return 200 "$ssl_session_reused "; }}
  }}"""
TLS13 = "NORMAL:-VERS-ALL:+VERS-TLS1.3"


class Resuming(clients.WithPki):
    def repeated(self, address, *options, times=3, resumed=True):
        """Fetches several times; all but the first resume, if they do. Returns what each said of itself."""
        outcome = self.fetch(address, "--repeat", times, *options)
        said = re.findall(r"^  resumed +(yes|no)$", outcome.stderr, re.MULTILINE)
        self.assertEqual(said, ["no"] + ["yes" if resumed else "no"] * (times - 1), str(outcome))
        return outcome


class Openssl(Resuming):
    def test_sessions_of_each_suite_are_resumed(self):
        with OpensslServer(self.pki.server(), "-www") as peer:
            for suite in SUITES:
                with self.subTest(suite):
                    page = self.repeated(peer.address, "--suites", suite).body.decode()
                    # The server's own word for it, on each page.
                    self.assertEqual(re.findall(r"(New|Reused), TLSv1\.3, Cipher is (\S+)", page),
                                     [("New", suite), ("Reused", suite), ("Reused", suite)])

    def test_sessions_that_the_server_keeps_are_resumed(self):
        with OpensslServer(self.pki.server(), "-www", "-no_ticket") as peer:
            self.repeated(peer.address)

    def test_a_retry_comes_before_the_resumption_with_each_hash(self):
        with OpensslServer(self.pki.server(), "-www", "-groups", "P-384") as peer:
            for suite in SUITES:
                with self.subTest(suite):
                    outcome = self.repeated(peer.address, "--suites", suite, "--groups", "x25519,secp384r1")
                    self.assertEqual(outcome.stderr.count("hello retried      yes"), 3, str(outcome))

    def test_a_client_that_showed_a_certificate_needs_none_when_it_resumes(self):
        identity = self.pki.client("p256")
        with OpensslServer(self.pki.server(), "-www", "-Verify", "1", "-CAfile", self.pki.ca,
                           "-verify_return_error") as peer:
            self.repeated(peer.address, "--cert", identity.chain, "--key", identity.key)

    def test_a_server_without_tickets_makes_full_handshakes(self):
        with OpensslServer(self.pki.server(), "-www", "-num_tickets", "0") as peer:
            self.repeated(peer.address, resumed=False)


class Gnutls(Resuming):
    def test_sessions_of_each_suite_are_resumed(self):
        with GnutlsServer(self.pki.server(), "--http") as peer:
            for suite in SUITES:
                with self.subTest(suite):
                    self.repeated(peer.address, "--suites", suite)

    def test_a_retry_comes_before_the_resumption(self):
        with GnutlsServer(self.pki.server(), "--http", priority=f"{TLS13}:-GROUP-ALL:+GROUP-SECP384R1") as peer:
            outcome = self.repeated(peer.address, "--groups", "x25519,secp384r1")
            self.assertEqual(outcome.stderr.count("hello retried      yes"), 3, str(outcome))

    def test_a_server_without_tickets_makes_full_handshakes(self):
        with GnutlsServer(self.pki.server(), "--http", "--noticket") as peer:
            self.repeated(peer.address, resumed=False)


class Others(Resuming):
    def test_nginx_resumes(self):
        with NginxServer(self.folder, [NGINX.format(self.pki.server())]) as peer:
            page = self.repeated(peer.address).body
        self.assertEqual(page, b". r r ")

    def test_node_resumes(self):
        # Once: it gives no new ticket to who resumes.
        with NodeServer(self.pki.server()) as peer:
            self.repeated(peer.address, times=2)


class ExternalKeys(clients.WithPki):
    KEY = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f"
    ECHO = ("-rev", "-nocert", "-psk", KEY, "-psk_identity", "probe")

    def through(self, address, *options, key=KEY, name="probe"):
        return clients.probe(address, "--psk", f"{name}:{key}", *options, "--close-after", "5", data=b"ping\n")

    def test_the_key_takes_the_place_of_certificates(self):
        for suite in ["TLS_AES_128_GCM_SHA256", "TLS_CHACHA20_POLY1305_SHA256"]:
            with self.subTest(suite), OpensslServer(self.pki.server(), *self.ECHO, "-ciphersuites", suite) as peer:
                outcome = self.through(peer.address)
                self.assertEqual((outcome.status, outcome.body), (0, b"gnip\n"), str(outcome))
                self.assertEqual(outcome.info["resumed"], "yes")

    def test_the_key_goes_through_a_retry(self):
        with OpensslServer(self.pki.server(), *self.ECHO, "-groups", "P-384") as peer:
            self.assertEqual(self.through(peer.address).body, b"gnip\n")

    def test_another_key_or_name_is_nobody(self):
        with OpensslServer(self.pki.server(), *self.ECHO) as peer:
            for other in [{"key": "ff" * 32}, {"name": "somebody"}]:
                with self.subTest(other):
                    outcome = self.through(peer.address, **other)
                    self.assertNotEqual(outcome.status, 0, str(outcome))
                    self.assertEqual(outcome.body, b"")

    def test_a_certificate_takes_no_keys_place(self):
        with OpensslServer(self.pki.server(), "-rev") as peer:
            outcome = self.through(peer.address)
            self.assertEqual(outcome.status, clients.TLS, str(outcome))
            self.assertIn("did not take the pre-shared key", outcome.stderr)


class ChannelBindings(clients.WithPki):
    def test_tls_exporter_is_the_servers_too(self):
        with OpensslServer(self.pki.server(), "-keymatexport", "EXPORTER-Channel-Binding", "-keymatexportlen",
                           "32") as peer:
            outcome = clients.probe(peer.address, "--cafile", self.pki.ca, "--half-close", data=b"Q\n")
            theirs = peer.wait_for(rb"Keying material: ([0-9A-F]{64})")[1].decode()
        self.assertEqual(outcome.info["tls-exporter"], theirs, str(outcome))


clients.cases.run_unittest()
