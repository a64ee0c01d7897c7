#include "cxtls/x509/oid_filter.hpp"

#include <catch2/catch_test_macros.hpp>

#include "x509/maker.hpp"

using namespace cxtls;
using namespace cxtls::test;
using x509::KeyUsage;

namespace {

// By hand, as RFC 8446, 4.2.5 has them: DER of the OID, DER of the value.
constexpr std::uint8_t key_usage_oid[] = {6, 3, 0x55, 0x1d, 15}, purposes_oid[] = {6, 3, 0x55, 0x1d, 37};
constexpr std::uint8_t other_oid[] = {6, 3, 0x55, 0x1d, 99};
constexpr std::uint8_t signs[] = {3, 2, 7, 0x80}, signs_and_agrees[] = {3, 2, 3, 0x88};
constexpr std::uint8_t for_clients[] = {0x30, 10, 6, 8, 0x2b, 6, 1, 5, 5, 7, 3, 2};
constexpr std::uint8_t for_both[] = {0x30, 20, 6, 8, 0x2b, 6, 1, 5, 5, 7, 3, 2, 6, 8, 0x2b, 6, 1, 5, 5, 7, 3, 1};
constexpr std::uint8_t for_any[] = {0x30, 6, 6, 4, 0x55, 0x1d, 37, 0};

error why(std::vector<OIDFilter> const& filters) {
  return x509::check_oid_filters(list<OIDFilter>(std::span(filters)));
}
bool meets(octet_vector const& der, std::vector<OIDFilter> const& filters) {
  return x509::meets(*x509::parse_certificate(der), list<OIDFilter>(std::span(filters)));
}
template <class... F>
bool has_all(octet_vector const& der, F... filters) {
  owned_list<oid_filter> all;
  (static_cast<void>(all.push(*std::move(filters))), ...);
  return x509::has_all(*x509::parse_certificate(der), all);
}
result<oid_filter> purposes_of(std::vector<der::oid> const& ids) { return oid_filter::extended_key_usage(ids); }

const octet_vector usual = make(leaf());  // digitalSignature, serverAuth
const octet_vector both = make(leaf().with(purposes({x509::id_kp_clientAuth, x509::id_kp_serverAuth})));
const octet_vector any = make(leaf().with(purposes({x509::anyExtendedKeyUsage})));
const octet_vector plain = make(leaf().without<KeyUsage>().without<x509::ExtKeyUsage>());

}  // namespace

static_assert(oid_filter::key_usage(KeyUsage::digitalSignature));
static_assert(equal(oid_filter::key_usage(KeyUsage::digitalSignature)->view().certificate_extension_oid,
                    key_usage_oid));

TEST_CASE("RFC 8446, 4.2.5: filters are the DER of an OID and of a value") {
  const auto usage = oid_filter::key_usage(KeyUsage::digitalSignature | KeyUsage::keyAgreement);
  REQUIRE(usage);
  CHECK(equal(usage->view().certificate_extension_oid, key_usage_oid));
  CHECK(equal(usage->view().certificate_extension_values, signs_and_agrees));
  const auto purpose = purposes_of({x509::id_kp_clientAuth});
  REQUIRE(purpose);
  CHECK(equal(purpose->view().certificate_extension_oid, purposes_oid));
  CHECK(equal(purpose->view().certificate_extension_values, for_clients));
  const auto other = oid_filter::of(der::oid_of<2, 5, 29, 99>);
  REQUIRE(other);
  CHECK(equal(other->view().certificate_extension_oid, other_oid));
  CHECK(other->view().certificate_extension_values.empty());
  CHECK(*usage->duplicate() == *usage);
  CHECK_FALSE(*usage == *purpose);
  CHECK(oid_filter::key_usage(0).error().code == errc::rule_broken);
  CHECK(purposes_of({}).error().code == errc::length_out_of_range);
}

TEST_CASE("RFC 8446, 4.2.5: a list of filters that may be sent, and those that may not") {
  CHECK_FALSE(why({}));
  CHECK_FALSE(why({{key_usage_oid, signs}, {purposes_oid, for_clients}, {other_oid, {}}}));
  CHECK_FALSE(why({{key_usage_oid, {}}, {purposes_oid, {}}}));
  // What isn't recognized may have any value.
  CHECK_FALSE(why({{other_oid, for_any}, {key_usage_oid, signs}}));
  const error twice{errc::oid_filter_repeated, "certificate_extension_oid"};
  CHECK(why({{key_usage_oid, signs}, {key_usage_oid, signs_and_agrees}}) == twice);
  CHECK(why({{other_oid, {}}, {purposes_oid, for_clients}, {other_oid, signs}}) == twice);
  const error value{errc::oid_filter_malformed, "certificate_extension_values"};
  CHECK(why({{key_usage_oid, for_clients}}) == value);
  CHECK(why({{key_usage_oid, bytes(signs).first(3)}}) == value);
  CHECK(why({{purposes_oid, signs}}) == value);
  CHECK(why({{purposes_oid, bytes(for_clients).first(5)}}) == value);
  const error oid{errc::oid_filter_malformed, "certificate_extension_oid"};
  CHECK(why({{bytes(key_usage_oid).subspan(2), signs}}) == oid);
  CHECK(why({{bytes(key_usage_oid).first(4), signs}}) == oid);
  CHECK(why({{purposes_oid, for_any}}) == error{errc::rule_broken, "anyExtendedKeyUsage"});
}

TEST_CASE("more filters than a certificate can have extensions are refused") {
  std::vector<octet_vector> oids;
  for (std::uint8_t i = 0; i <= x509::max_oid_filters; ++i) oids.push_back({6, 3, 0x55, 0x1e, i});
  std::vector<OIDFilter> filters;
  for (std::size_t i = 0; i < x509::max_oid_filters; ++i) filters.push_back({oids[i], {}});
  CHECK_FALSE(why(filters));
  filters.push_back({oids.back(), {}});
  CHECK(why(filters) == error{errc::length_out_of_range, "filters"});
}

TEST_CASE("RFC 8446, 4.2.5: keyUsage: all bits asked for") {
  CHECK(meets(usual, {{key_usage_oid, signs}}));
  CHECK(meets(usual, {{key_usage_oid, {}}}));
  CHECK_FALSE(meets(usual, {{key_usage_oid, signs_and_agrees}}));
  CHECK_FALSE(meets(plain, {{key_usage_oid, signs}}));
  CHECK_FALSE(meets(plain, {{key_usage_oid, {}}}));
}

TEST_CASE("RFC 8446, 4.2.5: extendedKeyUsage: all purposes asked for, and any is no other one") {
  CHECK(meets(both, {{purposes_oid, for_clients}}));
  CHECK(meets(both, {{purposes_oid, for_both}}));
  CHECK_FALSE(meets(usual, {{purposes_oid, for_clients}}));
  CHECK_FALSE(meets(usual, {{purposes_oid, for_both}}));
  CHECK_FALSE(meets(any, {{purposes_oid, for_clients}}));
  CHECK(meets(any, {{purposes_oid, {}}}));
  CHECK_FALSE(meets(plain, {{purposes_oid, {}}}));
  CHECK_FALSE(meets(both, {{purposes_oid, for_both}, {key_usage_oid, signs_and_agrees}}));
}

TEST_CASE("RFC 8446, 4.2.5: what a client doesn't recognize it skips; a server holds what it asked for") {
  CHECK(meets(plain, {{other_oid, signs}}));
  CHECK(meets(plain, {}));
  const auto other = [](bytes value) { return oid_filter::of(der::oid_of<2, 5, 29, 99>, value); };
  const octet_vector with_other = make(leaf().with({der::oid_of<2, 5, 29, 99>, false, {4, 1, 7}}));
  CHECK(has_all(usual));
  CHECK_FALSE(has_all(usual, other({})));
  CHECK(has_all(with_other, other({})));
  CHECK(has_all(with_other, other(octet_vector{4, 1, 7})));
  CHECK_FALSE(has_all(with_other, other(octet_vector{4, 1, 8})));
  CHECK(has_all(with_other, oid_filter::key_usage(KeyUsage::digitalSignature), other({})));
  CHECK_FALSE(has_all(with_other, oid_filter::key_usage(KeyUsage::keyAgreement), other({})));
  CHECK_FALSE(has_all(with_other, other({}), purposes_of({x509::id_kp_clientAuth})));
  CHECK(has_all(both, purposes_of({x509::id_kp_serverAuth, x509::id_kp_clientAuth})));
}
