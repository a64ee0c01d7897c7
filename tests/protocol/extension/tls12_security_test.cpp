#include "cxtls/protocol/extension/tls12_security.hpp"

#include "support/wire_laws.hpp"

using namespace cxtls;
using namespace cxtls::test;

namespace {
constexpr auto empty = octets();
// From the ClientHello of RFC 8448, 3.
constexpr auto first_handshake = octets(0);
}  // namespace

TEST_CASE("C50: extended_master_secret is empty") { obeys_the_laws<ExtendedMasterSecret, empty>(); }

TEST_CASE("C50: encrypt_then_mac is empty") { obeys_the_laws<EncryptThenMac, empty>(); }

TEST_CASE("X4: renegotiation_info is at most 255 octets, and empty in a first handshake") {
  obeys_the_laws<RenegotiationInfo, first_handshake>();
  BOTH(parse<RenegotiationInfo>(first_handshake)->renegotiated_connection.empty());
  CHECK(refusal<RenegotiationInfo>(prefixed(1, 255)) == errc::none);
  const std::vector<std::uint8_t> longer(256);
  CHECK(build_refusal(RenegotiationInfo{longer}) == errc::length_out_of_range);
}
