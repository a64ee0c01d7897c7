#include "cxtls/io/listener.hpp"

#include <catch2/catch_test_macros.hpp>
#include <string>

using namespace cxtls;
using namespace std::chrono_literals;

TEST_CASE("a listener at port 0 says which port it got, and hands out who connects there, ready for non-blocking use") {
  auto listener = io::listen("127.0.0.1", "0");
  REQUIRE(listener);
  REQUIRE(listener->port() != 0);
  auto client = io::connect("127.0.0.1", std::to_string(listener->port()).c_str());
  REQUIRE(client);
  auto accepted = listener->accept();
  REQUIRE(accepted);
  CHECK((::fcntl(accepted->fd(), F_GETFL) & O_NONBLOCK) != 0);
  CHECK((::fcntl(accepted->fd(), F_GETFD) & FD_CLOEXEC) != 0);
  REQUIRE(::send(client->fd(), "x", 1, 0) == 1);
  REQUIRE(io::wait(accepted->fd(), POLLIN, io::clock::now() + io::default_patience));
  char octet = 0;
  CHECK(::recv(accepted->fd(), &octet, 1, 0) == 1);
  CHECK(octet == 'x');
}

TEST_CASE("accepting with patience ends without a connection, too") {
  auto listener = io::listen("127.0.0.1", "0");
  REQUIRE(listener);
  const auto nobody = listener->accept(0ms);
  REQUIRE_FALSE(nobody);
  CHECK(nobody.error().what == io::fault::timed_out);
}

TEST_CASE("IPv6 is listened at, too, where there is any") {
  auto listener = io::listen("::1", "0");
  if (!listener) SKIP("no IPv6 on this machine");
  CHECK(listener->port() != 0);
  CHECK(io::connect("::1", std::to_string(listener->port()).c_str()));
}

TEST_CASE("a port that somebody has, and an address that is nobody's, are errors that say so") {
  auto listener = io::listen("127.0.0.1", "0");
  REQUIRE(listener);
  const auto taken = io::listen("127.0.0.1", std::to_string(listener->port()).c_str());
  REQUIRE_FALSE(taken);
  CHECK(taken.error().what == io::fault::transport_failed);
  CHECK(taken.error().code == EADDRINUSE);
  const auto elsewhere = io::listen("192.0.2.1", "0");
  REQUIRE_FALSE(elsewhere);
  CHECK(elsewhere.error().code == EADDRNOTAVAIL);
  const auto nonsense = io::listen("127.0.0.1", "https");  // a number is asked for
  REQUIRE_FALSE(nonsense);
  CHECK(nonsense.error().what == io::fault::host_unknown);
}
