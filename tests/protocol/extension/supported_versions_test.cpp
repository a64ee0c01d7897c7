#include "cxtls/protocol/extension/supported_versions.hpp"

#include "support/wire_laws.hpp"

using namespace cxtls;
using namespace cxtls::test;

namespace {
// From the ClientHello and the ServerHello of RFC 8448, 3.
constexpr auto offer = octets(2, 3, 4);
constexpr auto choice = octets(3, 4);
constexpr auto grease = octets(6, 0x7a, 0x7a, 3, 4, 3, 3);
}  // namespace

TEST_CASE("C50: RFC 8448's supported_versions are TLS 1.3") {
  obeys_the_laws<SupportedVersions, offer>();
  obeys_the_laws<SelectedVersion, choice>();
  BOTH(parse<SupportedVersions>(offer)->versions.front() == ProtocolVersion::tls13);
  BOTH(parse<SelectedVersion>(choice)->selected_version == ProtocolVersion::tls13);
}

TEST_CASE("C50: unknown versions are kept") {
  obeys_the_laws<SupportedVersions, grease>();
  BOTH(parse<SupportedVersions>(grease)->versions.front() == ProtocolVersion{0x7a7a});
  BOTH(parse<SupportedVersions>(grease)->versions.contains(ProtocolVersion::tls12));
}

TEST_CASE("C50: versions are at least one, whole, and at most 254 octets") {
  BOTH(refusal<SupportedVersions>(octets(0)) == errc::length_out_of_range);
  BOTH(refusal<SupportedVersions>(octets(1, 3)) == errc::length_out_of_range);
  BOTH(refusal<SupportedVersions>(octets(3, 3, 4, 3)) == errc::truncated);
  CHECK(refusal<SupportedVersions>(prefixed(1, 254)) == errc::none);
  CHECK(refusal<SupportedVersions>(prefixed(1, 255)) == errc::length_out_of_range);
}
