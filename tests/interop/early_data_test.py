"""0-RTT both ways: https_get --early-data against the servers of others, https_server --early-data against their clients."""
import os
import re

import clients
from peers import GnutlsServer, OpensslServer, Process, require
from served import HttpsServer, Served, get, run


class EarlyData(Served):
    def session(self, name):
        return str(self.folder / name)

    def early(self, outcome):
        return re.findall(r"^  early data +(\w+)$", outcome.stderr, re.MULTILINE)


class Own(EarlyData):
    def test_a_session_in_a_file_is_resumed_with_early_data(self):
        server = self.serve("--early-data")
        name = self.session("own-session")
        first = self.fetch(server.address, "--session", name, "--early-data", path="/hello")
        self.assertEqual(self.early(first), [])
        self.assertEqual(os.stat(name).st_mode & 0o777, 0o600)
        for _ in range(2):
            again = self.fetch(server.address, "--session", name, "--early-data", path="/hello")
            self.assertEqual((again.info["resumed"], self.early(again), again.body), ("yes", ["taken"], b"Hello!\n"))
        self.assertEqual([c["early"] for c in server.connections(3)], ["none", "taken", "taken"])

    def test_a_server_that_forgot_how_refuses_and_the_request_is_sent_again(self):
        name = self.session("refused-session")
        with HttpsServer(self.pki.server(), options=["--early-data"]) as willing:
            self.fetch(willing.address, "--session", name, path="/hello")
        unwilling = self.serve()
        outcome = self.fetch(unwilling.address, "--session", name, "--early-data", path="/hello")
        # It has other ticket keys, too: the handshake is a full one.
        self.assertEqual((outcome.info["resumed"], self.early(outcome), outcome.body), ("no", ["refused"], b"Hello!\n"))

    def test_a_retry_refuses_early_data(self):
        name = self.session("retried-session")
        server = self.serve("--early-data", "--groups", "secp384r1")
        for early in [[], ["refused"]]:
            outcome = self.fetch(server.address, "--session", name, "--early-data", path="/hello")
            self.assertEqual((self.early(outcome), outcome.body), (early, b"Hello!\n"))
            self.assertEqual(outcome.info["hello retried"], "yes")

    def test_garbage_in_the_session_file_is_no_session(self):
        name = self.session("garbage")
        with open(name, "wb") as out:
            out.write(b"\x01garbage" * 50)
        server = self.serve("--early-data")
        outcome = self.fetch(server.address, "--session", name, "--early-data", path="/hello")
        self.assertEqual((outcome.info["resumed"], outcome.body), ("no", b"Hello!\n"))


class OpensslClient(EarlyData):
    def s_client(self, server, *options, data=b""):
        return run(require("openssl"), "s_client", "-connect", server.address, "-CAfile", self.pki.ca,
                   "-verify_return_error", "-ign_eof", *options, data=data).stdout.decode()

    def test_a_get_is_answered_and_a_post_is_too_early(self):
        server = self.serve("--early-data")
        kept = self.session("openssl.pem")
        self.s_client(server, "-sess_out", kept, data=get("/hello"))
        for name, request, status in [("get", get("/hello"), "200 OK"),
                                      ("post", b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n",
                                       "425 Too Early")]:
            with self.subTest(name):
                path = self.session(name)
                with open(path, "wb") as out:
                    out.write(request)
                said = self.s_client(server, "-sess_in", kept, "-early_data", path)
                self.assertIn("Early data was accepted", said)
                self.assertIn(f"HTTP/1.1 {status}", said)
        self.assertEqual([c["early"] for c in server.connections(3)], ["none", "taken", "taken"])


class GnutlsClient(EarlyData):
    def test_the_second_connection_sends_early_data(self):
        server = self.serve("--early-data")
        path = self.session("request")
        with open(path, "wb") as out:
            out.write(get("/hello"))
        run(require("gnutls-cli"), "--port", server.port, "--x509cafile", self.pki.ca, "--sni-hostname", "localhost",
            "--verify-hostname", "localhost", "--priority", "NORMAL:-VERS-ALL:+VERS-TLS1.3", "--resume", "--waitresumption",
            "--earlydata", path, "127.0.0.1", data=get("/hello"))
        self.assertEqual([c["early"] for c in server.connections(2)], ["none", "taken"])


class Servers(EarlyData):
    def begun(self, peer, name):
        """https_get, while it waits for the answer."""
        port = peer.address.rsplit(":", 1)[1]
        return Process(clients.HTTPS_GET, "--cafile", self.pki.ca, "--session", self.session(name), "--early-data",
                       f"https://localhost:{port}/hello")

    def test_openssl_takes_it(self):
        with OpensslServer(self.pki.server(), "-early_data", "-no_anti_replay") as peer:
            for number, early in enumerate([False, True], 1):
                with self.begun(peer, "openssl-session") as client:
                    peer.wait_until(lambda output: output.count(b"GET /hello") == number)
                    peer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nhi\n")
                    client.wait_until(lambda output: client.ended)  # by then the session is in its file
                    self.assertIn(b"\nhi\n", client.output)
                    self.assertEqual(b"early data         taken" in client.output, early, client.text())
            peer.wait_for(rb"Early data received")

    def test_gnutls_takes_it(self):
        with GnutlsServer(self.pki.server(), "--earlydata", "--maxearlydata", "14336", "--http") as peer:
            with self.begun(peer, "gnutls-session") as client:
                client.wait_for(rb"200 OK")
                client.wait_until(lambda output: client.ended)
            # Its HTTP doesn't look at early data; its TLS says that it took them.
            with self.begun(peer, "gnutls-session") as client:
                client.wait_for(rb"early data +taken")


clients.cases.run_unittest()
