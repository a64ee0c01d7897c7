"""https_get's command line and HTTP: what it asks for, what it takes for a whole response, what it refuses."""
import threading

import clients
from tcp import PythonServer, answers, read_request

OK = b"HTTP/1.1 200 OK\r\n"


class Responses(clients.WithPki):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.handler = None
        cls.server = cls.lasting(PythonServer(cls.pki.server(), lambda tls: cls.handler(tls)))

    def body(self, *pieces):
        type(self).handler = staticmethod(answers(*pieces))
        return self.fetch(self.server.address).body

    def refuses(self, *pieces):
        type(self).handler = staticmethod(answers(*pieces))
        return self.refused(self.server.address, clients.HTTP)

    def test_a_body_has_the_length_that_was_announced(self):
        self.assertEqual(self.body(OK + b"Content-Length: 5\r\n\r\nhello and more"), b"hello")
        self.assertEqual(self.body(OK + b"content-length:\t0 \r\n\r\n"), b"")

    def test_chunks_are_put_together(self):
        head = OK + b"Transfer-Encoding: chunked\r\n\r\n"
        self.assertEqual(self.body(head + b"5\r\nhello\r\n1;x=y\r\n \r\n00A\r\n0123456789\r\n0\r\n\r\n"),
                         b"hello 0123456789")
        self.assertEqual(self.body(head, b"3\r", b"\nab", b"c\r\n0\r\nTrailer: x\r\n\r\n"), b"abc")

    def test_interim_responses_are_passed_over(self):
        self.assertEqual(self.body(b"HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n" + OK + b"Content-Length: 1\r\n\r\nx"),
                         b"x")

    def test_a_response_without_content_has_none(self):
        self.assertEqual(self.body(b"HTTP/1.1 204 No Content\r\n\r\n"), b"")
        self.assertEqual(self.body(b"HTTP/1.1 304 Not Modified\r\nContent-Length: 100\r\n\r\n"), b"")

    def test_an_error_page_is_a_page(self):
        type(self).handler = staticmethod(answers(b"HTTP/1.1 404 Not Found\r\nContent-Length: 4\r\n\r\ngone"))
        outcome = self.fetch(self.server.address)
        self.assertEqual(outcome.body, b"gone")
        self.assertIn("HTTP/1.1 404 Not Found", outcome.stderr.splitlines())

    def test_malformed_responses_are_refused(self):
        for response in [b"SSH-2.0-OpenSSH\r\n\r\n", b"HTTP/2 200 OK\r\n\r\n", b"HTTP/1.1 20 OK\r\n\r\n",
                         b"HTTP/1.1 2000 OK\r\n\r\n", OK + b"no colon\r\n\r\n", OK + b"space : x\r\n\r\n",
                         OK + b" folded: x\r\n\r\n", OK + b"Content-Length: -1\r\n\r\n",
                         OK + b"Content-Length: 1\r\nContent-Length: 2\r\n\r\nab",
                         OK + b"Content-Length: 99999999999999999999\r\n\r\n",
                         OK + b"Content-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nx\r\n0\r\n\r\n",
                         OK + b"Transfer-Encoding: gzip\r\n\r\n", b"", OK]:
            with self.subTest(response):
                self.refuses(response)

    def test_malformed_chunks_are_refused(self):
        head = OK + b"Transfer-Encoding: chunked\r\n\r\n"
        for chunks in [b"x\r\n", b"\r\n", b"-1\r\n", b"2\r\nabc\r\n0\r\n\r\n", b"5\r\nhello\r\n", b"5\r\nhel",
                       b"0\r\n", b"FFFFFFFFFFFFFFFFF\r\n", b"1" * 5000]:
            with self.subTest(chunks):
                self.refuses(head + chunks)

    def test_a_head_without_end_is_refused(self):
        line = b"X-Filler: " + b"x" * 1000 + b"\r\n"
        outcome = self.refuses(OK, *[line * 10] * 10)
        self.assertIn("longer", outcome.stderr)

    def test_the_request_names_host_and_target(self):
        requests, done = [], threading.Event()

        def handler(tls):
            requests.append(read_request(tls).decode())
            tls.sendall(OK + b"Content-Length: 0\r\n\r\n")
            done.set()
        type(self).handler = staticmethod(handler)
        self.fetch(self.server.address, path="/a/b?c=d#fragment")
        self.assertTrue(done.wait(clients.PATIENCE))
        lines = requests[0].split("\r\n")
        port = self.server.address.split(":")[1]
        self.assertEqual(lines[0], "GET /a/b?c=d HTTP/1.1")
        self.assertIn(f"Host: localhost:{port}", lines)
        self.assertIn("Connection: close", lines)


class CommandLine(clients.WithPki):
    def usage(self, *arguments):
        outcome = clients.https_get(*arguments)
        self.assertEqual(outcome.status, clients.USAGE, str(outcome))
        self.assertEqual(len(outcome.stderr.splitlines()), 1, str(outcome))

    def test_help_goes_to_standard_output(self):
        outcome = clients.https_get("--help")
        self.assertEqual(outcome.status, 0)
        for option in [b"--cafile", b"--connect", b"--alpn", b"--groups", b"--suites", b"--cert", b"--key", b"--keylog",
                       b"--trace", b"--out", b"exit status"]:
            self.assertIn(option, outcome.body)

    def test_urls_other_than_https_are_refused(self):
        for url in ["http://localhost/", "localhost", "https://", "https:///x", "https://user@localhost/",
                    "https://localhost:0/", "https://localhost:65536/", "https://localhost:/", "https://[::1/",
                    "https://[]/", "https://a b/", "https://localhost/\r\nX: y", "https://loc\u00e4lhost/",
                    "https://[localhost]/", "https://-/", "https://127.0.0.1x:1:2/"]:
            with self.subTest(url):
                self.usage(url)

    def test_faulty_options_are_refused(self):
        url = "https://localhost:1/"
        for options in [["--groups", "x25519,nonsense"], ["--suites", ""], ["--suites", "TLS_RSA"], ["--nonsense"],
                        ["--cert", "x"], ["--key", "x"], ["--connect", "localhost"], ["--alpn", "a,,b"],
                        ["--alpn", "x" * 256], ["--groups", "x448"], ["--cafile"], [url]]:
            with self.subTest(options):
                self.usage(url, *options)

    def test_files_that_cant_be_used_are_named(self):
        empty = self.folder / "empty.pem"
        empty.write_text("")
        for options in [["--cafile", self.folder / "missing"], ["--cafile", empty], ["--cafile", self.folder],
                        ["--cafile", self.pki.ca, "--out", self.folder / "no" / "file"],
                        ["--cafile", self.pki.ca, "--keylog", self.folder / "no" / "file"],
                        ["--cafile", self.pki.ca, "--cert", empty, "--key", empty]]:
            with self.subTest(options):
                outcome = clients.https_get("https://localhost:1/", *options)
                self.assertEqual(outcome.status, clients.FILE, str(outcome))
                self.assertIn(str(options[-1] if "--key" not in options else empty), outcome.stderr)


clients.cases.run_unittest()
