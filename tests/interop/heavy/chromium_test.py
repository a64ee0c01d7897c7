"""Chromium, headless, loads pages over https_server."""
import re
import subprocess

import heavy
import clients
from peers import require
from served import Served, page


class Chromium(Served):
    def setUp(self):
        super().setUp()
        # Where Chromium on Linux looks for authorities of one's own.
        self.home = self.folder / self.id().rsplit(".", 1)[1]
        database = self.home / ".pki" / "nssdb"
        database.mkdir(parents=True)
        trusted = [["-A", "-t", "C,,", "-n", kind, "-i", self.pki.authority(kind).chain] for kind in ["p256", "rsa2048"]]
        for arguments in [["-N", "--empty-password"], *trusted]:
            subprocess.run([require("certutil"), "-d", f"sql:{database}", *arguments], check=True, capture_output=True)

    def load(self, server, path, name="localhost"):
        """The page as Chromium understood it, and what it has to say."""
        # Without a sandbox: there is none for root, as whom containers and continuous integration run.
        done = subprocess.run(
            [require("chromium"), "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
             "--disable-background-networking", "--disable-component-update", "--no-first-run",
             f"--user-data-dir={self.home / 'profile'}", f"--host-resolver-rules=MAP {name} 127.0.0.1", "--dump-dom",
             f"https://{name}:{server.port}{path}"],
            env={"HOME": str(self.home), "PATH": "/usr/local/bin:/usr/bin:/bin"}, capture_output=True, text=True,
            timeout=heavy.BUILDING)
        return done.stdout, done.stderr

    def test_it_loads_a_page_and_is_told_what_was_negotiated(self):
        server = self.serve()
        dom, _ = self.load(server, "/connection")
        seen = page(re.search(r"<pre[^>]*>(.*?)</pre>", dom, re.DOTALL)[1].replace("&quot;", '"').encode())
        self.assertEqual((seen["version"], seen["alpn"], seen["sni"]), ("TLS1.3", "http/1.1", "localhost"))

    def test_it_loads_a_page_of_HTML(self):
        dom, _ = self.load(self.serve(), "/")
        self.assertIn("<h1>It works</h1>", dom)

    def test_it_is_asked_again_for_another_share(self):
        for options in [[], ["--cookies"]]:
            dom, _ = self.load(self.serve("--groups", "secp384r1", *options), "/connection")
            self.assertIn("retried yes", dom)

    def test_each_suite(self):
        for suite in clients.SUITES:
            with self.subTest(suite):
                dom, _ = self.load(self.serve("--suites", suite), "/connection")
                self.assertIn(f"suite {suite}", dom)

    def test_each_suite_of_TLS_1_2(self):
        for kind in ["p256", "rsa2048"]:
            for suite in clients.tls12_suites(kind):
                with self.subTest(suite):
                    server = self.serve("--max-version", "1.2", "--suites", suite, kind=kind)
                    dom, _ = self.load(server, "/connection")
                    self.assertIn("version TLS1.2", dom)
                    self.assertIn(f"suite {suite}", dom)

    def test_a_server_of_an_unknown_authority_or_of_another_name_is_refused(self):
        for identity, name, why in [(self.pki.stranger()[1], "localhost", "net_error -202"),
                                    (self.pki.server(), "other.example", "net_error -200")]:
            server = self.serve(identities=[identity])
            dom, log = self.load(server, "/hello", name=name)
            self.assertNotIn("Hello!", dom)
            self.assertIn(why, log)  # CERT_AUTHORITY_INVALID, CERT_COMMON_NAME_INVALID
            self.assertIn("the alert received is", server.connection()["end"])


clients.cases.run_unittest()
