#include "cxtls/handshake/output.hpp"

#include <catch2/catch_test_macros.hpp>
#include <vector>

using namespace cxtls;

namespace {
using octets = std::vector<std::uint8_t>;
using secret_type = crypto::traffic_secret<crypto::stage::handshake, crypto::sender::client>;
constexpr crypto::suite_info const& suite = crypto::suite_table[0];
secret_type some_secret() { return secret_type::of(suite.hash, octets(32, 1)); }
}  // namespace

TEST_CASE("messages of one epoch are one action; a key between them makes two") {
  handshake_output out;
  REQUIRE(out.send(epoch::handshake, octets{1, 2}));
  REQUIRE(out.send(epoch::handshake, octets{3}));
  CHECK(out.size() == 1);
  CHECK(std::get<send_messages>(out[0]).size == 3);
  REQUIRE(out.install(suite, some_secret()));
  REQUIRE(out.send(epoch::handshake, octets{4}));
  CHECK(out.size() == 3);
  CHECK(equal(out.messages(), octets{1, 2, 3, 4}));
  REQUIRE(out.send(epoch::application, octets{5}));
  CHECK(out.size() == 4);
}

TEST_CASE("a flight has a largest size") {
  handshake_output out;
  REQUIRE(out.send(epoch::handshake, octets(handshake_output::max_flight)));
  CHECK(out.send(epoch::handshake, octets(1)).error() == error{errc::no_space, "flight"});
  CHECK(out.messages().size() == handshake_output::max_flight);
}

TEST_CASE("a step has a largest number of actions") {
  handshake_output out;
  for (std::size_t i = 0; i < handshake_output::max_actions; ++i) REQUIRE(out.install(suite, some_secret()));
  CHECK(out.install(suite, some_secret()).error().code == errc::out_of_memory);
  CHECK(out.size() == handshake_output::max_actions);
}

TEST_CASE("cleared, it holds nothing and takes again") {
  handshake_output out;
  REQUIRE(out.send(epoch::initial, octets{1}));
  REQUIRE(out.install(suite, some_secret()));
  out.clear();
  CHECK(out.size() == 0);
  CHECK(out.messages().empty());
  REQUIRE(out.send(epoch::initial, octets{2}));
  CHECK(std::get<send_messages>(out[0]).size == 1);
}
