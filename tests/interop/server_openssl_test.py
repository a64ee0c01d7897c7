"""https_server against openssl s_client."""
import hashlib
import re

import clients
from peers import Process, require
from served import HttpsServer, Served, filler, get, page, parsed, run

KINDS = ["rsa2048", "p256", "p384", "ed25519"]
CURVES = {"x25519": "X25519", "secp256r1": "P-256", "secp384r1": "P-384"}


class Openssl(Served):
    def s_client(self, server, *options, data=None, name="localhost"):
        return run(require("openssl"), "s_client", "-connect", server.address, "-CAfile", self.pki.ca,
                   "-verify_return_error", *(["-servername", name] if name else ["-noservername"]), *options, data=get() if data is None else data)

    def ask(self, server, *options, **more):
        """What the server says of the connection to the client."""
        done = self.s_client(server, "-quiet", *options, **more)
        status, body = parsed(done.stdout)
        self.assertEqual(status, 200, done.stderr)
        return page(body)

    def refused(self, server, alert, *options, data=b""):
        done = self.s_client(server, "-ign_eof", *options, data=data)
        self.assertRegex(done.stderr.decode(), f"alert {alert}")


@clients.matrix(KINDS)
class EveryCertificateSuiteAndGroup(Openssl):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.servers = {kind: cls.lasting(HttpsServer(cls.pki.server(kind))) for kind in KINDS}

    def check(self, kind, suite, group):
        done = self.s_client(self.servers[kind], "-ign_eof", "-ciphersuites", suite, "-groups", CURVES[group])
        text = done.stdout.decode()
        for line in [f"New, TLSv1.3, Cipher is {suite}", "Verify return code: 0 (ok)"]:
            self.assertTrue(line in text, text)
        seen = page(parsed(done.stdout[done.stdout.index(b"HTTP/1.1 "):])[1])
        self.assertEqual((seen["suite"], seen["group"], seen["retried"]), (suite, group, "no"))
        signed = {"rsa2048": "RSA-PSS", "p256": "ECDSA", "p384": "ECDSA", "ed25519": "ed25519"}[kind]
        self.assertTrue(f"Peer signature type: {signed}" in text, text)


class Negotiation(Openssl):
    def test_a_client_whose_share_is_of_another_group_is_asked_again(self):
        for options in [[], ["--cookies"]]:
            for group, curve in CURVES.items():
                first = "X25519" if curve != "X25519" else "P-256"
                for suite in clients.SUITES:
                    with self.subTest(f"{group} {suite} {options}"):
                        server = self.serve("--groups", group, *options)
                        seen = self.ask(server, "-groups", f"{first}:{curve}", "-ciphersuites", suite)
                        self.check_sides(seen, server.connection(), group=group, suite=suite, retried="yes")
                        server.close()

    def test_the_servers_order_of_suites_and_protocols_decides(self):
        server = self.serve("--suites", "TLS_CHACHA20_POLY1305_SHA256,TLS_AES_128_GCM_SHA256", "--alpn", "x/2,http/1.1")
        seen = self.ask(server, "-ciphersuites", ":".join(clients.SUITES), "-alpn", "http/1.1,x/2")
        self.check_sides(seen, server.connection(), suite="TLS_CHACHA20_POLY1305_SHA256", alpn="x/2")

    def test_a_client_without_ALPN_gets_none(self):
        server = self.serve("--alpn", "h2,http/1.1")
        self.check_sides(self.ask(server), server.connection(), alpn="none")

    def test_no_common_protocol_is_no_application_protocol(self):
        server = self.serve("--alpn", "http/1.1")
        self.refused(server, "no application protocol", "-alpn", "h3")
        self.assertIn("no_application_protocol", server.connection()["end"])

    def test_no_common_group_or_suite_is_a_handshake_failure(self):
        server = self.serve()
        self.refused(server, "handshake failure", "-groups", "P-521")
        self.refused(server, "handshake failure", "-ciphersuites", "TLS_AES_128_CCM_SHA256")
        for said in server.connections(2):
            self.assertIn("the alert sent is handshake_failure", said["end"])

    def test_no_common_signature_scheme_is_a_handshake_failure(self):
        server = self.serve()  # has a P-256 key
        self.refused(server, "handshake failure", "-sigalgs", "rsa_pss_rsae_sha256:rsa_pkcs1_sha256")

    def test_the_key_log_is_the_one_the_client_writes(self):
        theirs, ours = self.folder / "theirs.keys", self.folder / "ours.keys"
        server = self.serve("--keylog", ours)
        self.ask(server, "-keylogfile", theirs)
        self.ask(server, "-keylogfile", theirs)
        server.connections(2)

        def lines(path):
            return sorted(line for line in path.read_text().splitlines() if line and not line.startswith("#"))
        self.assertEqual(lines(ours), lines(theirs))

    def test_the_trace_names_every_message(self):
        server = self.serve("--trace")
        self.ask(server)
        server.connection()
        trace = server.text()
        for word in ["<-- client_hello", "--> server_hello", "--> encrypted_extensions", "--> certificate,",
                     "--> certificate_verify", "--> finished", "<-- finished", "--> new_session_ticket", "key_share",
                     '"localhost"', "=== ", "close_notify"]:
            self.assertIn(word, trace)
        self.assertNotIn("malformed", trace)


class Certificates(Openssl):
    def subject(self, server, name, *options):
        done = self.s_client(server, *options, name=name)
        return re.search(r"^subject=CN = (.*)$", done.stdout.decode(), re.MULTILINE)[1]

    def test_the_name_that_is_asked_for_decides_exact_before_wildcard_before_the_first(self):
        one = self.pki.server(name="one", san="DNS:localhost")
        exact = self.pki.server(name="exact", san="DNS:a.wild.example")
        wild = self.pki.server(name="wild", san="DNS:*.wild.example")
        server = self.serve(identities=[one, wild, exact])
        for name, expected in [("localhost", "one"), ("a.wild.example", "exact"), ("b.wild.example", "wild"),
                               ("A.WILD.EXAMPLE", "exact"), ("c.b.wild.example", "one"), ("wild.example", "one"),
                               ("unknown.example", "one")]:
            with self.subTest(name):
                self.assertEqual(self.subject(server, name), expected)

    def test_a_client_that_asks_for_no_name_gets_the_first(self):
        server = self.serve(identities=[self.pki.server(name="one", san="DNS:localhost"), self.pki.server("rsa2048")])
        self.assertEqual(self.subject(server, None), "one")

    def test_of_two_for_one_name_the_client_gets_the_one_whose_algorithm_it_knows(self):
        server = self.serve(identities=[self.pki.server("p256"), self.pki.server("rsa2048")])
        self.assertEqual(self.subject(server, "localhost"), "server-p256")
        self.assertEqual(self.subject(server, "localhost", "-sigalgs", "rsa_pss_rsae_sha256:rsa_pkcs1_sha256"),
                         "server-rsa2048")

    def test_an_intermediate_is_sent_along(self):
        server = self.serve(identities=[self.pki.server_behind_intermediate()])
        self.assertIn("Verify return code: 0 (ok)", self.s_client(server).stdout.decode())


class ClientCertificates(Openssl):
    def test_each_kind_of_client_certificate_is_accepted_and_named(self):
        server = self.serve("--client-ca", self.pki.ca, "--require-client-cert")
        for kind in KINDS:
            with self.subTest(kind):
                identity = self.pki.client(kind)
                seen = self.ask(server, "-cert", identity.chain, "-key", identity.key)
                self.assertEqual(seen["client"], f"client-{kind}")

    def test_a_required_one_that_is_missing_is_certificate_required(self):
        server = self.serve("--client-ca", self.pki.ca, "--require-client-cert")
        self.refused(server, "certificate required", data=get())
        self.assertIn("the alert sent is certificate_required", server.connection()["end"])

    def test_an_optional_one_may_be_missing(self):
        server = self.serve("--client-ca", self.pki.ca)
        self.check_sides(self.ask(server), server.connection(), client="none")

    def test_one_of_another_authority_is_unknown_ca_required_or_not(self):
        _, stranger = self.pki.stranger()
        for options in [[], ["--require-client-cert"]]:
            server = self.serve("--client-ca", self.pki.ca, *options)
            self.refused(server, "unknown ca", "-cert", stranger.chain, "-key", stranger.key, data=get())
            self.assertIn("the alert sent is unknown_ca", server.connection()["end"])

    def test_a_servers_certificate_is_none_of_a_client(self):
        server = self.serve("--client-ca", self.pki.ca)
        identity = self.pki.server()
        self.refused(server, "(unsupported|bad) certificate", "-cert", identity.chain, "-key", identity.key, data=get())

    def test_the_authorities_are_named_to_the_client(self):
        server = self.serve("--client-ca", self.pki.authority("p256").chain)
        self.assertRegex(self.s_client(server).stdout.decode(), r"Acceptable client certificate CA names\nCN = Test Root p256")

    def test_a_certificate_survives_a_hello_retry_request(self):
        identity = self.pki.client()
        for options in [[], ["--cookies"]]:
            server = self.serve("--client-ca", self.pki.ca, "--require-client-cert", "--groups", "secp384r1", *options)
            seen = self.ask(server, "-cert", identity.chain, "-key", identity.key)
            self.check_sides(seen, server.connection(), client="client-p256", retried="yes")


class Resumption(Openssl):
    def sessions(self, server, *options, then=None):
        """What two connections see, the second of which may resume the first."""
        file = self.folder / "session"
        file.unlink(missing_ok=True)
        first = self.ask(server, "-sess_out", file, *options)
        return first, self.ask(server, "-sess_in", file, *(options if then is None else then))

    def test_a_session_is_resumed_with_each_suite(self):
        server = self.serve()
        for suite in clients.SUITES:
            with self.subTest(suite):
                first, second = self.sessions(server, "-ciphersuites", suite)
                self.assertEqual((first["resumed"], second["resumed"]), ("no", "yes"))
                self.assertEqual(second["suite"], suite)

    def test_a_session_is_resumed_after_a_hello_retry_request(self):
        for options in [[], ["--cookies"]]:
            with self.subTest(options):
                server = self.serve("--groups", "secp384r1", *options)
                _, second = self.sessions(server)
                self.assertEqual((second["resumed"], second["retried"]), ("yes", "yes"))

    def test_the_client_stays_who_it_was(self):
        identity = self.pki.client()
        server = self.serve("--client-ca", self.pki.ca, "--require-client-cert")
        _, second = self.sessions(server, "-cert", identity.chain, "-key", identity.key, then=[])
        self.assertEqual((second["resumed"], second["client"]), ("yes", "client-p256"))

    def test_a_session_of_another_name_is_a_full_handshake(self):
        server = self.serve()
        file = self.folder / "session"
        self.ask(server, "-sess_out", file)
        self.assertEqual(self.ask(server, "-sess_in", file, name="other.example")["resumed"], "no")

    def test_a_session_of_another_server_is_a_full_handshake(self):
        file = self.folder / "session"
        self.ask(self.serve(), "-sess_out", file)
        self.assertEqual(self.ask(self.serve(), "-sess_in", file)["resumed"], "no")

    def test_a_session_with_a_suite_of_another_hash_is_a_full_handshake(self):
        server = self.serve()
        _, second = self.sessions(server, "-ciphersuites", "TLS_AES_128_GCM_SHA256",
                                  then=["-ciphersuites", "TLS_AES_256_GCM_SHA384"])
        self.assertEqual((second["resumed"], second["suite"]), ("no", "TLS_AES_256_GCM_SHA384"))

    def test_without_tickets_nothing_is_resumed(self):
        server = self.serve("--tickets", "0")
        done = self.s_client(server)
        self.assertNotIn("New Session Ticket arrived", done.stdout.decode())

    def test_as_many_tickets_come_as_were_asked_for(self):
        for count in [1, 8]:
            with self.subTest(count):
                done = self.s_client(self.serve("--tickets", count), "-ign_eof")
                self.assertEqual(done.stdout.decode().count("New Session Ticket arrived"), count)


class Data(Openssl):
    def test_20_MB_arrive_whole_with_each_suite(self):
        server = self.serve()
        for suite in clients.SUITES:
            with self.subTest(suite):
                done = self.s_client(server, "-quiet", "-ciphersuites", suite, data=get("/bytes/20000000"))
                status, body = parsed(done.stdout)
                self.assertEqual(status, 200)
                self.assertEqual(hashlib.sha256(body).digest(), hashlib.sha256(filler(20_000_000)).digest())

    def test_small_records_are_put_together(self):
        data = filler(100_000)
        request = b"POST / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 100000\r\n\r\n" + data
        done = self.s_client(self.serve(), "-quiet", "-max_send_frag", "512", data=request)
        self.assertEqual(parsed(done.stdout), (200, data))

    def test_the_clients_key_updates_are_followed_and_answered(self):
        server = self.serve()
        with Process(require("openssl"), "s_client", "-connect", server.address, "-CAfile", self.pki.ca, "-msg") as client:
            client.wait_for(rb"read R BLOCK|Verify return code")
            client.write(b"POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n")
            client.wait_for(rb"HTTP/1\.1 200 OK")
            # s_client reads commands as lines of their own: each goes out when the last has been seen to work.
            client.write(b"6\r\nbefore\r\n")
            client.wait_for(rb"before\r\n")
            client.write(b"k\n")  # new keys
            client.wait_for(rb">>> .*KeyUpdate")
            client.write(b"7\r\nbetween\r\n")
            client.wait_for(rb"between\r\n")
            client.write(b"K\n")  # new keys, and please you too
            client.wait_for(rb"<<< .*KeyUpdate")
            client.write(b"5\r\nafter\r\n")
            client.wait_for(rb"after\r\n")
            client.write(b"0\r\n\r\n")
            client.wait_for(rb"\n0\r\n\r\n")
            client.write(b"Q\n")
            self.assertEqual(server.connection()["end"], "closed")


clients.cases.run_unittest()
