"""TLS 1.2: https_server against openssl s_client and https_get. server_curl_test.py and so on have that of other clients."""
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

    def test_sessions_are_resumed_by_ticket_and_by_ID(self):
        for suite in ["ECDHE-ECDSA-AES128-GCM-SHA256", "ECDHE-ECDSA-AES256-GCM-SHA384"]:
            # OpenSSL keeps the ticket of a resumed connection to itself, and one that names a session is good once.
            for kept, options, times in [([], [], 2), (["--keep-sessions"], [], 1), (["--keep-sessions"], ["-no_ticket"], 2)]:
                with self.subTest(f"{suite} {kept} {options}"):
                    server = self.serve(*kept)
                    session = self.folder / "session"
                    options = [*options, "-cipher", suite]
                    self.s_client(server, "-quiet", "-sess_out", session, *options)
                    for _ in range(times):
                        done = self.s_client(server, "-ign_eof", "-sess_in", session, *options)
                        self.assertIn(b"Reused, TLSv1.2, Cipher is " + suite.encode(), done.stdout)
                        self.assertEqual(b"TLS session ticket:" in done.stdout, "-no_ticket" not in options)
                    said = [one["resumed"] for one in server.connections(1 + times)]
                    self.assertEqual(said, ["no"] + ["yes"] * times)

    def test_a_server_that_keeps_nothing_gives_no_ID(self):
        self.assertRegex(self.s_client(self.serve(), "-ign_eof", "-no_ticket").stdout, rb"Session-ID: *\n")

    def test_the_client_stays_who_it_was(self):
        identity = self.pki.client()
        shown = ["-cert", identity.chain, "-key", identity.key]
        for options in [[], ["-no_ticket"]]:
            server = self.serve("--client-ca", self.pki.ca, "--require-client-cert", "--keep-sessions")
            session = self.folder / "session"
            self.s_client(server, "-quiet", "-sess_out", session, *options, *shown)
            self.s_client(server, "-quiet", "-sess_in", session, *options)
            self.assertEqual([(said["client"], said["resumed"]) for said in server.connections(2)],
                             [("client-p256", "no"), ("client-p256", "yes")])


class Others(Tls12):
    def test_a_client_without_an_extended_master_secret_is_refused(self):
        done = run(require("gnutls-cli"), "--port", self.serve().port, "--insecure", "--priority",
                   "NORMAL:-VERS-ALL:+VERS-TLS1.2:%NO_SESSION_HASH", "127.0.0.1")
        self.assertIn(b"Handshake failed", done.stdout + done.stderr)

    def test_our_own_client(self):
        for options in [OLD, []]:
            for kept in [[], ["--keep-sessions"]]:
                server = self.serve("--max-version", "1.2", *kept)
                outcome = self.fetch(server.address, "--repeat", 3, *options)
                self.assertEqual(outcome.stderr.count("resumed            yes"), 2)
                self.assertNotIn("TLS 1.3", outcome.stderr)


clients.cases.run_unittest()
