"""tstclnt, a client of NSS's, takes delegated credentials (RFC 9345) from https_server."""
import subprocess

import heavy  # noqa: F401, the way to the rest
import clients
from peers import require
from served import Served, get, page, parsed, run


class Nss(Served):
    def setUp(self):
        super().setUp()
        database = self.folder / self.id().rsplit(".", 1)[1]
        database.mkdir()
        self.database = f"sql:{database}"
        for arguments in [["-N", "--empty-password"],
                          ["-A", "-t", "C,,", "-n", "root", "-i", self.pki.authority("p256").chain]]:
            subprocess.run([require("certutil"), "-d", self.database, *arguments], check=True, capture_output=True)

    def ask(self, server, *options):
        """What /connection says, and all that tstclnt says beside it."""
        request = self.folder / "request"
        request.write_bytes(get())
        done = run(require("tstclnt"), "-h", "localhost", "-4", "-p", server.port, "-d", self.database,
                   "-V", "tls1.2:tls1.3", "-v", "-A", request, *options)
        answer = done.stdout[done.stdout.index(b"HTTP/1.1"):]
        status, body = parsed(answer)
        self.assertEqual(status, 200)
        return page(body), (done.stdout + done.stderr).decode(errors="replace")

    def delegating(self, *options, **what):
        identity = self.pki.delegating()
        credential, key = self.pki.delegated(identity, **what)
        return self.serve("--delegated", credential, "--delegated-key", key, *options, identities=[identity])

    def test_it_takes_a_delegated_credential_of_each_kind_of_key(self):
        for kind in ["p256", "p384"]:
            with self.subTest(kind):
                seen, said = self.ask(self.delegating(kind=kind), "-B")
                self.assertEqual(seen["version"], "TLS1.3")
                self.assertIn("Received a Delegated Credential", said)

    def test_it_takes_one_after_a_second_hello(self):
        seen, said = self.ask(self.delegating("--groups", "secp384r1"), "-B")
        self.assertEqual(seen["retried"], "yes")
        self.assertIn("Received a Delegated Credential", said)

    def test_it_is_shown_none_that_it_does_not_ask_for_or_would_refuse(self):
        for server, options in [(self.delegating(), []), (self.delegating(lifetime=8 * 86400), ["-B"]),
                                (self.delegating("--max-version", "1.2"), ["-B"])]:
            with self.subTest(options=options):
                _, said = self.ask(server, *options)
                self.assertNotIn("Received a Delegated Credential", said)


clients.cases.run_unittest()
