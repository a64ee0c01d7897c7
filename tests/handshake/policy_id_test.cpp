#include "cxtls/handshake/policy_id.hpp"

#include <bit>
#include <catch2/catch_test_macros.hpp>
#include <vector>

#include "cxtls/own_certificate.hpp"
#include "support/backend.hpp"
#include "support/hex.hpp"
#include "support/server_messages.hpp"
#include "support/toy_backend.hpp"
#include "vectors/openssl_chains.hpp"

using namespace cxtls;
using namespace cxtls::test;

namespace {

using B = linked_backend;
const B b;

struct rules {
  std::string_view role = "client";
  trust_store trust{};
  x509::profile profile = cxtls::profile::private_pki;
  scheme_list schemes{};
  std::uint8_t authentication = 0;
  bool asks = false;
  std::string_view own{};  // PEM
  certificate_type_list types{CertificateType::X509};
  std::vector<spki_pin> pins{};
  std::vector<std::uint16_t> usages{};  // asked of clients
  scheme_list delegated{};
};
policy_id id_of(rules&& r) {
  owned_list<own_certificate> shown;
  if (!r.own.empty()) shown = {std::move(*own_certificate::from_pem(r.own))};
  const auto own = make_own_credentials(b, std::move(shown), delegation_role::client);
  REQUIRE(own);
  owned_list<spki_pin> pins;
  for (spki_pin const& pin : r.pins) REQUIRE(pins.push(pin));
  owned_list<oid_filter> filters;
  for (std::uint16_t usage : r.usages) REQUIRE(filters.push(*oid_filter::key_usage(usage)));
  const auto id = make_policy_id(
      b, {r.role, r.trust, r.profile, r.schemes, r.authentication, r.asks, r.types, &pins, &filters, &r.delegated},
      *own);
  REQUIRE(id);
  return *id;
}
trust_store root() { return std::move(*trust_store::from_pem(chains::root)); }

constexpr bool works_at_compile_time() {
  toy_world world;
  const toy_backend toy(world);
  const trust_store nobody;
  const scheme_list schemes(SignatureScheme::ed25519);
  const auto a = make_policy_id(toy, {"client", nobody, profile::webpki, schemes}, {});
  const auto same = make_policy_id(toy, {"client", nobody, profile::webpki, schemes}, {});
  const auto other = make_policy_id(toy, {"client", nobody, profile::rfc5280, schemes}, {});
  return a && same && other && *a == *same && *a != *other;
}
static_assert(works_at_compile_time());

}  // namespace

TEST_CASE("A98: the same rules have the same id, and any other rule has another") {
  std::vector<policy_id> ids;
  ids.push_back(id_of({}));
  ids.push_back(id_of({.role = "server"}));
  ids.push_back(id_of({.trust = root()}));
  ids.push_back(id_of({.profile = profile::rfc5280}));
  ids.push_back(id_of({.profile = profile::webpki}));
  ids.push_back(id_of({.profile = profile::private_pki.at_most_intermediates(1)}));
  ids.push_back(id_of({.profile = profile::private_pki.at_least_rsa_bits(3072)}));
  ids.push_back(id_of({.schemes = scheme_list(SignatureScheme::ed25519)}));
  ids.push_back(id_of({.schemes = scheme_list(SignatureScheme::ed25519, SignatureScheme::ecdsa_secp256r1_sha256)}));
  ids.push_back(id_of({.authentication = 1}));
  ids.push_back(id_of({.authentication = 2}));
  ids.push_back(id_of({.asks = true}));
  ids.push_back(id_of({.types = certificate_type_list(CertificateType::RawPublicKey)}));
  ids.push_back(id_of({.types = certificate_type_list(CertificateType::RawPublicKey, CertificateType::X509)}));
  ids.push_back(id_of({.delegated = scheme_list(SignatureScheme::ed25519)}));
  ids.push_back(id_of({.pins = {spki_pin{1}}}));
  ids.push_back(id_of({.pins = {spki_pin{1}, spki_pin{2}}}));
  ids.push_back(id_of({.usages = {x509::KeyUsage::digitalSignature}}));
  ids.push_back(id_of({.usages = {x509::KeyUsage::keyAgreement}}));
  if (can(chains::p256)) ids.push_back(id_of({.own = chains::p256}));
  ids.push_back(id_of({.own = chains::ed25519_only}));
  ids.push_back(id_of({.own = chains::ed25519}));
  for (std::size_t i = 0; i < ids.size(); ++i)
    for (std::size_t k = 0; k < i; ++k) {
      CAPTURE(i, k);
      CHECK(ids[i] != ids[k]);
    }
  CHECK(id_of({}) == ids[0]);
  CHECK(id_of({.trust = root()}) == ids[2]);
  CHECK(id_of({.own = other_chain()}) == id_of({.own = other_chain()}));
}

TEST_CASE("A98: every rule of the profiles counts") {
  // As octets_of() orders them, from the last bit up.
  const x509::profile_rules none{};
  const auto bits = [](x509::profile_rules const& r) { return detail::octets_of(r).rules; };
  using member = bool x509::profile_rules::*;
  using r = x509::profile_rules;
  std::uint32_t seen = 0;
  for (member m :
       {&r::serial_number, &r::key_identifiers, &r::criticality, &r::well_formed_names, &r::name_constraints_critical,
        &r::version_3, &r::rsa_whole_octets, &r::leaf_purpose, &r::leaf_not_a_ca, &r::leaf_names,
        &r::common_name_repeats, &r::root_profile, &r::leaf_may_be_anchor}) {
    x509::profile_rules one = none;
    one.*m = true;
    const std::uint32_t bit = bits(one);
    CHECK(std::has_single_bit(bit));
    CHECK((seen & bit) == 0);
    seen |= bit;
  }
  CHECK(bits(none) == 0);
}

TEST_CASE("the id is the SHA-256 of what is written down, each certificate behind its length") {
  const trust_store trusted = root();
  const octets written =
      joined({octets{3}, vector_of(1, text("client")), number(4, 8), number(4, 2048), number(4, 1), number(4, 1),
              octets{0, 1}, vector_of(2, number(2, 0x0807)), vector_of(1, octets{0}), vector_of(2, number(2, 0x0403)),
              number(4, 1), number(4, 0), number(4, 1), number(4, 1), vector_of(3, trusted[0]), octets{7}, octets(31),
              vector_of(1, octets{6, 3, 0x55, 0x1d, 15}), vector_of(2, octets{3, 2, 7, 0x80})});
  const auto digest = crypto::hash_of(b, crypto::hash_algorithm::sha256, written);
  REQUIRE(digest);
  const policy_id id = id_of({.trust = root(),
                              .schemes = scheme_list(SignatureScheme::ed25519),
                              .asks = true,
                              .pins = {spki_pin{7}},
                              .usages = {x509::KeyUsage::digitalSignature},
                              .delegated = scheme_list(SignatureScheme::ecdsa_secp256r1_sha256)});
  CHECK(hex(id) == hex(digest->view()));
}
