"""What https_get must not accept, and how it says so."""
import socket

import clients
from tcp import CLIENT, SERVER, Cut, Relay, PythonServer, Threaded, answers, flip, page

BODY = b"all of it\n" * 10


class Certificates(clients.WithPki):
    def server(self, identity):
        return PythonServer(identity, page(BODY))

    def test_a_wrong_host_name_is_refused(self):
        with self.server(self.pki.server()) as server:
            outcome = self.refused(server.address, clients.TLS, "name", "it is for localhost, 127.0.0.1, ::1",
                                   "bad_certificate", host="example.com")
            self.assertEqual(outcome.body, b"")

    def test_a_wrong_address_is_refused(self):
        with self.server(self.pki.server(san="DNS:localhost,IP:127.0.0.2", name="other-address")) as server:
            self.refused(server.address, clients.TLS, "name", host="127.0.0.1")
            self.refused(server.address, clients.TLS, "name", host="[::1]")

    def test_an_address_isnt_a_name_and_a_name_isnt_an_address(self):
        with self.server(self.pki.server(san="DNS:127.0.0.1", name="address-as-name")) as server:
            self.refused(server.address, clients.TLS, "subjectAltName", host="127.0.0.1")

    def test_a_common_name_doesnt_stand_in_for_a_missing_name(self):
        with self.server(self.pki.server(san=None, name="localhost")) as server:
            self.refused(server.address, clients.TLS, "[RFC 9525")

    def test_an_unknown_authority_is_refused(self):
        _, stranger = self.pki.stranger()
        with self.server(stranger) as server:
            self.refused(server.address, clients.TLS, "trust anchor", '"A Stranger"', "unknown_ca")

    def test_the_systems_trust_store_doesnt_know_our_authority(self):
        port = 0
        with self.server(self.pki.server()) as server:
            port = server.address.rsplit(":", 1)[1]
            outcome = clients.https_get(f"https://localhost:{port}/", "--connect", server.address)
        self.assertEqual(outcome.status, clients.TLS, str(outcome))
        self.assertIn("trust anchor", outcome.stderr)

    def test_an_expired_certificate_is_refused(self):
        with self.server(self.pki.expired()) as server:
            self.refused(server.address, clients.TLS, "expired", "certificate_expired")

    def test_a_certificate_of_the_future_is_refused(self):
        with self.server(self.pki.not_yet_valid()) as server:
            self.refused(server.address, clients.TLS, "not valid yet")

    def test_a_certificate_whose_signature_is_off_by_a_bit_is_refused(self):
        with self.server(self.pki.server().with_bad_signature()) as server:
            self.refused(server.address, clients.TLS, "signature")

    def test_a_client_certificate_doesnt_make_a_server(self):
        identity = self.pki.issue("wrong-usage", "p256", self.pki.authority("p256"),
                                  clients.LEAF.format(usage="clientAuth", san=f"subjectAltName={clients.SAN}\n"))
        with self.server(identity) as server:
            self.refused(server.address, clients.TLS, "extKeyUsage")

    def test_a_leaf_doesnt_make_an_authority(self):
        leaf = self.pki.server()
        forged = self.pki.issue("forged", "p256", leaf,
                                clients.LEAF.format(usage="serverAuth", san="subjectAltName=DNS:example.com\n"))
        forged.chain.write_text(forged.chain.read_text() + leaf.chain.read_text())
        with self.server(forged) as server:
            self.refused(server.address, clients.TLS, "no CA's", host="example.com")


class Tampering(clients.WithPki):
    """Somebody between the peers. Never a body that the server didn't send, and never status 0."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        # Ended by close_notify and nothing else, so that each record of the server matters.
        cls.server = cls.lasting(PythonServer(cls.pki.server(), answers(b"HTTP/1.1 200 OK\r\n\r\n", BODY)))

    def tampered(self, edit):
        with Relay(self.server.address, edit) as relay:
            return self.refused(relay.address, clients.TLS)

    def server_records(self):
        """The sizes of the records that this server sends."""
        sizes = []

        def note(who, index, record):
            if who == SERVER:
                sizes.append(len(record))
            return record
        with Relay(self.server.address, note) as relay:
            self.assertEqual(self.fetch(relay.address).body, BODY)
        return sizes

    def test_a_bit_flipped_in_any_record_of_the_server_ends_the_connection(self):
        sizes = self.server_records()
        self.assertGreater(len(sizes), 6)
        for target, size in enumerate(sizes):
            for position in {0, 5, size // 2, size - 1}:
                with self.subTest(record=target, position=position):
                    outcome = self.tampered(lambda who, index, record: flip(record, position)
                                            if (who, index) == (SERVER, target) else record)
                    self.assertTrue(BODY.startswith(outcome.body))

    def test_a_bit_flipped_in_application_data_reads_as_such(self):
        last_but_one = len(self.server_records()) - 2
        outcome = self.tampered(lambda who, index, record: flip(record)
                                if (who, index) == (SERVER, last_but_one) else record)
        self.assertIn("doesn't authenticate", outcome.stderr)
        self.assertIn("bad_record_mac", outcome.stderr)
        self.assertEqual(outcome.body, b"")

    def test_a_bit_flipped_in_our_finished_is_reported_by_the_server(self):
        # Ours: ClientHello, change_cipher_spec, Finished.
        outcome = self.tampered(lambda who, index, record: flip(record) if (who, index) == (CLIENT, 2) else record)
        self.assertIn("alert", outcome.stderr)

    def test_a_connection_cut_before_or_within_any_record_is_an_error(self):
        for target in range(len(self.server_records())):
            for left in [0, 1, 5, 6, -1]:
                with self.subTest(record=target, left=left):
                    outcome = self.tampered(lambda who, index, record: Cut(record[:left])
                                            if (who, index) == (SERVER, target) else record)
                    self.assertIn("[RFC 8446, 6.1]", outcome.stderr)

    def test_records_that_are_dropped_repeated_or_swapped_end_the_connection(self):
        count = len(self.server_records())
        held = []

        def swap(who, index, record):
            if (who, index) == (SERVER, count - 3):
                held.append(record)
                return b""
            return record + held.pop() if held and who == SERVER else record
        for edit in [lambda who, index, record: b"" if (who, index) == (SERVER, count - 2) else record,
                     lambda who, index, record: 2 * record if (who, index) == (SERVER, count - 2) else record, swap]:
            self.assertIn("bad_record_mac", self.tampered(edit).stderr)

    def test_delivery_of_one_octet_at_a_time_changes_nothing(self):
        with Relay(self.server.address, one_byte=True) as relay:
            self.assertEqual(self.fetch(relay.address).body, BODY)


class Ends(clients.WithPki):
    def fetches(self, handler):
        with PythonServer(self.pki.server(), handler) as server:
            return self.fetch(server.address)

    def refuses(self, handler, status, *words):
        with PythonServer(self.pki.server(), handler) as server:
            return self.refused(server.address, status, *words)

    def test_a_body_until_the_end_needs_the_authenticated_end(self):
        head = b"HTTP/1.1 200 OK\r\n\r\n"
        self.assertEqual(self.fetches(answers(head + BODY)).body, BODY)
        self.refuses(answers(head + BODY, close_notify=False), clients.TLS, "close_notify")

    def test_a_body_of_known_length_is_whole_without_close_notify(self):
        self.assertEqual(self.fetches(page(BODY, close_notify=False)).body, BODY)

    def test_a_body_shorter_than_announced_is_an_error_however_it_ends(self):
        head = b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n"
        self.refuses(answers(head + BODY), clients.HTTP, "before the body was whole")
        self.refuses(answers(head + BODY, close_notify=False), clients.TLS, "close_notify")

    def test_a_server_that_hangs_up_at_once_is_an_error(self):
        class HangsUp(Threaded):
            def serve(self, connection):
                connection.recv(1)
        with HangsUp() as server:
            self.refused(server.address, clients.TLS)

    def test_a_server_that_speaks_something_else_is_recognised(self):
        class PlainHttp(Threaded):
            def serve(self, connection):
                connection.recv(1)
                connection.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")
                connection.shutdown(socket.SHUT_WR)
                while connection.recv(4096):
                    pass
        with PlainHttp() as server:
            self.refused(server.address, clients.TLS, "another protocol")

    def test_nobody_listening_is_a_matter_of_the_connection(self):
        with socket.socket() as taken:  # bound, not listening
            taken.bind(("127.0.0.1", 0))
            self.refused("127.0.0.1:{}".format(taken.getsockname()[1]), clients.CONNECT, "cannot connect")


clients.cases.run_unittest()
