"""https_server's HTTP: what it takes for a request, what it answers, and what ends a connection."""
import socket
import ssl

import clients
from peers import PATIENCE
from served import HttpsServer, Served, filler, get, parsed

HOST = b"Host: x\r\n"


class Http(Served):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.server = cls.lasting(HttpsServer(cls.pki.server()))
        cls.context = ssl.create_default_context(cafile=cls.pki.ca)

    def connect(self):
        plain = socket.create_connection(("127.0.0.1", self.server.port), timeout=PATIENCE)
        tls = self.context.wrap_socket(plain, server_hostname="localhost")
        self.addCleanup(tls.close)
        return tls

    def all(self, *pieces, ends=True):
        """Everything that comes for these pieces, each a record, until the server closes."""
        tls = self.connect()
        for piece in pieces:
            tls.sendall(piece)
        answer = b""
        while more := tls.recv(1 << 16):
            answer += more
        return answer

    def status(self, *pieces):
        return int(self.all(*pieces).split(b" ", 2)[1])


class Pages(Http):
    def test_pages_have_their_type_and_length(self):
        answer = self.all(get("/"))
        self.assertIn(b"\r\nContent-Type: text/html; charset=utf-8\r\n", answer)
        self.assertIn(b"<h1>It works</h1>", parsed(answer)[1])
        self.assertEqual(parsed(self.all(get("/hello?query"))), (200, b"Hello!\n"))

    def test_so_many_octets_as_were_asked_for(self):
        for size in [0, 1, 63, 64, 65, 16_383, 16_384, 16_385, 100_000]:
            with self.subTest(size):
                self.assertEqual(parsed(self.all(get(f"/bytes/{size}"))), (200, filler(size)))

    def test_what_isnt_there_is_not_found(self):
        for path in ["/nowhere", "/bytes/", "/bytes/-1", "/bytes/x", "/bytes/1x", "/bytes/99999999999999", "/hello/", "*"]:
            with self.subTest(path):
                self.assertEqual(self.status(get(path)), 404)

    def test_HEAD_has_the_length_and_no_body(self):
        answer = self.all(b"HEAD /bytes/1000 HTTP/1.1\r\nConnection: close\r\n" + HOST + b"\r\n")
        self.assertTrue(answer.endswith(b"\r\n\r\n"))
        self.assertIn(b"\r\nContent-Length: 1000\r\n", answer)

    def test_another_method_is_told_which_there_are(self):
        for method in [b"PUT", b"DELETE", b"OPTIONS", b"get"]:
            answer = self.all(method + b" /hello HTTP/1.1\r\nConnection: close\r\n" + HOST + b"\r\n")
            self.assertTrue(answer.startswith(b"HTTP/1.1 405 "), answer)
            self.assertIn(b"\r\nAllow: GET, HEAD, POST\r\n", answer)


class Bodies(Http):
    def test_a_body_comes_back_announced_or_in_chunks(self):
        head = b"POST / HTTP/1.1\r\nConnection: close\r\n" + HOST
        self.assertEqual(parsed(self.all(head + b"Content-Length: 5\r\n\r\nhello")), (200, b"hello"))
        self.assertEqual(parsed(self.all(head + b"Content-Length: 5\r\n\r\n", b"he", b"llo")), (200, b"hello"))
        self.assertEqual(parsed(self.all(head + b"Content-Length: 0\r\n\r\n")), (200, b""))
        self.assertEqual(parsed(self.all(head + b"\r\n")), (200, b""))
        chunked = self.all(head + b"Transfer-Encoding: chunked\r\n\r\n5;x=y\r", b"\nhel", b"lo\r\n1\r\n!\r\n0\r\nT: x\r\n\r\n")
        self.assertTrue(chunked.endswith(b"\r\n\r\n3\r\nhel\r\n2\r\nlo\r\n1\r\n!\r\n0\r\n\r\n"), chunked)

    def test_the_echo_is_never_called_what_the_client_calls_it(self):
        answer = self.all(b"POST / HTTP/1.1\r\nConnection: close\r\nContent-Type: text/html\r\nContent-Length: 3\r\n" + HOST +
                          b"\r\n<b>")
        self.assertIn(b"\r\nContent-Type: application/octet-stream\r\n", answer)

    def test_who_waits_for_a_word_before_the_body_gets_it(self):
        tls = self.connect()
        tls.sendall(b"POST / HTTP/1.1\r\nConnection: close\r\nExpect: 100-continue\r\nContent-Length: 2\r\n" + HOST + b"\r\n")
        self.assertTrue(tls.recv(1000).startswith(b"HTTP/1.1 100 Continue\r\n\r\n"))
        tls.sendall(b"hi")
        rest = b""
        while piece := tls.recv(1000):
            rest += piece
        self.assertTrue(rest.endswith(b"hi"))

    def test_a_body_that_nobody_wants_is_passed_over(self):
        pieces = [b"PUT /hello HTTP/1.1\r\nContent-Length: 40\r\n" + HOST + b"\r\n", get("/nowhere")[:40], get("/hello")]
        answer = self.all(*pieces)
        self.assertEqual(answer.count(b"HTTP/1.1 "), 2)
        self.assertTrue(answer.endswith(b"Hello!\n"))

    def test_a_body_that_is_too_large_is_refused_at_once(self):
        self.assertEqual(self.status(b"POST / HTTP/1.1\r\nContent-Length: 1073741825\r\n" + HOST + b"\r\n"), 413)


class Requests(Http):
    def test_requests_in_one_record_are_answered_in_order(self):
        answer = self.all(get("/hello", close=False) + get("/nowhere", close=False) + get("/bytes/3"))
        self.assertEqual([int(part[:3]) for part in answer.split(b"HTTP/1.1 ")[1:]], [200, 404, 200])

    def test_a_request_may_come_octet_by_octet(self):
        self.assertEqual(parsed(self.all(*[bytes([octet]) for octet in get("/hello")])), (200, b"Hello!\n"))

    def test_an_empty_line_before_a_request_is_passed_over(self):
        self.assertEqual(self.status(b"\r\n" + get("/hello")), 200)

    def test_HTTP_1_0_gets_one_answer(self):
        self.assertEqual(parsed(self.all(b"GET /hello HTTP/1.0\r\n\r\n")), (200, b"Hello!\n"))

    def test_malformed_requests_are_refused_and_nothing_after_them_is_read(self):
        for request, status in [
                (b"nonsense\r\n\r\n", 400), (b"GET /hello\r\n\r\n", 400), (b"GET  HTTP/1.1\r\n\r\n", 400),
                (b"GET /\x01 HTTP/1.1\r\n" + HOST + b"\r\n", 400), (b"GET / HTTP/2.0\r\n\r\n", 505),
                (b"GET / SPDY/1\r\n\r\n", 400), (b"GET / HTTP/1.1\r\n\r\n", 400),
                (b"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", 400), (b"GET / HTTP/1.1\r\n" + HOST + b"no colon\r\n\r\n", 400),
                (b"GET / HTTP/1.1\r\nHost : x\r\n\r\n", 400), (b"GET / HTTP/1.1\r\n" + HOST + b" folded: x\r\n\r\n", 400),
                (b"POST / HTTP/1.1\r\n" + HOST + b"Content-Length: -1\r\n\r\n", 400),
                (b"POST / HTTP/1.1\r\n" + HOST + b"Content-Length: 1\r\nContent-Length: 2\r\n\r\nab", 400),
                (b"POST / HTTP/1.1\r\n" + HOST + b"Content-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n", 400),
                (b"POST / HTTP/1.1\r\n" + HOST + b"Transfer-Encoding: gzip\r\n\r\n", 501),
                (b"GET / HTTP/1.1\r\n" + HOST + b"X: " + b"x" * 70_000 + b"\r\n\r\n", 431)]:
            with self.subTest(request[:60]):
                answer = self.all(request + get("/hello"))
                self.assertEqual(int(answer.split(b" ", 2)[1]), status)
                self.assertEqual(answer.count(b"HTTP/1.1 "), 1)

    def test_malformed_chunks_end_the_connection(self):
        head = b"POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n" + HOST + b"\r\n"
        for chunks in [b"x\r\n", b"-1\r\n", b"2\r\nabc\r\n0\r\n\r\n", b"1" * 5000]:
            with self.subTest(chunks[:20]):
                self.assertFalse(self.all(head + chunks).endswith(b"0\r\n\r\n"))


clients.cases.run_unittest()
