"""tshark decrypts captures of our connections with our key log."""
import heavy
import clients
from pcap import Recorder
from peers import require
from served import Served, get, run

# Handshake messages by their numbers (RFC 8446, 4).
HELLO, SERVER_HELLO, TICKET, ENCRYPTED_EXTENSIONS, CERTIFICATE, REQUEST, VERIFY, FINISHED, UPDATE = 1, 2, 4, 8, 11, 13, 15, 20, 24


class Tshark(Served):
    def fields(self, capture, keys, *names, only=None):
        done = run(require("tshark"), "-r", capture, "-o", f"tls.keylog_file:{keys}", *(["-Y", only] if only else []),
                   "-T", "fields", *[part for name in names for part in ("-e", name)])
        self.assertEqual(done.returncode, 0, done.stderr)
        return [line.split("\t") for line in done.stdout.decode().splitlines() if line.strip()]

    def messages(self, capture, keys):
        """The numbers of all handshake messages, those that were encrypted too."""
        return [int(number) for line in self.fields(capture, keys, "tls.handshake.type")
                for number in line[0].split(",") if number]

    def check(self, capture, keys, path, *expected):
        uris = self.fields(capture, keys, "http.request.method", "http.request.uri", only="http.request")
        self.assertEqual(uris, [["GET", path]])
        self.assertEqual(self.fields(capture, keys, "http.response.code", only="http.response"), [["200"]])
        seen = self.messages(capture, keys)
        for message in expected:
            self.assertIn(message, seen)
        return seen

    def serve_recorded(self, *options, **more):
        """A server with a key log, and a relay to it."""
        keys, capture = self.folder / f"{self._testMethodName}.keys", self.folder / f"{self._testMethodName}.pcap"
        keys.unlink(missing_ok=True)
        relay = Recorder(self.serve("--keylog", keys, *options, **more).address, capture)
        return relay, keys, capture

    def openssl(self, relay, *options):
        done = run(require("openssl"), "s_client", "-quiet", "-connect", relay.address, "-CAfile", self.pki.ca,
                   "-verify_return_error", *options, data=get("/hello"))
        self.assertIn(b"Hello!", done.stdout, done.stderr)


class Tls13(Tshark):
    def test_our_servers_connections_with_each_suite(self):
        for suite in clients.SUITES:
            with self.subTest(suite):
                relay, keys, capture = self.serve_recorded("--suites", suite)
                with relay:
                    self.openssl(relay)
                self.check(capture, keys, "/hello", ENCRYPTED_EXTENSIONS, CERTIFICATE, VERIFY, FINISHED, TICKET)

    def test_without_the_key_log_nothing_is_read(self):
        relay, keys, capture = self.serve_recorded()
        with relay:
            self.openssl(relay)
        empty = self.folder / "empty.keys"
        empty.touch()
        self.assertEqual(self.fields(capture, empty, "http.request.uri", only="http.request"), [])
        self.assertNotIn(CERTIFICATE, self.messages(capture, empty))

    def test_a_connection_with_client_certificate_and_hello_retry_request(self):
        identity = self.pki.client()
        relay, keys, capture = self.serve_recorded("--client-ca", self.pki.ca, "--groups", "secp384r1", "--cookies")
        with relay:
            self.openssl(relay, "-cert", identity.chain, "-key", identity.key)
        seen = self.check(capture, keys, "/hello", REQUEST, CERTIFICATE, VERIFY)
        self.assertEqual((seen.count(HELLO), seen.count(CERTIFICATE)), (2, 2))

    def test_a_resumed_connection(self):
        session = self.folder / "session"
        server_keys = self.folder / "resumed.keys"
        server = self.serve("--keylog", server_keys)
        for option in ["-sess_out", "-sess_in"]:
            capture = self.folder / f"resumed{option}.pcap"
            with Recorder(server.address, capture) as relay:
                self.openssl(relay, option, session)
        seen = self.check(capture, server_keys, "/hello", FINISHED)
        self.assertNotIn(CERTIFICATE, seen)

    def test_new_keys_on_the_way(self):
        relay, keys, capture = self.serve_recorded()
        with relay:
            outcome = clients.probe(relay.address, "--cafile", self.pki.ca, "--key-update", "20", data=get("/hello"))
            self.assertIn(b"Hello!", outcome.body, outcome.stderr)
        self.check(capture, keys, "/hello", UPDATE)

    def test_our_clients_connections_with_the_clients_own_key_log(self):
        keys, capture = self.folder / "client.keys", self.folder / "client.pcap"
        with Recorder(self.serve().address, capture) as relay:
            self.fetch(relay.address, "--keylog", keys, path="/hello")
        self.check(capture, keys, "/hello", ENCRYPTED_EXTENSIONS, CERTIFICATE, VERIFY, FINISHED, TICKET)


class Tls12(Tshark):
    """One line of the key log, CLIENT_RANDOM, opens both directions; of the handshake only Finished is encrypted."""
    OLD = ["-tls1_2"]

    def test_our_servers_connections_with_each_suite(self):
        for suite, (kind, name) in clients.TLS12_SUITES.items():
            with self.subTest(suite):
                relay, keys, capture = self.serve_recorded(kind=kind)
                with relay:
                    self.openssl(relay, *self.OLD, "-cipher", name)
                self.check(capture, keys, "/hello", CERTIFICATE, FINISHED, TICKET)
                self.assertRegex(keys.read_text(), r"\ACLIENT_RANDOM [0-9a-f]{64} [0-9a-f]{96}\n\Z")

    def test_without_the_key_log_nothing_is_read(self):
        relay, keys, capture = self.serve_recorded()
        with relay:
            self.openssl(relay, *self.OLD)
        empty = self.folder / "empty.keys"
        empty.touch()
        self.assertEqual(self.fields(capture, empty, "http.request.uri", only="http.request"), [])
        self.assertNotIn(FINISHED, self.messages(capture, empty))

    def test_a_connection_with_client_certificate(self):
        identity = self.pki.client()
        relay, keys, capture = self.serve_recorded("--client-ca", self.pki.ca)
        with relay:
            self.openssl(relay, *self.OLD, "-cert", identity.chain, "-key", identity.key)
        seen = self.check(capture, keys, "/hello", REQUEST, VERIFY, FINISHED)
        self.assertEqual(seen.count(CERTIFICATE), 2)

    def test_connections_that_are_resumed_by_ticket_and_by_ID(self):
        for options in [[], ["-no_ticket"]]:
            with self.subTest(options):
                session, keys = self.folder / f"session{len(options)}", self.folder / f"resumed{len(options)}.keys"
                server = self.serve("--keylog", keys, "--keep-sessions")
                for option in ["-sess_out", "-sess_in"]:
                    capture = self.folder / f"resumed{option}.pcap"
                    with Recorder(server.address, capture) as relay:
                        self.openssl(relay, *self.OLD, *options, option, session)
                seen = self.check(capture, keys, "/hello", SERVER_HELLO, FINISHED)
                self.assertNotIn(CERTIFICATE, seen)

    def test_our_clients_connections_with_the_clients_own_key_log(self):
        keys, capture = self.folder / "client12.keys", self.folder / "client12.pcap"
        with Recorder(self.serve().address, capture) as relay:
            self.fetch(relay.address, "--keylog", keys, "--max-version", "1.2", path="/hello")
        self.check(capture, keys, "/hello", CERTIFICATE, FINISHED, TICKET)


clients.cases.run_unittest()
