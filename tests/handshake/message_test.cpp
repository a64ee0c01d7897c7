#include "cxtls/handshake/message.hpp"

#include <catch2/catch_test_macros.hpp>

#include "support/hex.hpp"

using namespace cxtls;

static_assert(handshake_type<ClientHello> == HandshakeType::client_hello);
static_assert(handshake_type<HelloRetryRequest> == HandshakeType::server_hello);
static_assert(handshake_type<NewSessionTicket> == HandshakeType::new_session_ticket);
static_assert([] {
  buffer out;
  return append_message(KeyUpdate{KeyUpdateRequest::update_requested}, out) && out.size() == 5 && out.view()[0] == 24 &&
         out.view()[4] == 1;
}());

TEST_CASE("a message is its header and its body, after what was there") {
  buffer out;
  REQUIRE(out.append(test::unhex("ff")));
  const std::array<std::uint8_t, 4> verify_data{1, 2, 3, 4};
  REQUIRE(append_message(Finished{verify_data}, out));
  REQUIRE(append_message(KeyUpdate{}, out));
  CHECK(test::hex(out.view()) ==
        "ff"
        "14000004"
        "01020304"
        "18000001"
        "00");
}

TEST_CASE("RFC 8448, 4: EndOfEarlyData is its header alone") {
  buffer out;
  REQUIRE(append_message(EndOfEarlyData{}, out));
  CHECK(test::hex(out.view()) == "05000000");
}

TEST_CASE("where the marked field begins is told, with all that stands before it") {
  const std::array<std::uint8_t, 3> name{1, 2, 3};
  const std::array<std::uint8_t, 32> binder{9};
  const PskIdentity identities[] = {{name, 0}};
  const PskBinderEntry binders[] = {{binder}};
  extension_in<in::client_hello> last;
  replace(last.extension_data, OfferedPsks{identities, binders});
  const CipherSuite suites[] = {CipherSuite::TLS_AES_128_GCM_SHA256};
  ClientHello hello;
  hello.cipher_suites = suites;
  hello.extensions = std::span<const extension_in<in::client_hello>>(&last, 1);
  buffer out;
  REQUIRE(out.append(test::unhex("ffff")));
  const auto marked = append_marked_message(hello, out);
  REQUIRE(marked);
  CHECK(test::hex(out.view().subspan(*marked, 4)) == "00212009");  // two lengths, and the binder
  CHECK(out.size() == *marked + 2 + 1 + 32);

  const auto unmarked = append_marked_message(KeyUpdate{}, out);
  REQUIRE(unmarked);
  CHECK(*unmarked == out.size());
}

TEST_CASE("what its descriptor refuses isn't appended") {
  buffer out;
  NewSessionTicket empty;
  CHECK(append_message(empty, out).error().code == errc::length_out_of_range);
  CHECK(out.empty());
}
