#include "cxtls/protocol/legacy/trusted_authorities.hpp"

#include "cxtls/protocol/extension/registry.hpp"
#include "support/wire_laws.hpp"

using namespace cxtls;
using namespace cxtls::hazmat;
using namespace cxtls::test;

namespace {
constexpr auto all_four =
    octets(0, 48, 0, 1, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 2, 0, 2, 0x30, 0, 3, 0, 1,
           2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19);
// Which alternative the n-th identifier is.
constexpr std::size_t nth(std::size_t n) {
  const auto all = parse<legacy::TrustedAuthorities>(all_four);
  for (auto const& authority : all->trusted_authorities_list)
    if (n-- == 0) return authority.identifier.index();
  return 0;
}
}  // namespace

TEST_CASE("A32: TrustedAuthorities identifies each in one of four ways") {
  obeys_the_laws<legacy::TrustedAuthorities, all_four>();
  BOTH(parse<legacy::TrustedAuthorities>(all_four)->trusted_authorities_list.size() == 4);
  BOTH(nth(0) == 1 && nth(1) == 2 && nth(2) == 3 && nth(3) == 4);
}

TEST_CASE("A32: an identifier is of a known kind and whole, a name not empty; the list may be empty") {
  BOTH(refusal<legacy::TrustedAuthority>(octets(4)) == errc::unknown_value);
  BOTH(refusal<legacy::TrustedAuthority>(octets(2, 0, 0)) == errc::length_out_of_range);
  BOTH(refusal<legacy::TrustedAuthority>(octets(1, 7)) == errc::truncated);
  BOTH(refusal<legacy::TrustedAuthority>(octets(0, 0)) == errc::trailing_data);
  BOTH(round_trips<legacy::TrustedAuthorities>(octets(0, 0)));
}

TEST_CASE("X6: no message of ours has trusted_ca_keys") { BOTH(!is_known(ExtensionType::trusted_ca_keys)); }

TEST_CASE("A50: kinds of identifiers have the RFC's numbers") {
  BOTH(name_of(legacy::IdentifierType{0}) == "pre_agreed" && name_of(legacy::IdentifierType{1}) == "key_sha1_hash");
  BOTH(name_of(legacy::IdentifierType{2}) == "x509_name" && name_of(legacy::IdentifierType{3}) == "cert_sha1_hash");
  BOTH(from_name<legacy::IdentifierType>("x509_name") == legacy::IdentifierType::x509_name);
}
