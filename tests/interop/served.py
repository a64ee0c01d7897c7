"""https_server as a peer, what it says of its connections, and test classes whose cases ask it for pages."""
import os
import re
import signal
import subprocess

import clients
from peers import PATIENCE, Server

HTTPS_SERVER = os.environ["CXTLS_HTTPS_SERVER"]

# What /bytes/N repeats.
FILLER = b"cxtls 0123456789 abcdefghijklmnopqrstuvwxyz ABCDEFGHIJKLMNOPQRS\n"


def filler(size):
    return (FILLER * (size // len(FILLER) + 1))[:size]


class HttpsServer(Server):
    """https_server with these identities; `options` as on its command line."""

    def __init__(self, *identities, options=(), host=None, program=HTTPS_SERVER):
        shown = [part for identity in identities for part in ("--cert", identity.chain, "--key", identity.key)]
        super().__init__(program, "--port", "0", *shown, *(["--host", host] if host else []), *options)
        try:
            self.port = int(self.wait_for(rb"listening on \S+ port (\d+)\n")[1])
        except BaseException:
            self.close()
            raise

    def connections(self, count):
        """What is said of the first `count` connections to end, in this order, each as a dictionary."""
        def look(output):
            lines = re.findall(rb"^peer=(.*)\n", output, re.MULTILINE)
            return lines[:count] if len(lines) >= count else None
        lines = self.wait_until(look)
        return [described("peer=" + line.decode()) for line in lines]

    def connection(self):
        """The first one to end."""
        return self.connections(1)[0]

    def stop(self):
        """SIGTERM; the exit status."""
        self.child.send_signal(signal.SIGTERM)
        return self.child.wait(PATIENCE)


def described(line):
    """peer=... version=... ... end=a sentence"""
    start, end = line.split(" end=", 1)
    client = re.search(r' client=("[^"]*"|\S+)', start)
    rest = start.replace(client[0], "")
    return dict(part.split("=", 1) for part in rest.split(" ")) | {"client": client[1].strip('"'), "end": end}


def get(path="/connection", host="localhost", close=True):
    """The request for a page."""
    return f"GET {path} HTTP/1.1\r\nHost: {host}\r\n{'Connection: close' if close else 'X: y'}\r\n\r\n".encode()


def parsed(response):
    """Status and body of the first response in these octets, which has a Content-Length."""
    head, _, rest = response.partition(b"\r\n\r\n")
    length = int(re.search(rb"(?i)\r\ncontent-length: *(\d+)", head)[1])
    if len(rest) < length:
        raise AssertionError(f"{len(rest)} octets of {length}")
    return int(head.split(b" ", 2)[1]), rest[:length]


def page(body):
    """What /connection says, as a dictionary."""
    found = dict(line.split(" ", 1) for line in body.decode().splitlines())
    return found | {"client": found["client"].strip('"')}


def run(*command, data=b"", timeout=PATIENCE):
    return subprocess.run([str(part) for part in command], input=data, capture_output=True, timeout=timeout)


class Served(clients.WithPki):
    def serve(self, *options, kind="p256", identities=None):
        """A server that ends with the test."""
        server = HttpsServer(*(identities or [self.pki.server(kind)]), options=options)
        self.addCleanup(server.close)
        return server

    def check_sides(self, seen, said, **expected):
        """What the client was told (a page) and what the server says of the connection are the same, and expected."""
        for name, value in expected.items():
            self.assertEqual(seen[name], value, name)
        for name in seen:
            self.assertEqual(seen[name], said[name], name)
        self.assertTrue(said["end"].startswith("closed"), said["end"])
