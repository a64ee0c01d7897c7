"""https_server against Python's ssl module."""
import contextlib
import hashlib
import socket
import ssl

import clients
from peers import PATIENCE
from served import Served, filler, get, page, parsed

KINDS = ["rsa2048", "p256", "p384", "ed25519"]


class Python(Served):
    def context(self, **attributes):
        context = ssl.create_default_context(cafile=self.pki.ca)
        for name, value in attributes.items():
            setattr(context, name, value)
        return context

    @contextlib.contextmanager
    def connected(self, server, context=None, session=None, name="localhost"):
        with socket.create_connection(("127.0.0.1", server.port), timeout=PATIENCE) as plain:
            with (context or self.context()).wrap_socket(plain, server_hostname=name, session=session) as tls:
                yield tls

    def exchange(self, tls, request):
        """The page /connection that comes for the last request, and the session at the end."""
        tls.sendall(request)
        answer = b""
        while piece := tls.recv(1 << 16):
            answer += piece
        session = tls.session  # gone after unwrap()
        tls.unwrap()  # close_notify, both ways
        status, body = parsed(answer)
        self.assertEqual(status, 200)
        return page(body), session

    def ask(self, server, context=None, session=None, **more):
        """What the server says, and the session at the end."""
        with self.connected(server, context, session, **more) as tls:
            return self.exchange(tls, get())


class Negotiation(Python):
    def test_each_certificate_and_suite(self):
        for kind in KINDS:
            for suite in clients.SUITES:
                with self.subTest(f"{kind} {suite}"):
                    server = self.serve("--suites", suite, kind=kind)
                    seen, _ = self.ask(server)
                    self.check_sides(seen, server.connection(), suite=suite, retried="no")

    def test_a_client_whose_share_is_of_another_group_is_asked_again(self):
        for options in [[], ["--cookies"]]:
            for group in ["secp256r1", "secp384r1"]:
                server = self.serve("--groups", group, *options)
                seen, _ = self.ask(server)
                self.check_sides(seen, server.connection(), group=group, retried="yes")

    def test_both_sides_name_the_same_protocol(self):
        server = self.serve("--alpn", "h2,http/1.1")
        context = self.context()
        context.set_alpn_protocols(["x/1", "http/1.1"])
        with self.connected(server, context) as tls:
            self.assertEqual(tls.selected_alpn_protocol(), "http/1.1")

    def test_a_client_of_TLS_1_2_is_told_protocol_version(self):
        server = self.serve("--min-version", "1.3")
        with self.assertRaisesRegex(ssl.SSLError, "PROTOCOL_VERSION"):
            self.ask(server, self.context(maximum_version=ssl.TLSVersion.TLSv1_2))
        self.assertIn("the alert sent is protocol_version", server.connection()["end"])

    def test_a_client_that_doesnt_trust_us_says_so(self):
        server = self.serve()
        with self.assertRaises(ssl.SSLCertVerificationError):
            self.ask(server, ssl.create_default_context(cafile=self.pki.stranger()[0].chain))
        self.assertIn("the alert received is unknown_ca", server.connection()["end"])

    def test_client_certificates_are_accepted_and_missed(self):
        server = self.serve("--client-ca", self.pki.ca, "--require-client-cert")
        for kind in KINDS:
            identity = self.pki.client(kind)
            context = self.context()
            context.load_cert_chain(identity.chain, identity.key)
            seen, _ = self.ask(server, context)
            self.assertEqual(seen["client"], f"client-{kind}")
        with self.assertRaisesRegex(ssl.SSLError, "CERTIFICATE_REQUIRED"):
            self.ask(server)


class Resumption(Python):
    def test_each_session_is_resumed_and_gives_another(self):
        server, context = self.serve(), self.context()
        seen, session = self.ask(server, context)
        self.assertEqual(seen["resumed"], "no")
        for _ in range(3):
            with self.connected(server, context, session) as tls:
                self.assertTrue(tls.session_reused)
                seen, session = self.exchange(tls, get())
                self.assertEqual(seen["resumed"], "yes")

    def test_a_session_of_a_server_that_was_restarted_is_a_full_handshake(self):
        context = self.context()
        _, session = self.ask(self.serve(), context)
        seen, _ = self.ask(self.serve(), context, session)
        self.assertEqual(seen["resumed"], "no")


class Tls12(Python):
    def context(self, options=0, **attributes):
        context = super().context(maximum_version=ssl.TLSVersion.TLSv1_2, **attributes)
        context.options |= options
        return context

    def test_every_certificate_and_suite(self):
        for kind in KINDS:
            server = self.serve(kind=kind)
            for suite in clients.tls12_suites(kind):
                with self.subTest(f"{kind} {suite}"):
                    context = self.context()
                    context.set_ciphers(clients.TLS12_SUITES[suite][1])
                    seen, _ = self.ask(server, context)
                    self.assertEqual((seen["version"], seen["suite"]), ("TLS1.2", suite))

    def test_client_certificates_of_every_kind(self):
        server = self.serve("--client-ca", self.pki.ca, "--require-client-cert")
        for kind in KINDS:
            with self.subTest(kind):
                identity, context = self.pki.client(kind), self.context()
                context.load_cert_chain(identity.chain, identity.key)
                self.assertEqual(self.ask(server, context)[0]["client"], f"client-{kind}")
        with self.assertRaisesRegex(ssl.SSLError, "HANDSHAKE_FAILURE"):
            self.ask(server)

    def test_sessions_are_resumed_by_ticket_and_by_ID(self):
        for kept, options in [([], 0), (["--keep-sessions"], 0), (["--keep-sessions"], ssl.OP_NO_TICKET)]:
            with self.subTest(f"{kept} {options}"):
                server, context = self.serve(*kept), self.context(options)
                _, session = self.ask(server, context)
                self.assertEqual(session.has_ticket, not options)
                for _ in range(3):
                    with self.connected(server, context, session) as tls:
                        self.assertTrue(tls.session_reused)
                        seen, session = self.exchange(tls, get())
                        self.assertEqual((seen["version"], seen["resumed"]), ("TLS1.2", "yes"))


class Data(Python):
    def test_20_MB_go_and_come_back_with_each_suite(self):
        data = filler(20_000_000)
        request = b"POST / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: %d\r\n\r\n" % len(data) + data
        for suite in clients.SUITES:
            with self.subTest(suite), self.connected(self.serve("--suites", suite)) as tls:
                # One direction at a time: Python's ssl objects are none of two threads.
                self.assertEqual(self.lockstep(tls, request, data), hashlib.sha256(data).digest())

    def lockstep(self, tls, request, data):
        """Sends and receives by turns; the digest of the body that comes."""
        tls.setblocking(False)
        got, digest = 0, hashlib.sha256()
        head, request = b"", memoryview(request)
        while got < len(data):
            with contextlib.suppress(ssl.SSLWantReadError, ssl.SSLWantWriteError):
                if request:
                    request = request[tls.send(request[:1 << 15]):]
            with contextlib.suppress(ssl.SSLWantReadError, ssl.SSLWantWriteError):
                piece = tls.recv(1 << 16)
                self.assertTrue(piece, "the server ended it")
                if b"\r\n\r\n" not in head:
                    head += piece
                    piece = head.partition(b"\r\n\r\n")[2]
                got += len(piece)
                digest.update(piece)
        return digest.digest()


clients.cases.run_unittest()
