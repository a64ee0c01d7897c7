"""https_get and probe against nginx."""
import hashlib
import http.server
import threading

import clients
from peers import NginxServer

KINDS = ["rsa2048", "p256", "p384", "ed25519"]
SERVER = """
  server {{
    listen 127.0.0.1:{{port}} ssl {extra};
    ssl_certificate {chain};
    ssl_certificate_key {key};
    location = / {{ return 200 "$ssl_protocol $ssl_cipher $ssl_server_name $ssl_alpn_protocol $ssl_client_s_dn\\n"; }}
    location / {{ root {folder}; }}
    {more}
  }}"""


class WithNginx(clients.WithPki):
    @classmethod
    def block(cls, identity, extra="", more=""):
        return SERVER.format(chain=identity.chain, key=identity.key, folder=cls.folder, extra=extra, more=more)

    def server(self, *args, **more):
        return NginxServer(self.folder, [self.block(*args, **more)])


@clients.matrix(KINDS)
class EveryCertificateSuiteAndGroup(WithNginx):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.nginx = cls.lasting(NginxServer(cls.folder, [cls.block(cls.pki.server(kind)) for kind in KINDS]))
        cls.ports = dict(zip(KINDS, cls.nginx.ports))

    def check(self, kind, suite, group):
        outcome = self.fetch(f"127.0.0.1:{self.ports[kind]}", "--suites", suite, "--groups", group)
        self.assertEqual(outcome.info["cipher suite"], suite)
        self.assertEqual(outcome.info["group"], group)
        self.assertRegex(outcome.info["signature scheme"], clients.SCHEMES[kind])
        self.assertEqual(outcome.body.decode().split()[:3], ["TLSv1.3", suite, "localhost"])


class Negotiation(WithNginx):
    def test_a_server_without_our_first_group_asks_for_another_share(self):
        with self.server(self.pki.server(), more="ssl_ecdh_curve secp384r1;") as peer:
            outcome = self.fetch(peer.address, "--groups", "x25519,secp384r1")
            self.assertEqual((outcome.info["group"], outcome.info["hello retried"]), ("secp384r1", "yes"))

    def test_both_sides_name_the_same_protocol(self):
        with self.server(self.pki.server()) as peer:
            outcome = self.fetch(peer.address, "--alpn", "x/y,http/1.1")
            self.assertEqual(outcome.info["alpn"], "http/1.1")
            self.assertIn("localhost http/1.1", outcome.body.decode())

    def test_a_client_certificate_is_shown_when_it_is_required(self):
        identity = self.pki.client()
        with self.server(self.pki.server(), more=f"ssl_client_certificate {self.pki.ca}; ssl_verify_client on;") as peer:
            outcome = self.fetch(peer.address, "--cert", identity.chain, "--key", identity.key)
            self.assertIn("CN=client-p256", outcome.body.decode())
            # nginx takes the handshake and says no in HTTP.
            outcome = self.fetch(peer.address)
            self.assertRegex(outcome.stderr, "(?m)^HTTP/1.1 400 ")


class Transfers(WithNginx):
    def test_20_MB_arrive_whole(self):
        data = bytes(range(251)) * 80_000
        self.folder.joinpath("big").write_bytes(data)
        with self.server(self.pki.server()) as peer:
            self.fetch(peer.address, "--out", self.folder / "copy", path="/big")
        self.assertEqual(self.folder.joinpath("copy").read_bytes(), data)

    def test_20_MB_leave_whole(self):
        class Digest(http.server.BaseHTTPRequestHandler):
            def do_PUT(self):
                digest = hashlib.sha256(self.rfile.read(int(self.headers["Content-Length"]))).hexdigest().encode()
                self.send_response(200)
                self.send_header("Content-Length", str(len(digest)))
                self.end_headers()
                self.wfile.write(digest)

            def log_message(self, *_):
                pass

        data = bytes(range(241)) * 83_000
        request = b"PUT /up HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: %d\r\n\r\n" % len(data)
        with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Digest) as behind:
            thread = threading.Thread(target=behind.serve_forever)
            thread.start()
            try:
                upstream = f"location /up {{ proxy_pass http://127.0.0.1:{behind.server_port}; }}"
                with self.server(self.pki.server(), more=upstream) as peer:
                    outcome = clients.probe(peer.address, "--cafile", self.pki.ca, data=request + data)
            finally:
                behind.shutdown()
                thread.join()
        self.assertEqual(outcome.status, 0, str(outcome))
        self.assertTrue(outcome.body.startswith(b"HTTP/1.1 200 "), str(outcome))
        self.assertTrue(outcome.body.endswith(hashlib.sha256(data).hexdigest().encode()), str(outcome))


clients.cases.run_unittest()
