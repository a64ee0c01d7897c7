"""TLS 1.2: https_get against the servers of others."""
import re

import clients
from peers import GnutlsServer, NginxServer, NodeServer, OpensslServer

OLD = ["--max-version", "1.2"]
GNUTLS = "NORMAL:-VERS-ALL:+VERS-TLS1.2"


class Tls12(clients.WithPki):
    def fetched(self, address, *options, **expected):
        outcome = self.fetch(address, *options)
        for what, value in ({"version": "TLS 1.2"} | {k.replace("_", " "): v for k, v in expected.items()}).items():
            self.assertEqual(outcome.info[what], value, str(outcome))
        return outcome

    def repeated(self, address, *options, resumed=True):
        outcome = self.fetch(address, "--repeat", 3, *options)
        said = re.findall(r"^  resumed +(yes|no)$", outcome.stderr, re.MULTILINE)
        self.assertEqual(said, ["no"] + ["yes" if resumed else "no"] * 2, str(outcome))
        self.assertNotIn("TLS 1.3", outcome.stderr)
        return outcome


class Openssl(Tls12):
    def server(self, *options, kind="p256"):
        return OpensslServer(self.pki.server(kind), "-www", *options, version="-tls1_2")

    def test_every_suite_with_every_group(self):
        for suite, (kind, name) in clients.TLS12_SUITES.items():
            with self.server(kind=kind) as peer:
                for group in clients.GROUPS:
                    with self.subTest(f"{suite} {group}"):
                        # RFC 8422, 4: the list is also of the curves that certificates may be on.
                        groups = ",".join(dict.fromkeys([group, *clients.TLS12_CURVES.get(kind, [])]))
                        outcome = self.fetched(peer.address, "--suites", suite, "--groups", groups, cipher_suite=suite,
                                               group=group, hello_retried="no")
                        self.assertRegex(outcome.body.decode(), r"New, TLSv1\.2, Cipher is " + name)
                        self.assertRegex(outcome.body.decode(), r"Extended master secret: yes")

    def test_a_client_of_1_2_alone_and_a_server_of_both(self):
        with OpensslServer(self.pki.server(), "-www", version="-no_tls1_1") as peer:
            self.fetched(peer.address, *OLD)
            self.assertEqual(self.fetch(peer.address).info["version"], "TLS 1.3")

    def test_a_client_of_1_3_alone_leaves_a_server_of_1_2(self):
        with self.server() as peer:
            self.refused(peer.address, clients.TLS, options=["--min-version", "1.3"])

    def test_a_server_of_1_1_is_left(self):
        with OpensslServer(self.pki.server(), "-www", "-cipher", "ALL:@SECLEVEL=0", version="-tls1_1") as peer:
            self.refused(peer.address, clients.TLS)

    def test_a_server_of_CBC_suites_alone_is_left(self):
        with self.server("-cipher", "ECDHE-ECDSA-AES128-SHA256") as peer:
            self.refused(peer.address, clients.TLS, "handshake_failure")

    def test_client_certificates_of_every_kind(self):
        with self.server("-Verify", "1", "-CAfile", self.pki.ca, "-verify_return_error") as peer:
            for kind in ["rsa2048", "p256", "p384", "ed25519"]:
                with self.subTest(kind):
                    identity = self.pki.client(kind)
                    outcome = self.fetched(peer.address, "--cert", identity.chain, "--key", identity.key)
                    self.assertIn("client certificate shown", outcome.stderr)
            self.refused(peer.address, clients.TLS, "handshake_failure")

    def test_sessions_are_resumed_by_ticket_and_by_ID(self):
        for options in [[], ["-no_ticket"]]:
            with self.subTest(options), self.server(*options) as peer:
                for suite in ["TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256", "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384"]:
                    page = self.repeated(peer.address, "--suites", suite).body.decode()
                    self.assertEqual(re.findall(r"(New|Reused), TLSv1\.2", page), ["New", "Reused", "Reused"])

    def test_the_servers_order_of_protocols_decides(self):
        with self.server("-alpn", "h2,http/1.1") as peer:
            self.fetched(peer.address, "--alpn", "http/1.1", alpn="http/1.1")

    def test_a_large_page(self):
        body = bytes(range(256)) * 4000
        (self.folder / "large").write_bytes(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(body) + body)
        with OpensslServer(self.pki.server(), "-HTTP", version="-tls1_2", cwd=self.folder) as peer:
            self.assertEqual(self.fetch(peer.address, path="/large").body, body)

    def test_the_trace_explains_1_2(self):
        with self.server() as peer:
            trace = self.fetch(peer.address, "--trace").stderr
        for words in ["server_key_exchange", "namedcurve", "server_hello_done", "-> WaitChangeCipherSpec"]:
            self.assertIn(words, trace)
        self.assertNotIn("malformed", trace)


class Gnutls(Tls12):
    def test_every_kind_of_key(self):
        for kind in ["rsa2048", "p256", "ed25519"]:
            with self.subTest(kind), GnutlsServer(self.pki.server(kind), "--http", priority=GNUTLS) as peer:
                self.fetched(peer.address)

    def test_sessions_are_resumed_by_ticket_and_by_ID(self):
        for options in [[], ["--noticket"]]:
            with self.subTest(options), GnutlsServer(self.pki.server(), "--http", *options, priority=GNUTLS) as peer:
                self.repeated(peer.address)

    def test_a_server_without_an_extended_master_secret_is_left(self):
        with GnutlsServer(self.pki.server(), "--http", priority=GNUTLS + ":%NO_SESSION_HASH") as peer:
            self.refused(peer.address, clients.TLS, "handshake_failure")

    def test_a_client_certificate(self):
        identity = self.pki.client("p256")
        with GnutlsServer(self.pki.server(), "--http", "--require-client-cert", "--x509cafile", self.pki.ca,
                          priority=GNUTLS) as peer:
            outcome = self.fetched(peer.address, "--cert", identity.chain, "--key", identity.key)
        self.assertIn("client certificate shown", outcome.stderr)


class Nginx(Tls12):
    SERVER = """
  server {{
    listen 127.0.0.1:{{port}} ssl;
    ssl_protocols TLSv1.2;
    ssl_session_cache shared:cxtls:1m;
    ssl_session_tickets {1};
    ssl_certificate {0.chain};
    ssl_certificate_key {0.key};
    location / {{ return 200 "$ssl_session_reused "; }}
  }}"""

    def test_sessions_are_resumed_by_ticket_and_by_ID(self):
        for tickets in ["on", "off"]:
            with self.subTest(tickets), NginxServer(self.folder, [self.SERVER.format(self.pki.server(), tickets)]) as peer:
                self.assertEqual(self.repeated(peer.address).body, b". r r ")


clients.cases.run_unittest()
