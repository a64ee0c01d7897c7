#include "cxtls/protocol/tls13/imported_identity.hpp"

#include "support/wire_laws.hpp"

using namespace cxtls;
using namespace cxtls::test;

namespace {
constexpr auto with_context = octets(0, 2, 'i', 't', 0, 1, 0xcc, 3, 4, 0, 2);
constexpr auto without_context = octets(0, 1, 'i', 0, 0, 3, 4, 0, 1);
constexpr auto of_dtls = octets(0, 1, 'i', 0, 0, 0xfe, 0xfc, 0xff, 0);
constexpr auto endpoints = octets(1, 'c', 2, 's', '1');
}  // namespace

TEST_CASE("RFC 9258, 5.1: an imported identity says what it is for") {
  obeys_the_laws<ImportedIdentity, with_context>();
  obeys_the_laws<ImportedIdentity, without_context>();
  obeys_the_laws<ImportedIdentity, of_dtls>();
  BOTH(equal(parse<ImportedIdentity>(with_context)->external_identity, octets('i', 't')));
  BOTH(equal(parse<ImportedIdentity>(with_context)->context, octets(0xcc)));
  BOTH(parse<ImportedIdentity>(with_context)->target_protocol == ProtocolVersion::tls13);
  BOTH(parse<ImportedIdentity>(with_context)->target_kdf == KDFIdentifier::hkdf_sha384);
  BOTH(parse<ImportedIdentity>(without_context)->target_kdf == KDFIdentifier::hkdf_sha256);
  BOTH(refusal<ImportedIdentity>(octets(0, 0, 0, 0, 3, 4, 0, 1)) == errc::length_out_of_range);
}

TEST_CASE("RFC 9258, A: a context names the client before the server, and both") {
  obeys_the_laws<PskContext, endpoints>();
  BOTH(equal(parse<PskContext>(endpoints)->client, octets('c')));
  BOTH(equal(parse<PskContext>(endpoints)->server, octets('s', '1')));
  BOTH(refusal<PskContext>(octets(0, 1, 's')) == errc::length_out_of_range);
  BOTH(refusal<PskContext>(octets(1, 'c', 0)) == errc::length_out_of_range);
}
