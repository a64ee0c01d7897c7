#include "cxtls/io/socket.hpp"

#include <arpa/inet.h>

#include <catch2/catch_test_macros.hpp>
#include <string>
#include <utility>
#include <vector>

using namespace cxtls;
using namespace std::chrono_literals;

namespace {

bool is_open(int fd) { return ::fcntl(fd, F_GETFD) != -1; }

// A listening socket on 127.0.0.1 with a port of the system's choice.
struct listener {
  explicit listener(int backlog) : s(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    REQUIRE(::bind(s.fd(), reinterpret_cast<sockaddr*>(&address), size) == 0);
    if (backlog >= 0) REQUIRE(::listen(s.fd(), backlog) == 0);
    REQUIRE(::getsockname(s.fd(), reinterpret_cast<sockaddr*>(&address), &size) == 0);
    port = std::to_string(ntohs(address.sin_port));
  }
  io::socket s;
  std::string port;
};

struct ends {
  ends() {
    int fds[2];
    REQUIRE(::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, fds) == 0);
    a = io::socket(fds[0]);
    b = io::socket(fds[1]);
  }
  io::socket a{-1}, b{-1};
};

}  // namespace

TEST_CASE("a socket closes its descriptor once, whoever owns it by then") {
  ends e;
  const int one = e.a.fd(), other = e.b.fd();
  {
    io::socket owner(std::move(e.a));
    CHECK(owner.fd() == one);
    CHECK(e.a.fd() == -1);
    owner = std::move(e.b);
    CHECK_FALSE(is_open(one));
    CHECK(is_open(other));
  }
  CHECK_FALSE(is_open(other));
}

TEST_CASE("waiting ends when a call won't block, and at the deadline") {
  ends e;
  const auto passed = io::clock::now();
  CHECK(io::wait(e.a.fd(), POLLOUT, passed));
  const io::status silent = io::wait(e.a.fd(), POLLIN, passed);
  REQUIRE_FALSE(silent);
  CHECK(silent.error().what == io::fault::timed_out);
  REQUIRE(::send(e.b.fd(), "x", 1, 0) == 1);
  CHECK(io::wait(e.a.fd(), POLLIN, passed));
}

TEST_CASE("waiting ends when the peer hangs up") {
  ends e;
  e.b = io::socket(-1);
  CHECK(io::wait(e.a.fd(), POLLIN, io::clock::now() + 1h));
}

TEST_CASE("connecting to who listens gives a socket that is ready") {
  listener to(1);
  const auto s = io::connect("127.0.0.1", to.port.c_str());
  REQUIRE(s);
  CHECK(is_open(s->fd()));
  int on = 0;
  socklen_t size = sizeof on;
  REQUIRE(::getsockopt(s->fd(), IPPROTO_TCP, TCP_NODELAY, &on, &size) == 0);
  CHECK(on != 0);
}

TEST_CASE("a name with several addresses is tried until one answers") {
  listener to(1);  // IPv4 only; localhost may be ::1 first
  CHECK(io::connect("localhost", to.port.c_str()));
}

TEST_CASE("connecting to nobody says why") {
  listener to(-1);  // bound, not listening
  const auto s = io::connect("127.0.0.1", to.port.c_str());
  REQUIRE_FALSE(s);
  CHECK(s.error().what == io::fault::unreachable);
  CHECK(s.error().code == ECONNREFUSED);
}

TEST_CASE("a port that is no number is no address") {
  const auto s = io::connect("127.0.0.1", "https");
  REQUIRE_FALSE(s);
  CHECK(s.error().what == io::fault::host_unknown);
  CHECK(s.error().code == EAI_NONAME);
}

TEST_CASE("connecting gives up at its deadline") {
  listener to(0);  // accepts nobody: soon the system doesn't answer for it any more
  std::vector<io::socket> queue;
  for (int i = 0; i < 16; ++i) {
    auto s = io::connect("127.0.0.1", to.port.c_str(), 100ms);
    if (!s) {
      CHECK(s.error().what == io::fault::timed_out);
      return;
    }
    queue.push_back(std::move(*s));
  }
  FAIL("every connection was accepted");
}
