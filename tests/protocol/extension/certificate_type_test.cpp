#include "cxtls/protocol/extension/certificate_type.hpp"

#include "support/wire_laws.hpp"

using namespace cxtls;
using namespace cxtls::test;

namespace {
constexpr auto offer = octets(3, 2, 0, 0xe0);
constexpr auto choice = octets(2);
}  // namespace

TEST_CASE("C50: certificate types are offered as a list and chosen as one") {
  obeys_the_laws<ClientCertTypeOffer, offer>();
  obeys_the_laws<ServerCertTypeOffer, offer>();
  obeys_the_laws<ClientCertTypeChoice, choice>();
  obeys_the_laws<ServerCertTypeChoice, choice>();
  BOTH(parse<ServerCertTypeOffer>(offer)->server_certificate_types.front() == CertificateType::RawPublicKey);
  BOTH(parse<ClientCertTypeOffer>(offer)->client_certificate_types.contains(CertificateType{0xe0}));
  BOTH(parse<ClientCertTypeChoice>(choice)->client_certificate_type == CertificateType::RawPublicKey);
}

TEST_CASE("C50: an offer of certificate types is not empty, and at most 255 long") {
  BOTH(refusal<ClientCertTypeOffer>(octets(0)) == errc::length_out_of_range);
  BOTH(refusal<ServerCertTypeOffer>(octets(0)) == errc::length_out_of_range);
  CHECK(refusal<ClientCertTypeOffer>(prefixed(1, 255)) == errc::none);
  const std::vector<CertificateType> many(256);
  CHECK(build_refusal(ClientCertTypeOffer{std::span(many)}) == errc::length_out_of_range);
  CHECK(build_refusal(ServerCertTypeOffer{std::span(many)}) == errc::length_out_of_range);
}
