#include "cxtls/protocol/tls12/record.hpp"

#include "support/wire_laws.hpp"

using namespace cxtls;
using namespace cxtls::test;

namespace {
constexpr auto protected_alert = octets(21, 3, 3, 0, 3, 7, 8, 9);
}  // namespace

TEST_CASE("A23: a TLSCiphertext of TLS 1.2 says the type of what it protects") {
  obeys_the_laws<tls12::TLSCiphertext, protected_alert>();
  BOTH(parse<tls12::TLSCiphertext>(protected_alert)->type == ContentType::alert);
  BOTH(parse<tls12::TLSCiphertext>(octets(99, 3, 3, 0, 0))->type == ContentType{99});
}

TEST_CASE("A23: a TLSCiphertext of 2^14 + 2048 octets is the longest in TLS 1.2") {
  const std::vector<std::uint8_t> start = {23, 3, 3};
  CHECK(refusal<tls12::TLSCiphertext>(start + prefixed(2, 18431)) == errc::none);
  CHECK(refusal<tls12::TLSCiphertext>(start + prefixed(2, 18432)) == errc::none);
  CHECK(refusal<tls12::TLSCiphertext>(start + prefixed(2, 18433)) == errc::record_overflow);
  const std::vector<std::uint8_t> content(18433);
  CHECK(build_refusal(tls12::TLSCiphertext{.fragment = bytes(content).first(18432)}) == errc::none);
  CHECK(build_refusal(tls12::TLSCiphertext{.fragment = content}) == errc::record_overflow);
  BOTH(parse_prefix<tls12::TLSCiphertext>(octets(23, 3, 3, 0x48, 0x01)).failure.code == errc::record_overflow);
  BOTH(parse_prefix<tls12::TLSCiphertext>(octets(23, 3, 3, 0x48, 0x00)).failure.code == errc::need_more);
}
