#include "cxtls/handshake/tls13/certificate_verify.hpp"

#include <catch2/catch_test_macros.hpp>

#include "support/hex.hpp"

using namespace cxtls;

namespace {
constexpr crypto::digest ones() {
  crypto::digest d(32);
  for (std::uint8_t& octet : d.fill()) octet = 1;
  return d;
}
// RFC 8446, 4.4.3 prints this example: the content for a server and a transcript hash of 32 octets 01.
constexpr std::string_view rfc8446 =
    "2020202020202020202020202020202020202020202020202020202020202020"
    "2020202020202020202020202020202020202020202020202020202020202020"
    "544c5320312e332c207365727665722043657274696669636174655665726966"
    "79"
    "00"
    "0101010101010101010101010101010101010101010101010101010101010101";
}  // namespace

static_assert(equal(tls13::server_signed_content({ones()}).view(), test::unhex(rfc8446)));

TEST_CASE("the example of RFC 8446, 4.4.3") {
  CHECK(test::hex(tls13::server_signed_content({ones()}).view()) == rfc8446);
}

TEST_CASE("client and server never sign the same content") {
  CHECK_FALSE(equal(tls13::server_signed_content({ones()}).view(), tls13::client_signed_content({ones()}).view()));
}
