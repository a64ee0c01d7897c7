"""Servers and relays in threads of the test: Python's own TLS, and somebody between the peers."""
import contextlib
import socket
import socketserver
import ssl
import threading

from peers import PATIENCE

SERVER, CLIENT = "server", "client"  # whose octets


class Threaded:
    """A TCP server on 127.0.0.1 that calls self.serve(connection) in a thread per connection."""

    def __init__(self):
        serve = self.serve

        class Handler(socketserver.BaseRequestHandler):
            def handle(self):
                self.request.settimeout(PATIENCE)
                self.request.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                with contextlib.suppress(OSError):  # a peer that hangs up is a test's business, not ours
                    serve(self.request)

        self.server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = False  # closing waits for them: nothing outlives its test
        self.address = "127.0.0.1:{}".format(self.server.server_address[1])
        self.thread = threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.01})
        self.thread.start()

    def close(self):
        self.server.shutdown()
        self.thread.join()
        self.server.server_close()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()


class PythonServer(Threaded):
    """TLS by Python's ssl module; handler(connection) has the open connection, which it may close as it likes.

    `seen` is what each connection negotiated; configure(context) sets what the test wants.
    """

    def __init__(self, identity, handler, configure=None):
        self.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self.context.minimum_version = ssl.TLSVersion.TLSv1_3
        self.context.load_cert_chain(identity.chain, identity.key)
        self.names = []
        self.context.sni_callback = lambda connection, name, context: self.names.append(name)
        self.handler, self.seen = handler, []
        if configure:
            configure(self.context)
        super().__init__()

    def serve(self, connection):
        with self.context.wrap_socket(connection, server_side=True) as tls:
            self.seen.append({"cipher": tls.cipher()[0], "alpn": tls.selected_alpn_protocol(), "version": tls.version(),
                              "certificate": tls.getpeercert(), "resumed": tls.session_reused})
            self.handler(tls)


def read_request(tls):
    """Up to the empty line that ends a GET."""
    request = b""
    while b"\r\n\r\n" not in request:
        piece = tls.recv(4096)
        if not piece:
            break
        request += piece
    return request


def answers(*pieces, close_notify=True):
    """A handler that reads a request, sends these pieces as one record each, and ends with or without close_notify."""
    def handler(tls):
        read_request(tls)
        for piece in pieces:
            tls.sendall(piece)
        if close_notify:
            with contextlib.suppress(OSError, ssl.SSLError):
                tls.unwrap()
    return handler


def page(body, close_notify=True):
    head = b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(body)
    return answers(head + body, close_notify=close_notify)


class Cut(bytes):
    """These octets, and then the end of the connection."""


class Relay(Threaded):
    """Carries octets between a client and a server. edit(who, index, record) returns what becomes of the index-th record
    of that side: octets, perhaps a Cut."""

    def __init__(self, to, edit=lambda who, index, record: record, one_byte=False):
        self.to, self.edit, self.one_byte = to, edit, one_byte
        super().__init__()

    def serve(self, client):
        host, port = self.to.rsplit(":", 1)
        with socket.create_connection((host, int(port)), timeout=PATIENCE) as server:
            server.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            other = threading.Thread(target=self.carry, args=(CLIENT, client, server))
            other.start()
            self.carry(SERVER, server, client)
            other.join()

    def carry(self, who, source, sink):
        with contextlib.suppress(OSError):
            for index, record in enumerate(records(source)):
                octets = self.edit(who, index, record)
                for piece in [octets[i:i + 1] for i in range(len(octets))] if self.one_byte else [octets]:
                    sink.sendall(piece)
                if isinstance(octets, Cut):
                    # Both directions: the peers see the end of a connection, and nothing else.
                    source.shutdown(socket.SHUT_RD)
                    sink.shutdown(socket.SHUT_RDWR)
                    return
        with contextlib.suppress(OSError):
            sink.shutdown(socket.SHUT_WR)


def records(source):
    """The TLS records that come from a socket, and at its end what is left."""
    pending = b""
    while piece := source.recv(1 << 16):
        pending += piece
        while len(pending) >= 5 and len(pending) >= (size := 5 + int.from_bytes(pending[3:5], "big")):
            yield pending[:size]
            pending = pending[size:]
    if pending:
        yield pending


def flip(record, position=-1, bit=0):
    """The record with one bit flipped."""
    position %= len(record)
    return record[:position] + bytes([record[position] ^ 1 << bit]) + record[position + 1:]
