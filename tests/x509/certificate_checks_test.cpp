// Each reason to refuse a certificate, provoked by a certificate that is good but for it.
#include "cxtls/x509/certificate_checks.hpp"

#include <catch2/catch_test_macros.hpp>

#include "x509/maker.hpp"

using namespace cxtls;
using test::leaf;
using test::refusal;
using test::root;

namespace {

constexpr auto invalid = errc::certificate_extension_invalid;
constexpr auto field = errc::certificate_field_invalid;

// What each profile says of a leaf, and of a trust anchor above a good leaf.
struct verdicts {
  errc webpki, rfc5280, private_pki;
  friend bool operator==(verdicts const&, verdicts const&) = default;
};
constexpr verdicts all(errc e) { return {e, e, e}; }
constexpr verdicts fine = all(errc::none);

verdicts of_leaf(test::spec const& s) {
  return {refusal(profile::webpki, {root()}, {s}), refusal(profile::rfc5280, {root()}, {s}),
          refusal(profile::private_pki, {root()}, {s})};
}
verdicts of_root(test::spec const& s) {
  return {refusal(profile::webpki, {s}, {leaf()}), refusal(profile::rfc5280, {s}, {leaf()}),
          refusal(profile::private_pki, {s}, {leaf()})};
}
verdicts of_inner(test::spec const& s) {
  const auto below = leaf(s.subject, s.key);
  return {refusal(profile::webpki, {root()}, {below, s}), refusal(profile::rfc5280, {root()}, {below, s}),
          refusal(profile::private_pki, {root()}, {below, s})};
}
test::spec inner() { return test::ca("inner", 2, "root", 1); }

test::made_extension foreign_extension(bool critical) {
  return {der::oid_of<1, 3, 6, 1, 4, 1, 55738, 666, 1>, critical, {0x05, 0}};
}
template <class T>
test::spec with_criticality(test::spec s, bool is) {
  for (auto& e : s.extensions)
    if (e.id == x509::extension_id<T>) e.critical = is;
  return s;
}
x509::AccessDescription caissuers() {
  return {der::oid_of<1, 3, 6, 1, 5, 5, 7, 48, 2>, test::uri("http://example.com/ca")};
}

}  // namespace

TEST_CASE("the certificates that the other tests change are good") {
  CHECK(of_leaf(leaf()) == fine);
  CHECK(of_root(root()) == fine);
  CHECK(of_inner(inner()) == fine);
}

TEST_CASE("RFC 5280, 4.2: an unknown extension is skipped, a critical one is refused, anywhere on the path") {
  CHECK(of_leaf(leaf().with(foreign_extension(false))) == fine);
  CHECK(of_leaf(leaf().with(foreign_extension(true))) == all(errc::certificate_unknown_critical_extension));
  CHECK(of_root(root().with(foreign_extension(true))) == all(errc::certificate_unknown_critical_extension));
  CHECK(of_inner(inner().with(foreign_extension(true))) == all(errc::certificate_unknown_critical_extension));
}

TEST_CASE("RFC 5280, 4.2: no extension comes twice, known or not") {
  auto known = leaf();
  known.extensions.push_back(test::names({test::dns("example.com")}));
  CHECK(of_leaf(known) == all(errc::certificate_duplicate_extension));
  auto foreign = leaf().with(foreign_extension(false));
  foreign.extensions.push_back(foreign_extension(false));
  CHECK(of_leaf(foreign) == all(errc::certificate_duplicate_extension));
}

TEST_CASE("more extensions than any certificate has are refused") {
  auto s = leaf();
  for (std::uint8_t i = 0; s.extensions.size() < x509::max_extensions; ++i) {
    static std::uint8_t ids[x509::max_extensions];
    ids[i] = i;
    s.extensions.push_back({{bytes(&ids[i], 1)}, false, {}});
  }
  CHECK(of_leaf(s) == fine);
  static constexpr std::uint8_t more[] = {0x7f};
  s.extensions.push_back({{more}, false, {}});
  CHECK(of_leaf(s) == all(errc::certificate_malformed));
}

TEST_CASE("an extension that isn't DER of its type is refused") {
  CHECK(of_leaf(leaf().with({x509::extension_id<x509::SubjectAltName>, false, {'e', 'x'}})) == all(invalid));
  CHECK(of_leaf(leaf().with({x509::extension_id<x509::AuthorityInfoAccess>, false, {0x30, 0}})) == all(invalid));
  CHECK(of_leaf(leaf().with({x509::extension_id<x509::ExtKeyUsage>, false, {0x30, 0}})) == all(invalid));
  CHECK(of_leaf(leaf().with({x509::extension_id<x509::KeyUsage>, false, {0x03, 0x01, 0x00}})) == all(invalid));
  CHECK(of_leaf(leaf().with({x509::extension_id<x509::certificatePolicies>, false, {0x30, 0}})) == all(invalid));
}

TEST_CASE("RFC 5280, 4.1.2.1: CAs are of version 3, extensions need it, and the web has no other") {
  auto old = leaf();
  old.version = x509::v1;
  CHECK(of_leaf(old) == all(errc::certificate_version));
  old.version = 3;
  CHECK(of_leaf(old) == all(errc::certificate_version));
  auto bare = root();
  bare.version = x509::v1;
  bare.extensions.clear();
  CHECK(of_root(bare) == all(errc::certificate_version));
}

TEST_CASE("RFC 5280, 4.1.2.2: a serial number is positive and has at most twenty octets") {
  auto s = leaf();
  s.serial = test::octet_vector(20, 0x7f);
  CHECK(of_leaf(s) == fine);
  s.serial = test::octet_vector(20, 0xff);
  s.serial.insert(s.serial.begin(), 0);
  CHECK(of_leaf(s) == fine);
  s.serial = test::octet_vector(21, 0x7f);
  CHECK(of_leaf(s) == verdicts{field, field, errc::none});
  s.serial = {0};
  CHECK(of_leaf(s) == verdicts{field, field, errc::none});
  s.serial = {0xff};
  CHECK(of_leaf(s) == verdicts{field, field, errc::none});
  // Roots with serial number 0 are in use.
  auto r = root();
  r.serial = {0};
  CHECK(of_root(r) == fine);
}

TEST_CASE("RFC 5280, 4.1.2.4: an issuer has a name, and so has a CA") {
  auto s = root("", 1);
  auto below = leaf("", 1);
  CHECK(refusal(profile::private_pki, {s}, {below}) == field);
  auto nameless = leaf();
  nameless.subject.clear();
  nameless.with(test::names({test::dns("example.com")}, true));
  CHECK(of_leaf(nameless) == fine);
}

TEST_CASE("RFC 5280, 4.1.1.2: the signature algorithms inside and outside are the same") {
  auto s = leaf();
  s.inner_algorithm.algorithm = x509::ecdsa_with_SHA256;
  CHECK(of_leaf(s) == all(errc::certificate_algorithm_mismatch));
}

TEST_CASE("RFC 8410, 3: Ed25519 has no parameters") {
  auto s = leaf();
  s.algorithm.parameters = der::any{der::tag::null, {}};
  s.inner_algorithm = s.algorithm;
  CHECK(of_leaf(s) == all(errc::certificate_algorithm_unsupported));
}

TEST_CASE("PITFALLS 16: who issues is a CA and may sign certificates") {
  const auto not_a_ca = all(errc::certificate_not_a_ca);
  CHECK(of_inner(inner().with(test::extension(x509::BasicConstraints{}, true)).without<x509::KeyUsage>()) == not_a_ca);
  CHECK(of_inner(inner().without<x509::BasicConstraints>().without<x509::KeyUsage>()) == not_a_ca);
  CHECK(of_root(root().without<x509::BasicConstraints>().without<x509::KeyUsage>()) == not_a_ca);
  const auto sign_only = test::extension(x509::KeyUsage{x509::KeyUsage::digitalSignature}, true);
  CHECK(of_inner(inner().with(sign_only)) == all(errc::certificate_key_usage));
  CHECK(of_root(root().with(sign_only)) == all(errc::certificate_key_usage));
  CHECK(of_inner(inner().without<x509::KeyUsage>()) == fine);
}

TEST_CASE("RFC 5280, 4.2.1.9: a leaf that is no CA's doesn't pretend to be one") {
  CHECK(of_leaf(leaf().with(test::extension(x509::BasicConstraints{}, true))) == fine);
  CHECK(of_leaf(leaf().with(test::extension(x509::BasicConstraints{false, 0}, true))) == all(invalid));
  CHECK(of_leaf(leaf().with(
            test::extension(x509::KeyUsage{x509::KeyUsage::keyCertSign | x509::KeyUsage::digitalSignature}, true))) ==
        all(errc::certificate_key_usage));
  CHECK(of_leaf(leaf().with(test::constraints({test::dns("example.com")}, {}))) == all(invalid));
  // BR, 7.1.2.7.8
  CHECK(of_leaf(leaf()
                    .with(test::extension(x509::BasicConstraints{true, {}}, true))
                    .with(test::own_identifier(std::uint8_t{9}))) == verdicts{invalid, errc::none, errc::none});
}

TEST_CASE("RFC 5280, 4.2: what must be critical is, and what must not be isn't") {
  const verdicts strict{invalid, invalid, errc::none};
  CHECK(of_inner(with_criticality<x509::BasicConstraints>(inner(), false)) == strict);
  CHECK(of_leaf(with_criticality<x509::AuthorityKeyIdentifier>(leaf(), true)) == strict);
  CHECK(of_inner(with_criticality<x509::SubjectKeyIdentifier>(inner(), true)) == strict);
  const x509::AccessDescription one[] = {caissuers()};
  CHECK(of_leaf(leaf().with(test::extension(x509::AuthorityInfoAccess{one}))) == fine);
  CHECK(of_leaf(leaf().with(test::extension(x509::AuthorityInfoAccess{one}, true))) == strict);
  // RFC 9345, 4.2: "The extension MUST be marked non-critical."
  CHECK(of_leaf(leaf().with(test::extension(x509::DelegationUsage{}))) == fine);
  CHECK(of_leaf(leaf().with(test::extension(x509::DelegationUsage{}, true))) == strict);
  CHECK(of_inner(inner().with(test::extension(x509::PolicyConstraints{.inhibitPolicyMapping = 0u}, true))) == fine);
  CHECK(of_inner(inner().with(test::extension(x509::PolicyConstraints{.inhibitPolicyMapping = 0u}))) == strict);
  CHECK(of_inner(inner().with(test::extension(x509::InhibitAnyPolicy{0}, true))) == fine);
  CHECK(of_inner(inner().with(test::extension(x509::InhibitAnyPolicy{0}))) == strict);
  // RFC 5280, 4.2.1.10; the CA/Browser Forum allows it.
  CHECK(of_inner(inner().with(test::constraints({test::dns("example.com")}, {}, false))) ==
        verdicts{errc::none, invalid, errc::none});
}

TEST_CASE("RFC 5280, 4.2.1.1 and 4.2.1.2: key identifiers are there, except in what is signed by itself") {
  const verdicts strict{invalid, invalid, errc::none};
  CHECK(of_leaf(leaf().without<x509::AuthorityKeyIdentifier>()) == strict);
  CHECK(of_leaf(leaf().with(test::extension(x509::AuthorityKeyIdentifier{}))) == strict);
  CHECK(of_inner(inner().without<x509::AuthorityKeyIdentifier>()) == strict);
  CHECK(of_inner(inner().without<x509::SubjectKeyIdentifier>()) == strict);
  CHECK(of_root(root().without<x509::SubjectKeyIdentifier>()) == strict);
  CHECK(of_root(root().without<x509::AuthorityKeyIdentifier>()) == fine);
}

TEST_CASE("BR, 7.1.2.1: a root's authorityKeyIdentifier is its own key, and it has no extKeyUsage") {
  const verdicts web{invalid, errc::none, errc::none};
  const std::uint8_t one = 1;
  CHECK(of_root(root().with(test::issuer_identifier(one))) == fine);
  CHECK(of_root(root().with(test::extension(x509::AuthorityKeyIdentifier{}))) == web);
  CHECK(of_root(root().with(test::extension(x509::AuthorityKeyIdentifier{
            .keyIdentifier = bytes(&one, 1), .authorityCertSerialNumber = bytes(&one, 1)}))) == web);
  // Another key's identifier: the leaf's still leads to the root.
  CHECK(of_root(root().with(test::issuer_identifier(std::uint8_t{7}))) == web);
  CHECK(of_root(root().with(test::purposes({x509::id_kp_serverAuth}))) ==
        verdicts{errc::certificate_extended_key_usage, errc::none, errc::none});
}

TEST_CASE("RFC 5280, 4.2.1.12: purposes, from the anchor down") {
  const auto bad = errc::certificate_extended_key_usage;
  CHECK(of_leaf(leaf().with(test::purposes({x509::id_kp_clientAuth}))) == all(bad));
  CHECK(of_leaf(leaf().with(test::purposes({x509::id_kp_clientAuth, x509::id_kp_serverAuth}))) == fine);
  CHECK(of_inner(inner().with(test::purposes({x509::id_kp_clientAuth}))) == all(bad));
  CHECK(of_inner(inner().with(test::purposes({x509::id_kp_serverAuth}))) == fine);
  CHECK(of_inner(inner().with(test::purposes({x509::anyExtendedKeyUsage}))) == fine);
  // BR, 7.1.2.7.10
  CHECK(of_leaf(leaf().without<x509::ExtKeyUsage>()) == verdicts{bad, errc::none, errc::none});
  CHECK(of_leaf(leaf().with(test::purposes({x509::anyExtendedKeyUsage}))) == verdicts{bad, errc::none, errc::none});
  CHECK(of_leaf(leaf().with(test::purposes({x509::id_kp_serverAuth}, true))) == verdicts{bad, errc::none, errc::none});
}

TEST_CASE("PITFALLS 67: a CA that demands an explicit policy isn't obeyed, but refused") {
  CHECK(of_inner(inner().with(test::extension(x509::PolicyConstraints{.requireExplicitPolicy = 3u}, true))) ==
        all(errc::certificate_policy));
}

TEST_CASE("RFC 5280, 4.2.1.6: names are well-formed, all of them") {
  const verdicts strict{invalid, invalid, errc::none};
  const auto beside = [](x509::GeneralName other) {
    return leaf().with(test::names({test::dns("example.com"), other}));
  };
  static constexpr std::uint8_t five[5]{};
  CHECK(of_leaf(beside(test::dns("foo_bar.example.com"))) == strict);
  CHECK(of_leaf(beside(test::dns(".example.com"))) == strict);
  CHECK(of_leaf(beside(test::dns(""))) == strict);  // PITFALLS 111
  CHECK(of_leaf(beside(test::dns("*"))) == strict);
  CHECK(of_leaf(beside(test::dns("a.*.example.com"))) == strict);
  CHECK(of_leaf(beside(test::dns("*.com"))) == verdicts{invalid, errc::none, errc::none});
  CHECK(of_leaf(beside(x509::iPAddress{five})) == strict);
  CHECK(of_leaf(beside(test::mail("a@b@example.com"))) == strict);
  CHECK(of_leaf(beside(test::mail("a@example.com"))) == fine);
  CHECK(of_leaf(beside(test::uri("https://example.com/"))) == fine);
  CHECK(of_leaf(beside(x509::otherName{der::oid_of<1, 2, 3>, {der::tag::null, {}}})) == fine);  // PITFALLS 79
}

TEST_CASE("RFC 5280, 4.2.1.6: without a subject the names are critical, and on the web only then") {
  auto s = leaf();
  CHECK(of_leaf(with_criticality<x509::SubjectAltName>(s, true)) == verdicts{invalid, errc::none, errc::none});
  s.subject.clear();
  CHECK(of_leaf(with_criticality<x509::SubjectAltName>(s, true)) == fine);
  CHECK(of_leaf(s) == verdicts{invalid, invalid, errc::none});
}

TEST_CASE("BR, 7.1.4.3: a commonName repeats one of the names") {
  auto s = leaf();
  s.subject = "Example.com";
  CHECK(of_leaf(s) == verdicts{field, errc::none, errc::none});
  s.subject = "other.example";
  CHECK(of_leaf(s) == verdicts{field, errc::none, errc::none});
}

TEST_CASE("PITFALLS 89: more subjectAltNames than 1024 are refused before they are looked at") {
  std::vector<x509::GeneralName> many(x509::max_subject_alternative_names, test::dns("example.com"));
  CHECK(refusal(profile::rfc5280, {root()}, {leaf().with(test::names(many))}) == errc::none);
  many.push_back(test::dns("example.com"));
  CHECK(refusal(profile::rfc5280, {root()}, {leaf().with(test::names(many))}) == errc::certificate_budget_exhausted);
}
