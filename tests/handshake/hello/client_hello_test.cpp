#include "cxtls/handshake/hello/client_hello.hpp"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <vector>

#include "cxtls/protocol/extension/check.hpp"
#include "support/backend.hpp"
#include "support/own_toy.hpp"

using namespace cxtls;

namespace {

constexpr std::array<std::uint8_t, 32> some_random{1, 2, 3};
constexpr std::array<std::uint8_t, 32> some_id{9, 8, 7};
constexpr std::array<std::uint8_t, 32> some_share{5, 5, 5};
constexpr std::array<std::uint8_t, 6> some_name{'a', '.', 't', 'e', 's', 't'};

struct built {
  buffer raw;
  extension_set sent;
  bool good = false;
};
constexpr built build_one(bytes name, bytes cookie, alpn_list const& alpn = {}) {
  const offer o = make_offer<test::linked_backend>(policy::modern::value, {}, {}, alpn);
  const KeyShareEntry share{NamedGroup::x25519, some_share};
  built b;
  const client_hello_input input{.random = some_random,
                                 .legacy_session_id = some_id,
                                 .shares = std::span<const KeyShareEntry>(&share, 1),
                                 .cookie = cookie,
                                 .server_name = name};
  b.good = static_cast<bool>(build_client_hello<extensions<>>(o, input, b.raw, b.sent));
  return b;
}
constexpr auto parsed(built const& b) { return parse<ClientHello>(b.raw.view().subspan(handshake_header_size)); }

constexpr bool offers_what_it_lists(built const& b) {
  const auto hello = parsed(b);
  if (!b.good || !hello) return false;
  extension_set in_it;
  if (!add_types(in_it, hello->extensions)) return false;
  for (unsigned i = 0; i < 100; ++i)  // ours are below
    if (in_it.contains(ExtensionType(i)) != b.sent.contains(ExtensionType(i))) return false;
  return true;
}

}  // namespace

// In constant evaluation, too.
static_assert(offers_what_it_lists(build_one({}, {})));

TEST_CASE("F24: what was offered is what stands in the message, exactly") {
  CHECK(offers_what_it_lists(build_one({}, {})));
  CHECK(offers_what_it_lists(build_one(some_name, {})));
  CHECK(offers_what_it_lists(build_one(some_name, some_id, {"h2"})));
}

TEST_CASE("signature_algorithms_cert stands in a hello whose signature_algorithms is narrower (RFC 8446, 4.2.3)") {
  using enum SignatureScheme;
  const auto said = [](scheme_list const& in_certificates, extension_set& sent) -> std::optional<scheme_list> {
    offer o = make_offer<test::linked_backend>(policy::modern::value, {}, {}, {});
    o.certificate_schemes = in_certificates;
    buffer raw;
    REQUIRE(build_client_hello<extensions<>>(
        o, {.random = some_random, .legacy_session_id = some_id, .shares = std::span<const KeyShareEntry>()}, raw,
        sent));
    const auto hello = parse<ClientHello>(raw.view().subspan(handshake_header_size));
    REQUIRE(hello);
    const auto found = find<SignatureAlgorithmsCert>(hello->extensions);
    if (!found) return std::nullopt;
    scheme_list schemes;
    for (SignatureScheme scheme : found->supported_signature_algorithms) REQUIRE(schemes.push(scheme));
    return schemes;
  };
  extension_set sent;
  CHECK(said({}, sent) == std::nullopt);
  CHECK_FALSE(sent.contains(ExtensionType::signature_algorithms_cert));
  CHECK(said(scheme_list(ed25519, rsa_pkcs1_sha256), sent) == scheme_list(ed25519, rsa_pkcs1_sha256));
  CHECK(sent.contains(ExtensionType::signature_algorithms_cert));
}

TEST_CASE("C16: built again with a cookie, the hello differs by the cookie only") {
  const built first = build_one(some_name, {}, {"h2"}), second = build_one(some_name, some_id, {"h2"});
  const bytes a = first.raw.view(), b = second.raw.view();
  const std::size_t cookie = 2 + 2 + 2 + some_id.size();
  REQUIRE(b.size() == a.size() + cookie);
  // The lengths of message and extensions aside.
  const std::size_t fixed = 4 + 2 + 32 + 1 + 32 + 2 + 2 * 3 + 2;
  CHECK(equal(a.subspan(4, fixed - 4), b.subspan(4, fixed - 4)));
  CHECK(equal(a.subspan(fixed + 2), b.subspan(fixed + 2, a.size() - fixed - 2)));
  CHECK(second.sent.contains(ExtensionType::cookie));
  CHECK_FALSE(first.sent.contains(ExtensionType::cookie));
}

namespace {

constexpr grease some_grease({0, 1, 2, 3, 4, 4, 5});
// With GREASE and, if there is a name, a pre-shared key of that name.
built greasy(bytes psk_name = {}, crypto::hash_algorithm hash = crypto::hash_algorithm::sha256, bool only = false) {
  const offer o = make_offer<test::linked_backend>(policy::modern::value, {}, {}, {"h2"});
  const KeyShareEntry share{NamedGroup::x25519, some_share};
  client_hello_input input{.random = some_random,
                           .legacy_session_id = some_id,
                           .shares = std::span<const KeyShareEntry>(&share, 1),
                           .server_name = some_name,
                           .grease = some_grease};
  if (!psk_name.empty()) input.psk = psk_hello{{psk_name, 7}, hash, only};
  built b;
  b.good = static_cast<bool>(build_client_hello<extensions<>>(o, input, b.raw, b.sent));
  return b;
}
template <class List>
bool starts_with_grease(List const& theirs, auto const& ours, auto value) {
  auto left = theirs.begin();
  if (theirs.size() != ours.size() + 1 || *left != value) return false;
  for (auto one : ours)
    if (*++left != one) return false;
  return true;
}

}  // namespace

TEST_CASE("RFC 8701, 3.1: GREASE stands first in each list, and as the first and the last extension") {
  const built b = greasy();
  const auto hello = parsed(b);
  REQUIRE(hello);
  const offer o = make_offer<test::linked_backend>(policy::modern::value, {}, {}, {});
  CHECK(starts_with_grease(hello->cipher_suites, o.cipher_suites, some_grease.cipher_suite()));
  CHECK(starts_with_grease(find<NamedGroupList>(hello->extensions)->named_group_list, o.groups, some_grease.group()));
  CHECK(starts_with_grease(find<SignatureAlgorithms>(hello->extensions)->supported_signature_algorithms,
                           o.signature_schemes, some_grease.signature_scheme()));
  CHECK(starts_with_grease(find<SupportedVersions>(hello->extensions)->versions, o.versions, some_grease.version()));
  const bounded<PskKeyExchangeMode, 1> modes(PskKeyExchangeMode::psk_dhe_ke);
  CHECK(starts_with_grease(find<PskKeyExchangeModes>(hello->extensions)->ke_modes, modes, some_grease.psk_mode()));
  CHECK(hello->extensions.front().type() == some_grease.first_extension());
  ExtensionType last{};
  for (auto const& e : hello->extensions) last = e.type();
  CHECK(last == some_grease.last_extension());
  CHECK_FALSE(check_extensions(hello->extensions));
}

TEST_CASE("F24: GREASE isn't among what was offered") {
  const built b = greasy();
  CHECK_FALSE(b.sent.contains(some_grease.first_extension()));
  CHECK_FALSE(b.sent.contains(some_grease.last_extension()));
  CHECK(b.sent.contains(ExtensionType::key_share));
}

TEST_CASE("pre_shared_key stands behind even the last GREASE (RFC 8446, 4.2.11)") {
  for (auto hash : {crypto::hash_algorithm::sha256, crypto::hash_algorithm::sha384}) {
    const built b = greasy(some_name, hash);
    const auto hello = parsed(b);
    REQUIRE(hello);
    CHECK_FALSE(check_extensions(hello->extensions));  // it is last
    const auto psks = find<OfferedPsks>(hello->extensions);
    REQUIRE(psks);
    CHECK(equal(psks->identities.front().identity, some_name));
    CHECK(psks->identities.front().obfuscated_ticket_age == 7);
    CHECK(psks->binders.front().binder.size() == crypto::hash_size(hash));
    CHECK(b.sent.contains(ExtensionType::pre_shared_key));
    CHECK(hello->cipher_suites.size() == 4);
  }
}

TEST_CASE("a key that alone is accepted leaves suites of its hash only") {
  const built shorter = greasy(some_name, crypto::hash_algorithm::sha256, true);
  CHECK(parsed(shorter)->cipher_suites.size() == 3);
  CHECK_FALSE(parsed(shorter)->cipher_suites.contains(CipherSuite::TLS_AES_256_GCM_SHA384));
  const built longer = greasy(some_name, crypto::hash_algorithm::sha384, true);
  CHECK(parsed(longer)->cipher_suites.size() == 2);
  CHECK(parsed(longer)->cipher_suites.contains(CipherSuite::TLS_AES_256_GCM_SHA384));
}

TEST_CASE("status_request and signed_certificate_timestamp are asked for, if they are offered at all") {
  offer o = make_offer<test::linked_backend>(policy::modern::value, {}, {}, {});
  const client_hello_input input{.random = some_random, .legacy_session_id = some_id, .shares = {}};
  built without, with;
  REQUIRE(build_client_hello<extensions<>>(o, input, without.raw, without.sent));
  CHECK_FALSE(without.sent.contains(ExtensionType::status_request));
  CHECK_FALSE(without.sent.contains(ExtensionType::signed_certificate_timestamp));
  o.ocsp_staple = o.signed_certificate_timestamps = true;
  REQUIRE(build_client_hello<extensions<>>(o, input, with.raw, with.sent));
  CHECK(with.sent.contains(ExtensionType::status_request));
  CHECK(with.sent.contains(ExtensionType::signed_certificate_timestamp));
  const auto request = find<CertificateStatusRequest>(parsed(with)->extensions);
  REQUIRE(request);
  CHECK(std::holds_alternative<OCSPStatusRequest>(request->request));
}

TEST_CASE("TLS 1.2 is offered with all that makes it safe, and nothing of it without it") {
  const offer o = make_offer<test::linked_backend, spoken::both>(policy::modern::value, {}, {}, {});
  const client_hello_input input{
      .random = some_random, .legacy_session_id = some_id, .shares = {}, .session_ticket = some_share};
  const auto types = {ExtensionType::ec_point_formats, ExtensionType::extended_master_secret,
                      ExtensionType::renegotiation_info, ExtensionType::session_ticket};
  built both, newer;
  REQUIRE(build_client_hello<extensions<>, spoken::both>(o, input, both.raw, both.sent));
  const auto hello = parsed(both);
  CHECK(hello->cipher_suites.contains(CipherSuite::TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256));
  CHECK(find<SupportedVersions>(hello->extensions)->versions.contains(ProtocolVersion::tls12));
  CHECK(equal(find<SessionTicket>(hello->extensions)->ticket, some_share));
  CHECK(find<RenegotiationInfo>(hello->extensions)->renegotiated_connection.empty());
  for (ExtensionType type : types) CHECK(both.sent.contains(type));
  REQUIRE(build_client_hello<extensions<>>(make_offer<test::linked_backend>(policy::modern::value, {}, {}, {}), input,
                                           newer.raw, newer.sent));
  for (ExtensionType type : types) CHECK_FALSE(newer.sent.contains(type));
  CHECK_FALSE(parsed(newer)->cipher_suites.contains(CipherSuite::TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256));
}

TEST_CASE("TLS 1.2 alone has no key shares; an external key alone has no TLS 1.2") {
  const offer older = make_offer<test::linked_backend, spoken::both>(policy::modern::value, {}, {}, {}, {},
                                                                     version_list(ProtocolVersion::tls12));
  const client_hello_input input{.random = some_random, .legacy_session_id = some_id, .shares = {}};
  built alone, by_key;
  REQUIRE(build_client_hello<extensions<>, spoken::both>(older, input, alone.raw, alone.sent));
  CHECK_FALSE(alone.sent.contains(ExtensionType::key_share));
  CHECK_FALSE(alone.sent.contains(ExtensionType::psk_key_exchange_modes));
  CHECK_FALSE(parsed(alone)->cipher_suites.contains(CipherSuite::TLS_AES_128_GCM_SHA256));
  const offer both = make_offer<test::linked_backend, spoken::both>(policy::modern::value, {}, {}, {});
  client_hello_input external{.random = some_random, .legacy_session_id = some_id, .shares = {}};
  external.psk = psk_hello{{some_id, 0}, crypto::hash_algorithm::sha256, true};
  REQUIRE(build_client_hello<extensions<>, spoken::both>(both, external, by_key.raw, by_key.sent));
  CHECK_FALSE(by_key.sent.contains(ExtensionType::extended_master_secret));
  CHECK_FALSE(parsed(by_key)->cipher_suites.contains(CipherSuite::TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256));
  CHECK(find<SupportedVersions>(parsed(by_key)->extensions)->versions.size() == 1);
}

TEST_CASE("T2: a policy of TLS 1.2 alone offers no part of TLS 1.3") {
  constexpr auto V = spoken::tls12;
  const offer o = make_offer<test::linked_backend, V>(policy::tls12::value, {}, {}, {});
  CHECK(o.versions == version_list(ProtocolVersion::tls12));
  CHECK(o.cipher_suites == policy::tls12::value.cipher_suites);
  // Nor what another policy's lists have of it.
  CHECK(make_offer<test::linked_backend, V>(policy::modern::value, {}, {}, {}).cipher_suites == o.cipher_suites);
  const client_hello_input input{.random = some_random, .legacy_session_id = {}, .shares = {}};
  built b;
  REQUIRE(build_client_hello<extensions<>, V>(o, input, b.raw, b.sent));
  for (ExtensionType type : {ExtensionType::key_share, ExtensionType::psk_key_exchange_modes,
                             ExtensionType::pre_shared_key, ExtensionType::cookie})
    CHECK_FALSE(b.sent.contains(type));
  for (ExtensionType type : {ExtensionType::extended_master_secret, ExtensionType::renegotiation_info})
    CHECK(b.sent.contains(type));
  const auto hello = parsed(b);
  CHECK(hello->legacy_version == ProtocolVersion::tls12);
  const auto versions = find<SupportedVersions>(hello->extensions);
  CHECK((versions->versions.size() == 1 && versions->versions.front() == ProtocolVersion::tls12));
}

TEST_CASE("a hello that can't be built says why") {
  const std::array<std::uint8_t, 33> long_id{};
  const offer o = make_offer<test::linked_backend>(policy::modern::value, {}, {}, {});
  const KeyShareEntry share{NamedGroup::x25519, some_share};
  buffer raw;
  extension_set sent;
  const client_hello_input input{
      .random = some_random, .legacy_session_id = long_id, .shares = std::span<const KeyShareEntry>(&share, 1)};
  CHECK(build_client_hello<extensions<>>(o, input, raw, sent).error().code == errc::length_out_of_range);
}

namespace {
struct with_own_suites : policy::modern {
  static constexpr policy_value value = [] {
    policy_value v = policy::modern::value;
    (void)v.cipher_suites.push(test::own_toy::own_suite);
    (void)v.cipher_suites.push(test::own_toy::own_tls12_suite);
    return v;
  }();
};
// The suites of its hello.
template <class B>
std::vector<CipherSuite> listed(std::optional<psk_hello> psk, version_list const& versions = {}) {
  const offer o = make_offer<B, spoken::both>(with_own_suites::value, {}, {}, {}, {}, versions);
  const client_hello_input input{.random = some_random, .legacy_session_id = some_id, .shares = {}, .psk = psk};
  built b;
  if (!build_client_hello<extensions<>, spoken::both>(o, input, b.raw, b.sent)) return {};
  const auto hello = parsed(b);
  std::vector<CipherSuite> suites;
  for (CipherSuite suite : hello->cipher_suites) suites.push_back(suite);
  return suites;
}
bool contains(std::vector<CipherSuite> const& list, CipherSuite suite) {
  return std::find(list.begin(), list.end(), suite) != list.end();
}
}  // namespace

TEST_CASE("suites of the backend's own are listed as ours: by their version, and by an external key's hash") {
  using own = test::own_toy;
  const auto external = [](crypto::hash_algorithm hash) { return psk_hello{{some_id, 0}, hash, true}; };
  CHECK(contains(listed<own>({}), own::own_suite));
  CHECK(contains(listed<own>({}), own::own_tls12_suite));
  CHECK_FALSE(contains(listed<own>({}, version_list(ProtocolVersion::tls12)), own::own_suite));
  CHECK(contains(listed<own>({}, version_list(ProtocolVersion::tls12)), own::own_tls12_suite));
  CHECK_FALSE(contains(listed<own>({}, version_list(ProtocolVersion::tls13)), own::own_tls12_suite));
  CHECK(contains(listed<own>(external(crypto::hash_algorithm::sha384)), own::own_suite));
  CHECK_FALSE(contains(listed<own>(external(crypto::hash_algorithm::sha256)), own::own_suite));
  CHECK_FALSE(contains(listed<test::toy_backend>({}), own::own_suite));
}
