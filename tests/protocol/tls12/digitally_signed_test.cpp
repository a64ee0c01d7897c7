#include "cxtls/protocol/tls12/digitally_signed.hpp"

#include "support/wire_laws.hpp"

using namespace cxtls;
using namespace cxtls::test;

namespace {
constexpr auto signed_by_ecdsa = octets(4, 3, 0, 2, 7, 8);
}  // namespace

TEST_CASE("A45: digitally-signed is a scheme and a signature, of any length and kind") {
  obeys_the_laws<DigitallySigned, signed_by_ecdsa>();
  BOTH(parse<DigitallySigned>(signed_by_ecdsa)->algorithm == SignatureScheme::ecdsa_secp256r1_sha256);
  BOTH(equal(parse<DigitallySigned>(signed_by_ecdsa)->signature, octets(7, 8)));
  BOTH(round_trips<DigitallySigned>(octets(0x63, 0x99, 0, 0)));
  BOTH(parse<DigitallySigned>(octets(0x63, 0x99, 0, 0))->algorithm == SignatureScheme{0x6399});
  const std::vector<std::uint8_t> longer(65536);
  CHECK(build_refusal(DigitallySigned{{}, bytes(longer).first(65535)}) == errc::none);
  CHECK(build_refusal(DigitallySigned{{}, longer}) == errc::length_out_of_range);
}
