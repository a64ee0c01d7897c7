#include "cxtls/io/posix.hpp"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <functional>
#include <string>
#include <thread>

#include "cxtls/backend/boringssl.hpp"
#include "cxtls/session/stateful_tickets.hpp"
#include "support/scripted_server.hpp"
#include "support/test_client.hpp"
#include "support/test_server.hpp"

using namespace cxtls;
using namespace std::chrono_literals;

namespace {

// A server on the other end of a socket, in a thread. `react` runs after each piece of input that it took; it may say
// more, and ends the connection by returning false.
using reaction = std::function<bool(test::scripted_server&)>;

void serve(io::socket s, test::server_plan plan, reaction const& react) {
  test::scripted_server server(std::move(plan));
  std::uint8_t input[4096];
  for (bool going = true; going;) {
    const ssize_t n = ::recv(s.fd(), input, sizeof input, 0);
    if (n <= 0) return;
    server.take(bytes(input, static_cast<std::size_t>(n)));
    going = react(server);
    for (bytes out = server.outgoing; !out.empty();) {
      const ssize_t sent = ::send(s.fd(), out.data(), out.size(), MSG_NOSIGNAL);
      if (sent <= 0) return;
      out = out.subspan(static_cast<std::size_t>(sent));
    }
    server.outgoing.clear();
  }
}

// A client whose socket leads to a function in another thread.
struct call {
  explicit call(std::function<void(io::socket)> peer, client_config config = test::trusting_config(),
                std::chrono::milliseconds patience = 30s)
      : end(std::move(config)) {
    int fds[2];
    REQUIRE(::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, fds) == 0);
    stream.emplace(io::socket(fds[0]), *end.connection, patience);
    thread = std::thread(std::move(peer), io::socket(fds[1]));
  }
  ~call() {
    stream.reset();  // the peer sees the end
    thread.join();
  }
  test::client_end end;
  std::optional<io::posix_stream<any_client>> stream;
  std::thread thread;
};

auto honest(reaction react = [](test::scripted_server&) { return true; }, test::server_plan plan = {}) {
  return [=](io::socket s) { serve(std::move(s), plan, react); };
}

// Answers the request "ping".
reaction answering(std::string answer, bool close_notify) {
  return [=](test::scripted_server& server) {
    if (as_text(server.seen.data) != "ping") return true;
    for (std::string_view rest = answer; !rest.empty(); rest.remove_prefix(std::min(rest.size(), record::max_content)))
      server.put_data(rest.substr(0, record::max_content));
    if (close_notify) server.close();
    server.flush();
    return false;
  };
}

template <class T>
errc tls_error(io::result<T> const& r) {
  return r || r.error().what != io::fault::tls_failed ? errc::none : r.error().reason.code;
}

// Reads until the end or an error, `piece` octets at the most at a time.
io::result<std::string> read_all(io::posix_stream<any_client>& stream, std::size_t piece) {
  std::string text;
  test::octets room(piece);
  for (;;) {
    const io::result<std::size_t> n = stream.read(room);
    if (!n) return n.error();
    if (*n == 0) return text;
    text.append(as_text(bytes(room).first(*n)));
  }
}

}  // namespace

TEST_CASE("the clock is the machine's") {
  const auto before = std::time(nullptr);
  const unix_time now = io::now();
  CHECK(now.seconds >= before);
  CHECK(now.seconds <= std::time(nullptr));
}

TEST_CASE("a stream shakes hands, writes, and reads until the authenticated end") {
  for (std::size_t piece : {1, 3, 1000}) {
    call c(honest(answering("pong, and a little more", true)));
    REQUIRE(c.stream->handshake());
    CHECK(c.end.connection->info().version == ProtocolVersion::tls13);
    REQUIRE(c.stream->write(as_bytes("ping")));
    const auto all = read_all(*c.stream, piece);
    REQUIRE(all);
    CHECK(*all == "pong, and a little more");
    std::uint8_t more[1];
    const auto again = c.stream->read(more);
    REQUIRE(again);
    CHECK(*again == 0);
  }
}

TEST_CASE("a server's stream waits to be spoken to, and answers; of its tickets the client's keeps the newest, once") {
  call c([](io::socket s) {
    memory_session_store store;
    stateful_tickets<backend::boringssl, memory_session_store> sessions({}, store);
    server_config config = test::showing_config();
    config.sessions = &sessions;
    const test::server_end end(std::move(config));
    const auto connection = end.connection();
    io::posix_stream stream(std::move(s), *connection);
    std::uint8_t request[100];
    const auto n = stream.read(request);
    if (!n || !stream.write(bytes(request).first(*n)) || !stream.close()) return;
    (void)stream.read(request);
  });
  REQUIRE(c.stream->handshake());
  CHECK_FALSE(c.stream->take_ticket());
  REQUIRE(c.stream->write(as_bytes("ping")));
  const auto all = read_all(*c.stream, 100);
  REQUIRE(all);
  CHECK(*all == "ping");
  const auto ticket = c.stream->take_ticket();
  REQUIRE(ticket);
  CHECK(ticket->identity.size() == 32);
  CHECK_FALSE(c.stream->take_ticket());
}

TEST_CASE("the first write or read shakes hands by itself") {
  call c(honest(answering("pong", true)));
  REQUIRE(c.stream->write(as_bytes("ping")));
  const auto all = read_all(*c.stream, 100);
  REQUIRE(all);
  CHECK(*all == "pong");
}

TEST_CASE("what isn't read yet survives writing and closing") {
  call c(honest(answering("abcdefgh", true)));
  REQUIRE(c.stream->write(as_bytes("ping")));
  std::uint8_t two[2];
  REQUIRE(c.stream->read(two));
  CHECK(as_text(two) == "ab");
  (void)c.stream->write(as_bytes("x"));  // the server may be gone by now
  REQUIRE(c.stream->read(two));
  CHECK(as_text(two) == "cd");
  (void)c.stream->close();
  const auto rest = read_all(*c.stream, 3);
  REQUIRE(rest);
  CHECK(*rest == "efgh");
}

TEST_CASE("an end without close_notify is an error, after what came before it") {
  call c(honest(answering("half of i", false)));
  REQUIRE(c.stream->write(as_bytes("ping")));
  std::uint8_t room[100];
  const auto n = c.stream->read(room);
  REQUIRE(n);
  CHECK(as_text(bytes(room).first(*n)) == "half of i");
  CHECK(tls_error(c.stream->read(room)) == errc::closed_early);
  CHECK(tls_error(c.stream->read(room)) == errc::closed_early);
}

TEST_CASE("after close() nothing can be written, and reading goes on") {
  call c(honest([](test::scripted_server& server) {
    if (!server.seen.closed) return true;
    server.put_data("last words");
    server.close();
    server.flush();
    return false;
  }));
  REQUIRE(c.stream->handshake());
  REQUIRE(c.stream->close());
  CHECK(tls_error(c.stream->write(as_bytes("x"))) == errc::misuse_write_closed);
  const auto all = read_all(*c.stream, 100);
  REQUIRE(all);
  CHECK(*all == "last words");
}

TEST_CASE("more than any buffer holds is written and read whole") {
  const std::string much(3'000'000, 'x');
  call c(honest([&](test::scripted_server& server) {
    if (server.seen.data.size() < much.size()) return true;
    server.put_data(as_text(server.seen.data) == much ? "right" : "wrong");
    server.close();
    server.flush();
    return false;
  }));
  REQUIRE(c.stream->write(as_bytes(much)));
  const auto all = read_all(*c.stream, 100);
  REQUIRE(all);
  CHECK(*all == "right");
}

TEST_CASE("a silent peer is given up on at the deadline") {
  const auto silent = [](io::socket s) {
    std::uint8_t input[4096];
    while (::recv(s.fd(), input, sizeof input, 0) > 0) {
    }
  };
  call c(silent, test::trusting_config(), 1ms);
  const io::status s = c.stream->handshake();
  REQUIRE_FALSE(s);
  CHECK(s.error().what == io::fault::timed_out);
}

TEST_CASE("data that a peer sent before it hung up are all read, even after a write that failed") {
  const std::string answer(40'000, 'a');  // three records
  call c(honest(answering(answer, true)));
  REQUIRE(c.stream->write(as_bytes("ping")));
  const std::string much(100'000, 'x');
  while (c.stream->write(as_bytes(much))) {
  }
  const auto all = read_all(*c.stream, 1000);
  REQUIRE(all);
  CHECK(*all == answer);
}

TEST_CASE("another protocol is refused by name, and told so") {
  test::octets alert;
  {
    call c([&](io::socket s) {
      std::uint8_t input[4096];
      if (::recv(s.fd(), input, sizeof input, 0) <= 0) return;
      (void)::send(s.fd(), "HTTP/1.1 400 Bad Request\r\n\r\n", 28, MSG_NOSIGNAL);
      for (ssize_t n = 0; (n = ::recv(s.fd(), input, sizeof input, 0)) > 0;)
        alert.insert(alert.end(), input, input + n);
    });
    CHECK(tls_error(c.stream->handshake()) == errc::not_tls);
    CHECK(tls_error(c.stream->handshake()) == errc::not_tls);
    std::uint8_t room[1];
    CHECK(tls_error(c.stream->read(room)) == errc::not_tls);
    CHECK(tls_error(c.stream->write(as_bytes("x"))) == errc::not_tls);
  }
  REQUIRE(alert.size() == 7);
  CHECK(alert[0] == 21);  // a record of type alert
  CHECK(alert[5] == 2);
  CHECK(AlertDescription{alert[6]} == AlertDescription::unexpected_message);
}

TEST_CASE("writing to a peer that is gone is an error, not a signal") {
  call c(honest([](test::scripted_server& server) { return !server.seen.finished; }));
  REQUIRE(c.stream->handshake());
  const std::string much(100'000, 'x');
  io::status s = done{};
  while (s) s = c.stream->write(as_bytes(much));
  CHECK(s.error().what == io::fault::transport_failed);
  CHECK((s.error().code == EPIPE || s.error().code == ECONNRESET));
}

TEST_CASE("a peer that refuses us while we write is understood") {
  call c(honest([](test::scripted_server& server) {
    if (!server.seen.finished) return true;
    server.put_alert(AlertDescription::certificate_required);
    server.flush();
    return false;
  }));
  REQUIRE(c.stream->handshake());
  const std::string much(100'000, 'x');
  io::status s = done{};
  while (s) s = c.stream->write(as_bytes(much));
  CHECK(tls_error(s) == errc::peer_alert);
  CHECK(c.end.connection->alert_received() == AlertDescription::certificate_required);
}

TEST_CASE("a question to the application ends the handshake: a stream can't ask") {
  client_config config = test::trusting_config();
  config.ask_application_to_verify = true;
  call c(honest(), std::move(config));
  CHECK(tls_error(c.stream->handshake()) == errc::misuse_parked);
}
