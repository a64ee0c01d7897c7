"""https_server as a process: its command line, how it stops, what it does with clients that dawdle, hang up or flood."""
import pathlib
import re
import socket
import ssl
import subprocess

import clients
from peers import PATIENCE
from served import HTTPS_SERVER, HttpsServer, Served, filler, get, parsed


class Raw(Served):
    def plain(self, server):
        connection = socket.create_connection(("127.0.0.1", server.port), timeout=PATIENCE)
        self.addCleanup(connection.close)
        return connection

    def connect(self, server):
        context = ssl.create_default_context(cafile=self.pki.ca)
        tls = context.wrap_socket(self.plain(server), server_hostname="localhost")
        self.addCleanup(tls.close)
        return tls

    def rest(self, connection):
        """Everything until the end."""
        octets = bytearray()
        while piece := connection.recv(1 << 16):
            octets += piece
        return bytes(octets)


class Refusals(Raw):
    def test_plain_HTTP_is_told_unexpected_message(self):
        server = self.serve()
        connection = self.plain(server)
        connection.sendall(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")
        self.assertEqual(self.rest(connection), b"\x15\x03\x03\x00\x02\x02\x0a")
        self.assertIn("another protocol", server.connection()["end"])

    def test_a_record_that_is_too_long_is_a_record_overflow(self):
        server = self.serve()
        connection = self.plain(server)
        connection.sendall(b"\x16\x03\x01\xff\xff" + b"x" * 100)
        self.assertEqual(self.rest(connection)[-1:], b"\x16")
        self.assertIn("the alert sent is record_overflow", server.connection()["end"])

    def test_who_hangs_up_before_or_in_the_hello_is_cut_off(self):
        server = self.serve()
        self.plain(server).close()
        connection = self.plain(server)
        connection.sendall(b"\x16\x03\x01\x02\x00\x01\x00")
        connection.close()
        for said in server.connections(2):
            self.assertTrue(said["end"].startswith("cut off"), said["end"])

    def test_a_connection_cut_within_a_request_is_told_apart_from_a_closed_one(self):
        server = self.serve()
        tls = self.connect(server)
        tls.sendall(b"GET /hel")
        socket.socket(fileno=tls.detach()).close()
        self.assertRegex(server.connection()["end"], "cut off|broken")

    def test_who_says_goodbye_and_leaves_amid_a_response_has_closed(self):
        server = self.serve()
        tls = self.connect(server)
        tls.sendall(get("/bytes/1000000000"))
        tls.recv(1)
        tls.setblocking(False)
        with self.assertRaises(ssl.SSLError):  # close_notify is sent; the server's isn't waited for
            tls.unwrap()
        socket.socket(fileno=tls.detach()).close()  # with octets unread, so that the server's next ones are refused
        self.assertEqual(server.connection()["end"], "closed")

    def test_a_changed_record_is_bad_record_mac(self):
        server = self.serve()
        tls = self.connect(server)
        plain = socket.socket(fileno=tls.detach())
        plain.settimeout(PATIENCE)
        plain.sendall(b"\x17\x03\x03\x00\x30" + b"x" * 0x30)
        self.rest(plain)
        plain.close()
        self.assertIn("the alert sent is bad_record_mac", server.connection()["end"])


class Patience(Raw):
    def test_who_doesnt_shake_hands_in_time_is_told_and_let_go(self):
        server = self.serve("--handshake-timeout", "1")
        self.rest(self.plain(server))
        self.assertEqual(server.connection()["end"], "no handshake in time")

    def test_who_says_nothing_for_long_gets_a_close_notify(self):
        server = self.serve("--idle-timeout", "1")
        tls = self.connect(server)
        self.assertEqual(self.rest(tls), b"")  # an end that TLS authenticates
        tls.unwrap()
        self.assertEqual(server.connection()["end"], "idle for too long")

    def test_who_doesnt_read_costs_bounded_memory_and_keeps_nobody_waiting(self):
        server = self.serve()
        idle = [self.connect(server) for _ in range(8)]
        for tls in idle:
            tls.sendall(get("/bytes/1000000000"))
            tls.recv(1)
        self.assertEqual(parsed(self.exchange(server, get("/hello"))), (200, b"Hello!\n"))
        status = pathlib.Path(f"/proc/{server.child.pid}/status").read_text()
        self.assertLess(int(re.search(r"VmRSS:\s+(\d+) kB", status)[1]), 40_000)

    def test_who_sends_and_doesnt_read_is_not_read_from_either(self):
        server = self.serve()
        tls = self.connect(server)
        tls.sendall(b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 500000000\r\n\r\n")
        tls.settimeout(1)
        with self.assertRaises(TimeoutError):
            for _ in range(500):
                tls.sendall(filler(1_000_000))
        self.assertEqual(parsed(self.exchange(server, get("/hello"))), (200, b"Hello!\n"))

    def exchange(self, server, request):
        tls = self.connect(server)
        tls.sendall(request)
        return self.rest(tls)


class Stopping(Raw):
    def test_SIGTERM_says_goodbye_to_idle_clients_and_exits_with_0(self):
        server = self.serve()
        tls, shaking = self.connect(server), self.plain(server)
        tls.sendall(get("/hello", close=False))
        self.assertTrue(tls.recv(1000))
        shaking.sendall(b"\x16")
        server.child.terminate()
        self.assertEqual(self.rest(tls).replace(b"Hello!\n", b""), b"")
        tls.unwrap()
        shaking.close()
        self.assertEqual(server.child.wait(PATIENCE), 0)
        self.assertEqual({said["end"] for said in server.connections(2)}, {"closed", "stopped"})
        with self.assertRaises(OSError):
            self.plain(server)

    def test_SIGTERM_lets_a_response_finish(self):
        server = self.serve()
        tls = self.connect(server)
        tls.sendall(get("/bytes/20000000", close=False))
        first = tls.recv(1)
        server.child.terminate()
        status, body = parsed(first + self.rest(tls))
        self.assertEqual((status, body), (200, filler(20_000_000)))
        tls.unwrap()
        self.assertEqual(server.child.wait(PATIENCE), 0)

    def test_it_stops_by_itself_after_so_many_connections(self):
        server = self.serve("--max-connections", "2")
        for _ in range(2):
            tls = self.connect(server)
            tls.sendall(get("/hello"))
            self.rest(tls)
            tls.unwrap()
        self.assertEqual(server.child.wait(PATIENCE), 0)

    def test_a_port_is_free_again_at_once(self):
        server = self.serve()
        tls = self.connect(server)
        tls.sendall(get("/hello"))
        self.rest(tls)
        self.assertEqual(server.stop(), 0)
        again = subprocess.Popen([HTTPS_SERVER, "--port", str(server.port), "--cert", self.pki.server().chain, "--key",
                                  self.pki.server().key], stdout=subprocess.PIPE, text=True)
        self.addCleanup(again.stdout.close)
        self.addCleanup(again.wait)
        self.addCleanup(again.kill)
        self.assertEqual(again.stdout.readline(), f"listening on 127.0.0.1 port {server.port}\n")


class CommandLine(Raw):
    def run_it(self, *arguments):
        return subprocess.run([HTTPS_SERVER, *map(str, arguments)], capture_output=True, text=True, timeout=PATIENCE,
                              stdin=subprocess.DEVNULL)

    def refused(self, status, words, *arguments):
        done = self.run_it(*arguments)
        self.assertEqual((done.returncode, done.stdout), (status, ""), done.stderr)
        self.assertRegex(done.stderr, r"^https_server: [^\n]*\n$")
        self.assertIn(words, done.stderr)

    def test_help_is_no_error(self):
        done = self.run_it("--help")
        self.assertEqual(done.returncode, 0)
        self.assertIn("--require-client-cert", done.stdout)

    def test_what_is_wrong_with_the_command_line_is_said(self):
        own = ["--cert", self.pki.server().chain, "--key", self.pki.server().key]
        for words, arguments in [
                ("--port takes", own), ("--port takes", [*own, "--port", "65536"]), ("missing", ["--port", "0"]),
                ("go together", ["--port", "0", *own[:2]]), ("no such option", ["--prot", "0", *own]),
                ("needs a value", [*own, "--port"]), ("takes a number", ["--port", "0", *own, "--tickets", "x"]),
                ("at most 8", ["--port", "0", *own, "--tickets", "9"]),
                ("needs --client-ca", ["--port", "0", *own, "--require-client-cert"]),
                ("registry has no", ["--port", "0", *own, "--groups", "x25518"]),
                ("backend lacks", ["--port", "0", *own, "--groups", "ffdhe2048"]),
                ("timeout", ["--port", "0", *own, "--idle-timeout", "0"])]:
            with self.subTest(words):
                self.refused(clients.USAGE, words, *arguments)

    def test_what_is_wrong_with_a_file_is_said(self):
        own, other = self.pki.server("p256"), self.pki.server("p384")
        for words, arguments in [
                ("cannot open", ["--cert", self.folder / "none", "--key", own.key]),
                ("private key", ["--cert", own.chain, "--key", own.chain]),
                ("key", ["--cert", own.chain, "--key", other.key]),
                ("cannot open", ["--cert", own.chain, "--key", own.key, "--client-ca", self.folder / "none"]),
                ("cannot open", ["--cert", own.chain, "--key", own.key, "--keylog", self.folder / "no" / "folder"])]:
            with self.subTest(words):
                self.refused(clients.FILE, words, "--port", "0", *arguments)

    def test_a_port_that_somebody_has_is_no_port_for_us(self):
        own = ["--cert", self.pki.server().chain, "--key", self.pki.server().key]
        with socket.socket() as taken:
            taken.bind(("127.0.0.1", 0))
            taken.listen()
            self.refused(clients.CONNECT, "cannot listen", "--port", taken.getsockname()[1], *own)

    def test_another_address_can_be_listened_at(self):
        server = HttpsServer(self.pki.server(), host="127.0.0.2")
        self.addCleanup(server.close)
        with socket.create_connection(("127.0.0.2", server.port), timeout=PATIENCE):
            pass
        self.assertTrue(server.connection()["peer"].startswith("127.0.0.1:"), server.text())


clients.cases.run_unittest()
