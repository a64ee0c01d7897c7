"""TLS 1.2: https_get against the servers of others."""
import json
import re
import ssl

import clients
import tcp
from peers import GnutlsServer, NginxServer, NodeServer, OpensslServer

KINDS = ["rsa2048", "p256", "p384", "ed25519"]
OLD = ["--max-version", "1.2"]
GNUTLS = "NORMAL:-VERS-ALL:+VERS-TLS1.2"


class Tls12(clients.WithPki):
    def fetched(self, address, *options, path="/", **expected):
        outcome = self.fetch(address, *options, path=path)
        for what, value in ({"version": "TLS 1.2"} | {k.replace("_", " "): v for k, v in expected.items()}).items():
            self.assertEqual(outcome.info[what], value, str(outcome))
        return outcome

    def every_suite(self, start, check):
        """Every suite with every kind of certificate: start(kind) is a server, check(server, outcome) says what it saw."""
        for kind in KINDS:
            with start(kind) as peer:
                for suite in clients.tls12_suites(kind):
                    with self.subTest(f"{kind} {suite}"):
                        check(peer, self.fetched(peer.address, "--suites", suite, cipher_suite=suite))

    def every_certificate(self, address, check, **more):
        """Every kind of client certificate; check(name, outcome) says whom the server saw."""
        for kind in KINDS:
            with self.subTest(kind):
                identity = self.pki.client(kind)
                outcome = self.fetched(address, "--cert", identity.chain, "--key", identity.key, **more)
                self.assertIn("client certificate shown", outcome.stderr)
                check(f"client-{kind}", outcome)

    def repeated(self, address, by, *options, **more):
        """Fetches three times: the first session is resumed by "ticket" or by "ID"."""
        outcome = self.fetch(address, "--repeat", 3, "--trace", *options, **more)
        said = re.findall(r"^  resumed +(yes|no)$", outcome.stderr, re.MULTILINE)
        self.assertEqual(said, ["no", "yes", "yes"], str(outcome))
        self.assertEqual("<-- new_session_ticket" in outcome.stderr, by == "ticket")
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
            self.every_certificate(peer.address, lambda name, outcome: self.assertRegex(
                outcome.body.decode(), f"Subject: CN ?= ?{name}"))
            self.refused(peer.address, clients.TLS, "handshake_failure")

    def test_sessions_are_resumed_by_ticket_and_by_ID(self):
        for by, options in [("ticket", []), ("ID", ["-no_ticket"])]:
            with self.subTest(by), self.server(*options) as peer:
                for suite in ["TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256", "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384"]:
                    page = self.repeated(peer.address, by, "--suites", suite).body.decode()
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
    def test_every_certificate_and_suite(self):
        self.every_suite(lambda kind: GnutlsServer(self.pki.server(kind), "--http", priority=GNUTLS),
                         lambda peer, outcome: self.assertIn("TLS1.2", outcome.body.decode()))

    def test_sessions_are_resumed_by_ticket_and_by_ID(self):
        for by, options in [("ticket", []), ("ID", ["--noticket"])]:
            with self.subTest(by), GnutlsServer(self.pki.server(), "--http", *options, priority=GNUTLS) as peer:
                self.repeated(peer.address, by)

    def test_a_server_without_an_extended_master_secret_is_left(self):
        with GnutlsServer(self.pki.server(), "--http", priority=GNUTLS + ":%NO_SESSION_HASH") as peer:
            self.refused(peer.address, clients.TLS, "handshake_failure")

    def test_client_certificates_of_every_kind(self):
        with GnutlsServer(self.pki.server(), "--http", "--require-client-cert", "--x509cafile", self.pki.ca,
                          priority=GNUTLS) as peer:
            self.every_certificate(peer.address, lambda name, outcome: self.assertIn(
                f"CN={name}", outcome.body.decode()))


class Nginx(Tls12):
    SERVER = """
  server {{
    listen 127.0.0.1:{{port}} ssl;
    ssl_protocols TLSv1.2;
    ssl_session_cache shared:cxtls:1m;
    ssl_session_tickets {1};
    ssl_certificate {0.chain};
    ssl_certificate_key {0.key};
    {2}
    location / {{ return 200 "$ssl_protocol $ssl_cipher $ssl_client_s_dn"; }}
    location /resumed {{ return 200 "$ssl_session_reused "; }}
  }}"""

    def server(self, kind="p256", tickets="on", more=""):
        return NginxServer(self.folder, [self.SERVER.format(self.pki.server(kind), tickets, more)])

    def test_every_certificate_and_suite(self):
        def check(peer, outcome):
            suite = outcome.info["cipher suite"]
            self.assertEqual(outcome.body.decode().split(), ["TLSv1.2", clients.TLS12_SUITES[suite][1]])
        self.every_suite(self.server, check)

    def test_client_certificates_of_every_kind(self):
        with self.server(more=f"ssl_client_certificate {self.pki.ca}; ssl_verify_client on;") as peer:
            self.every_certificate(peer.address, lambda name, outcome: self.assertEqual(
                outcome.body.decode().split()[2:], [f"CN={name}"]))

    def test_sessions_are_resumed_by_ticket_and_by_ID(self):
        for by, tickets in [("ticket", "on"), ("ID", "off")]:
            with self.subTest(by), self.server(tickets=tickets) as peer:
                self.assertEqual(self.repeated(peer.address, by, path="/resumed").body, b". r r ")


class Node(Tls12):
    def server(self, kind="p256", **options):
        return NodeServer(self.pki.server(kind), version="TLSv1.2", **options)

    def test_every_certificate_and_suite(self):
        def check(peer, outcome):
            seen = json.loads(outcome.body)
            self.assertEqual((seen["protocol"], seen["cipher"]), ("TLSv1.2", outcome.info["cipher suite"]))
        self.every_suite(self.server, check)

    def test_client_certificates_of_every_kind(self):
        with self.server(ca=self.pki.ca) as peer:
            self.every_certificate(peer.address, lambda name, outcome: self.assertEqual(
                json.loads(outcome.body)["client"], name))
            self.refused(peer.address, clients.TLS, "alert")

    def test_sessions_are_resumed_by_ticket_and_by_ID(self):
        for by, options in [("ticket", {}), ("ID", {"ids": True})]:
            with self.subTest(by), self.server(**options) as peer:
                pages = self.repeated(peer.address, by).body.decode().replace("}{", "}\n{").splitlines()
                self.assertEqual([json.loads(page)["resumed"] for page in pages], [False, True, True])


class Python(Tls12):
    def server(self, kind="p256", configure=lambda context: None):
        def old(context):
            context.minimum_version = context.maximum_version = ssl.TLSVersion.TLSv1_2
            configure(context)
        return tcp.PythonServer(self.pki.server(kind), tcp.page(b"hello"), old)

    def test_every_certificate_and_suite(self):
        def check(peer, outcome):
            name = clients.TLS12_SUITES[outcome.info["cipher suite"]][1]
            self.assertEqual((peer.seen[-1]["version"], peer.seen[-1]["cipher"]), ("TLSv1.2", name))
        self.every_suite(self.server, check)

    def test_client_certificates_of_every_kind(self):
        def configure(context):
            context.verify_mode = ssl.CERT_REQUIRED
            context.load_verify_locations(self.pki.ca)
        with self.server(configure=configure) as peer:
            self.every_certificate(peer.address, lambda name, outcome: self.assertEqual(
                peer.seen[-1]["certificate"]["subject"], ((("commonName", name),),)))
            self.refused(peer.address, clients.TLS, "handshake_failure")

    def test_sessions_are_resumed_by_ticket_and_by_ID(self):
        def ids(context):
            context.options |= ssl.OP_NO_TICKET
        for by, configure in [("ticket", lambda context: None), ("ID", ids)]:
            with self.subTest(by), self.server(configure=configure) as peer:
                self.repeated(peer.address, by)
                self.assertEqual([one["resumed"] for one in peer.seen], [False, True, True])


clients.cases.run_unittest()
