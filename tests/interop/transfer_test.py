"""probe against peers: much data, one octet at a time, new keys on the way, and connections closed by halves."""
import contextlib
import hashlib
import ssl

import clients
from peers import GnutlsServer, NodeServer, OpensslServer, Process
from tcp import PythonServer, Relay

BIG = bytes(range(239)) * 84_000  # 20 MB whose pieces differ
SMALL = bytes(range(251)) * 80  # 20 kB


def put(data):
    """An HTTP request that uploads them."""
    return b"PUT /up HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: %d\r\n\r\n" % len(data) + data


def echo(tls):
    while piece := tls.recv(10_000):
        tls.sendall(piece)
    with contextlib.suppress(OSError, ssl.SSLError):
        tls.unwrap()


class Transfers(clients.WithPki):
    def probe(self, address, *options, data):
        outcome = clients.probe(address, "--cafile", self.pki.ca, *options, data=data)
        self.assertEqual(outcome.status, 0, outcome.stderr)
        return outcome

    def same(self, one, other):
        self.assertEqual((len(one), hashlib.sha256(one).digest()), (len(other), hashlib.sha256(other).digest()))

    def test_20_MB_reach_openssl(self):
        with OpensslServer(self.pki.server()) as peer:
            self.probe(peer.address, "--half-close", data=BIG)
            peer.wait_until(lambda output: BIG in output)

    def test_20_MB_come_from_openssl(self):
        self.folder.joinpath("big").write_bytes(BIG)
        with OpensslServer(self.pki.server(), "-WWW", "-http_server_binmode", cwd=self.folder) as peer:
            self.same(self.fetch(peer.address, path="/big").body, BIG)

    def test_20_MB_go_to_gnutls_and_back(self):
        with GnutlsServer(self.pki.server(), "--echo") as peer:
            lines = b"%015d\n" % 4711 * 1_250_000  # gnutls-serv echoes text by lines
            self.same(self.probe(peer.address, "--close-after", len(lines), data=lines).body, lines)

    def test_20_MB_go_to_node_and_back(self):
        with NodeServer(self.pki.server()) as peer:
            answer = self.probe(peer.address, data=put(BIG)).body
        self.assertTrue(answer.startswith(b"HTTP/1.1 200 "))
        self.same(unchunked(answer), BIG)

    def test_20_MB_go_to_python_and_back_with_each_suite(self):
        with PythonServer(self.pki.server(), echo) as server:
            for suite in clients.SUITES:
                with self.subTest(suite):
                    self.same(self.probe(server.address, "--suites", suite, "--close-after", len(BIG), data=BIG).body,
                              BIG)

    def test_one_octet_per_call_changes_nothing(self):
        with PythonServer(self.pki.server("rsa2048"), echo) as server:
            for suite in clients.SUITES:
                with self.subTest(suite):
                    self.same(self.probe(server.address, "--one-byte", "--suites", suite, "--close-after", len(SMALL),
                                         data=SMALL).body, SMALL)

    def test_one_octet_per_segment_changes_nothing(self):
        with PythonServer(self.pki.server("rsa2048"), echo) as server, Relay(server.address, one_byte=True) as relay:
            self.same(self.probe(relay.address, "--close-after", len(SMALL), data=SMALL).body, SMALL)

    def test_one_octet_per_call_survives_a_hello_retry_request(self):
        with OpensslServer(self.pki.server(), "-rev", "-groups", "P-384") as peer:
            outcome = self.probe(peer.address, "--one-byte", "--groups", "x25519,secp384r1", "--close-after", 6,
                                 data=b"hello\n")
        self.assertEqual(outcome.body, b"olleh\n")
        self.assertEqual(outcome.info["hello retried"], "yes")


class KeyUpdates(clients.WithPki):
    def test_new_keys_in_both_directions_every_so_often(self):
        for name, peer in [("openssl", lambda: OpensslServer(self.pki.server(), "-rev")),
                           ("gnutls", lambda: GnutlsServer(self.pki.server(), "--echo")),
                           ("python", lambda: PythonServer(self.pki.server(), echo))]:
            with self.subTest(name), peer() as server:
                data = b"0123456789abcde\n" * 20_000
                expected = b"edcba9876543210\n" * 20_000 if name == "openssl" else data
                outcome = clients.probe(server.address, "--cafile", self.pki.ca, "--key-update", "60000",
                                        "--close-after", len(data), data=data)
                self.assertEqual(outcome.status, 0, outcome.stderr)
                self.assertEqual(outcome.body, expected)
                self.assertRegex(outcome.stderr, r"key updates ([2-9]|\d\d)")

    def test_the_servers_own_key_updates_are_followed_and_answered(self):
        with OpensslServer(self.pki.server(), "-msg") as server:
            with Process(clients.PROBE, "--cafile", self.pki.ca, "--connect", server.address, "--half-close") as ours:
                ours.wait_for(rb"connected to")
                server.wait_for(rb"Shared groups|CIPHER is")
                # s_server reads commands as lines of their own: each goes out when the last has been seen to work.
                server.write(b"before\n")
                ours.wait_for(rb"before\n")
                server.write(b"k\n")  # new keys
                server.wait_for(rb">>> .*KeyUpdate")
                server.write(b"between\n")
                ours.wait_for(rb"between\n")
                server.write(b"K\n")  # new keys, and please you too
                server.wait_for(rb"<<< .*KeyUpdate")
                server.write(b"after\n")
                ours.wait_for(rb"after\n")
                ours.write(b"under new keys\n")
                server.wait_for(rb"under new keys\n")
                ours.end_input()
                ours.wait_for(rb"sent 15 received 21 ")


class HalfClose(clients.WithPki):
    def test_what_comes_after_our_close_notify_is_still_read(self):
        def answers_at_the_end(tls):
            size = 0
            while piece := tls.recv(10_000):
                size += len(piece)
            # Python's ssl can write after the peer's close_notify, as TLS 1.3 allows.
            tls.sendall(b"%d octets\n" % size)
            tls.unwrap()

        with PythonServer(self.pki.server(), answers_at_the_end) as server:
            outcome = clients.probe(server.address, "--cafile", self.pki.ca, "--half-close", data=SMALL)
        self.assertEqual(outcome.status, 0, outcome.stderr)
        self.assertEqual(outcome.body, b"%d octets\n" % len(SMALL))


def unchunked(response):
    """The body of a chunked response."""
    rest = response.split(b"\r\n\r\n", 1)[1]
    pieces, at = [], 0
    while True:
        end = rest.index(b"\r\n", at)
        size = int(rest[at:end], 16)
        if size == 0:
            return b"".join(pieces)
        pieces.append(rest[end + 2:end + 2 + size])
        at = end + 4 + size


clients.cases.run_unittest()
