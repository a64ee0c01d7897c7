"""TLS 1.2: https_server against the clients of others."""
import socket
import ssl

import clients
from peers import require
from served import Served, get, page, parsed, run

OLD = ["--max-version", "1.2"]


class Tls12(Served):
    def s_client(self, server, *options, data=None):
        return run(require("openssl"), "s_client", "-tls1_2", "-connect", server.address, "-CAfile", self.pki.ca,
                   "-verify_return_error", "-servername", "localhost", *options, data=get() if data is None else data)

    def ask(self, server, *options, **expected):
        done = self.s_client(server, "-quiet", *options)
        status, body = parsed(done.stdout)
        self.assertEqual(status, 200, done.stderr)
        self.check_sides(page(body), server.connection(), version="TLS1.2", **expected)
        return page(body)


class Openssl(Tls12):
    def test_every_suite_with_every_group(self):
        for suite, (kind, name) in clients.TLS12_SUITES.items():
            for group, curve in {"x25519": "X25519", "secp256r1": "P-256", "secp384r1": "P-384"}.items():
                with self.subTest(f"{suite} {group}"):
                    # RFC 8422, 4: the list is also of the curves that certificates may be on.
                    curves = ":".join(dict.fromkeys([curve, *{"p256": ["P-256"], "p384": ["P-384"]}.get(kind, [])]))
                    server = self.serve("--groups", ",".join(dict.fromkeys([group, *clients.GROUPS])), kind=kind)
                    self.ask(server, "-cipher", name, "-groups", curves, suite=suite, group=group)

    def test_what_is_not_spoken_is_refused(self):
        server = self.serve()
        for options, alert in [(["-cipher", "ECDHE-ECDSA-AES128-SHA256"], "handshake failure"),
                               (["-cipher", "ECDHE-RSA-AES128-GCM-SHA256"], "handshake failure"),
                               (["-groups", "P-521"], "handshake failure")]:
            with self.subTest(options):
                self.assertRegex(self.s_client(server, *options, data=b"").stderr.decode(), f"alert {alert}")
        old = run(require("openssl"), "s_client", "-tls1_1", "-cipher", "ALL:@SECLEVEL=0", "-connect", server.address)
        self.assertRegex(old.stderr.decode(), "alert protocol version")
        fallback = self.s_client(server, "-fallback_scsv", data=b"")
        self.assertRegex(fallback.stderr.decode(), "alert inappropriate fallback")

    def test_client_certificates_of_every_kind(self):
        for kind in ["rsa2048", "p256", "p384", "ed25519"]:
            with self.subTest(kind):
                identity = self.pki.client(kind)
                server = self.serve("--client-ca", self.pki.ca, "--require-client-cert")
                self.ask(server, "-cert", identity.chain, "-key", identity.key)
        server = self.serve("--client-ca", self.pki.ca, "--require-client-cert")
        self.assertRegex(self.s_client(server, data=b"").stderr.decode(), "alert handshake failure")

    def test_sessions_are_resumed_by_ticket(self):
        server = self.serve()
        session = self.folder / "session"
        self.s_client(server, "-quiet", "-sess_out", session)
        done = self.s_client(server, "-ign_eof", "-sess_in", session)
        self.assertIn(b"Reused, TLSv1.2", done.stdout)
        self.assertEqual([said["resumed"] for said in server.connections(2)], ["no", "yes"])


class Others(Tls12):
    def test_curl(self):
        server = self.serve()
        done = run(require("curl"), "-sS", "--tls-max", "1.2", "--cacert", self.pki.ca, "--connect-to",
                   f"localhost:443:{server.address}", "https://localhost/connection")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.check_sides(page(done.stdout), server.connection(), version="TLS1.2")

    def test_gnutls(self):
        server = self.serve()
        done = run(require("gnutls-cli"), "--port", server.port, "--x509cafile", self.pki.ca, "--sni-hostname",
                   "localhost", "--verify-hostname", "localhost", "--priority", "NORMAL:-VERS-ALL:+VERS-TLS1.2",
                   "127.0.0.1", data=get())
        self.assertIn(b"HTTP/1.1 200", done.stdout, done.stderr)
        self.assertEqual(server.connection()["version"], "TLS1.2")

    def test_a_client_without_an_extended_master_secret_is_refused(self):
        done = run(require("gnutls-cli"), "--port", self.serve().port, "--insecure", "--priority",
                   "NORMAL:-VERS-ALL:+VERS-TLS1.2:%NO_SESSION_HASH", "127.0.0.1")
        self.assertIn(b"Handshake failed", done.stdout + done.stderr)

    def test_python(self):
        server = self.serve()
        context = ssl.create_default_context(cafile=self.pki.ca)
        context.maximum_version = ssl.TLSVersion.TLSv1_2
        with socket.create_connection(("127.0.0.1", server.port)) as plain:
            with context.wrap_socket(plain, server_hostname="localhost") as tls:
                self.assertEqual(tls.version(), "TLSv1.2")
                tls.sendall(get())
                answer = b""
                while piece := tls.recv(1 << 14):
                    answer += piece
                tls.unwrap().close()
        self.check_sides(page(parsed(answer)[1]), server.connection(), version="TLS1.2")

    def test_our_own_client(self):
        for options in [OLD, []]:
            server = self.serve("--max-version", "1.2")
            outcome = self.fetch(server.address, "--repeat", 2, *options)
            self.assertIn("resumed            yes", outcome.stderr)
            self.assertNotIn("TLS 1.3", outcome.stderr)


clients.cases.run_unittest()
