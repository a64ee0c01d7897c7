#include "cxtls/x509/verify.hpp"

#include <catch2/catch_test_macros.hpp>

#include "x509/maker.hpp"

using namespace cxtls;
using test::ca;
using test::leaf;
using test::make;
using test::refusal;
using test::root;
using test::today;

namespace {

constexpr x509::profile every_profile[] = {profile::webpki, profile::rfc5280, profile::private_pki};

result<verified_chain> verify(std::vector<test::octet_vector> const& ders, x509::trust_store const& trust,
                              identity const& who, x509::profile const& p = profile::webpki) {
  const std::vector<bytes> views(ders.begin(), ders.end());
  return x509::verify_server(test::linked_backend{}, p, trust, views, who, today);
}

}  // namespace

TEST_CASE("a good chain is verified, and says what it is") {
  const auto trust = test::trusting({root("other", 7), root()});
  const auto v = verify({make(leaf("inner", 2)), make(ca("inner", 2, "root", 1))}, trust, dns_name{"example.com"});
  REQUIRE(v);
  CHECK(v->size() == 3);
  REQUIRE(v->path().size() == 2);
  CHECK(v->path()[0] == 0);
  CHECK(v->path()[1] == 1);
  CHECK(v->anchor() == 1);
  CHECK(v->leaf_key() == crypto::key_kind::ed25519);
  CHECK(v->valid_until() == unix_time{4'000'000'000});
}

TEST_CASE("every profile takes a chain that is good in all of them") {
  for (auto const& p : every_profile) CHECK(refusal(p, {root()}, {leaf()}) == errc::none);
}

TEST_CASE("the order after the leaf doesn't matter, nor does what isn't needed") {
  const auto trust = test::trusting({root()});
  const auto v = verify({make(leaf("b", 3)),
                         make(ca("stray", 5, "nobody", 6)),
                         {0x30, 0x00},
                         make(ca("a", 2, "root", 1)),
                         make(ca("b", 3, "a", 2)),
                         make(root())},
                        trust, dns_name{"example.com"});
  REQUIRE(v);
  REQUIRE(v->path().size() == 3);
  CHECK(v->path()[1] == 4);
  CHECK(v->path()[2] == 3);
}

TEST_CASE("PITFALLS 95: the name must be the one that was asked for") {
  for (auto const& p : every_profile) {
    CHECK(refusal(p, {root()}, {leaf()}, dns_name{"example.org"}) == errc::certificate_name_mismatch);
    CHECK(refusal(p, {root()}, {leaf()}, ip_address{"192.0.2.1"}) == errc::certificate_name_mismatch);
  }
}

TEST_CASE("PITFALLS 121: a commonName is never taken for a name") {
  for (auto const& p : every_profile)
    CHECK(refusal(p, {root()}, {leaf().without<x509::SubjectAltName>()}) ==
          errc::certificate_no_subject_alternative_name);
}

TEST_CASE("an address is compared with iPAddress entries only") {
  static constexpr std::uint8_t v4[] = {192, 0, 2, 1}, v6[] = {0x20, 1, 0xd, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1};
  auto s = leaf();
  s.subject = "host";
  s.with(test::names({x509::iPAddress{v4}, x509::iPAddress{v6}}));
  CHECK(refusal(profile::rfc5280, {root()}, {s}, ip_address{"192.0.2.1"}) == errc::none);
  CHECK(refusal(profile::rfc5280, {root()}, {s}, ip_address{"2001:db8::1"}) == errc::none);
  CHECK(refusal(profile::rfc5280, {root()}, {s}, ip_address{"192.0.2.2"}) == errc::certificate_name_mismatch);
  s.with(test::names({test::dns("192.0.2.1")}));
  CHECK(refusal(profile::private_pki, {root()}, {s}, ip_address{"192.0.2.1"}) == errc::certificate_name_mismatch);
}

TEST_CASE("a chain without an anchor, with another one, or with a name's double is refused") {
  for (auto const& p : every_profile) {
    CHECK(refusal(p, {}, {leaf()}) == errc::trust_store_empty);
    CHECK(refusal(p, {root("other", 7)}, {leaf()}) == errc::certificate_issuer_unknown);
    // PITFALLS 116: an anchor's name on another key. Sending one's own root doesn't help either.
    CHECK(refusal(p, {root()}, {leaf("root", 7)}) == errc::certificate_signature_invalid);
    CHECK(refusal(p, {root()}, {leaf("root", 7), root("root", 7)}) == errc::certificate_signature_invalid);
    CHECK(refusal(p, {root("other", 7)}, {leaf(), root()}) == errc::certificate_issuer_unknown);
  }
}

TEST_CASE("C69: a leaf that carries an anchor's key identifier isn't trusted for it") {
  auto s = leaf("nobody", 5);
  s.with(test::own_identifier(std::uint8_t{1}));
  CHECK(refusal(profile::private_pki, {root()}, {s}) == errc::certificate_issuer_unknown);
}

TEST_CASE("an empty chain and one of more than ten certificates are refused") {
  CHECK(refusal(profile::webpki, {root()}, std::vector<test::spec>{}) == errc::certificate_missing);
  std::vector<test::spec> chain{leaf()};
  chain.resize(x509::max_peer_certificates, ca("stray", 5, "nobody", 6));
  CHECK(refusal(profile::webpki, {root()}, chain) == errc::none);
  chain.push_back(ca("stray", 5, "nobody", 6));
  CHECK(refusal(profile::webpki, {root()}, chain) == errc::certificate_chain_too_long);
}

TEST_CASE("a leaf that can't be parsed is refused for its own reason") {
  const auto der = make(leaf());
  auto longer = der;
  longer.push_back(0);
  CHECK(refusal(profile::webpki, {root()}, {longer}) == errc::certificate_malformed);
  for (std::size_t n = 0; n < der.size(); n += 7)
    CHECK(refusal(profile::webpki, {root()}, {test::octet_vector(der.begin(), der.begin() + static_cast<long>(n))}) ==
          errc::certificate_malformed);
}

TEST_CASE("no octet of a signed chain can be changed") {
  const auto good = make(leaf());
  int accepted = 0;
  for (std::size_t i = 0; i < good.size(); ++i) {
    auto bad = good;
    bad[i] ^= 0x01;
    if (refusal(profile::rfc5280, {root()}, {bad}) == errc::none) ++accepted;
  }
  CHECK(accepted == 0);
}

TEST_CASE("PITFALLS 17: each end of validity is inclusive, and the anchor's counts") {
  auto s = leaf();
  s.not_before = 1000;
  s.not_after = 2000;
  const identity who = dns_name{"example.com"};
  for (auto const& p : every_profile) {
    CHECK(refusal(p, {root()}, {s}, who, {999}) == errc::certificate_not_yet_valid);
    CHECK(refusal(p, {root()}, {s}, who, {1000}) == errc::none);
    CHECK(refusal(p, {root()}, {s}, who, {2000}) == errc::none);
    CHECK(refusal(p, {root()}, {s}, who, {2001}) == errc::certificate_expired);
    auto old = root();
    old.not_after = 1500;
    CHECK(refusal(p, {old}, {s}, who, {1600}) == errc::certificate_expired);
  }
}

TEST_CASE("a pinned key takes the place of name and anchors, and nothing else") {
  const auto der = make(leaf("nobody", 5));
  const auto parsed = x509::parse_certificate(der);
  REQUIRE(parsed);
  spki_pin pin{};
  test::linked_backend::hash<crypto::hash_algorithm::sha256> h(test::linked_backend{});
  h.update(parsed->spki_der());
  REQUIRE(h.finish(pin));
  const identity who = pinned_keys(spki_pin{1, 2, 3}, pin);

  const auto v = verify({der}, {}, who);
  REQUIRE(v);
  CHECK(!v->anchor());
  CHECK(v->size() == 1);
  CHECK(verify({make(leaf("nobody", 5, 8))}, {}, who).error().code == errc::certificate_pin_mismatch);
  CHECK(verify({make(leaf("nobody", 5, 8)), der}, {}, who).error().code == errc::certificate_pin_mismatch);
  CHECK(refusal(profile::webpki, {}, {leaf("nobody", 5)}, who, {5'000'000'000}) == errc::certificate_expired);
  auto client = leaf("nobody", 5);
  client.with(test::purposes({x509::id_kp_clientAuth}));
  CHECK(refusal(profile::rfc5280, {}, {client}, who) == errc::certificate_extended_key_usage);
}

TEST_CASE("C8: a bare key is good because it is pinned, without an end, and if it is long enough") {
  const auto der = make(leaf("nobody", 5));
  const auto parsed = x509::parse_certificate(der);
  REQUIRE(parsed);
  spki_pin pin{};
  test::linked_backend::hash<crypto::hash_algorithm::sha256> h(test::linked_backend{});
  h.update(parsed->spki_der());
  REQUIRE(h.finish(pin));
  const auto key = x509::raw_public_key(parsed->spki_der());
  REQUIRE(key);
  const auto check = [&](crypto::public_key const& k, std::vector<spki_pin> const& pins) {
    return x509::verify_key(test::linked_backend{}, profile::webpki, k, pins);
  };
  const auto v = check(*key, {spki_pin{1}, pin});
  REQUIRE(v);
  CHECK(v->size() == 1);
  CHECK(!v->anchor());
  CHECK(v->leaf_key() == crypto::key_kind::ed25519);
  CHECK(v->valid_until() == x509::end_of_time);
  CHECK(check(*key, {spki_pin{1}}).error().code == errc::certificate_pin_mismatch);
  CHECK(check(*key, {}).error().code == errc::certificate_pin_mismatch);

  test::octet_vector modulus(255, 0xff);
  const std::uint8_t three[] = {3};
  const crypto::public_key small = crypto::rsa_public_key{modulus, three};
  buffer spki;
  REQUIRE(x509::append_spki(small, spki));
  spki_pin its_pin{};
  test::linked_backend::hash<crypto::hash_algorithm::sha256> again(test::linked_backend{});
  again.update(spki.view());
  REQUIRE(again.finish(its_pin));
  CHECK(check(small, {its_pin}).error().code == errc::certificate_key_too_small);
}

TEST_CASE("a client's chain is for client authentication, and has no name to be compared") {
  auto s = leaf();
  const auto trust = test::trusting({root()});
  const auto check = [&](test::spec const& which) {
    const auto der = make(which);
    const bytes view = der;
    const auto v = x509::verify_client(test::linked_backend{}, profile::webpki, trust, {&view, 1}, today);
    return v ? errc::none : v.error().code;
  };
  CHECK(check(s) == errc::certificate_extended_key_usage);
  s.with(test::purposes({x509::id_kp_clientAuth}));
  CHECK(check(s) == errc::none);
}

TEST_CASE("the leaf's key is handed out for the handshake if it may sign one") {
  const auto der = make(leaf());
  const auto key = x509::leaf_public_key(der);
  REQUIRE(key);
  REQUIRE(std::holds_alternative<crypto::ed25519_public_key>(*key));
  CHECK(equal(std::get<crypto::ed25519_public_key>(*key).key, test::key_of(9).public_key));

  // RFC 8446, 4.4.2.2
  auto s = leaf();
  s.with(test::extension(x509::KeyUsage{0x2000}, true));  // keyEncipherment
  CHECK(x509::leaf_public_key(make(s)).error().code == errc::certificate_key_usage);
  s.without<x509::KeyUsage>();
  CHECK(x509::leaf_public_key(make(s)));
}

TEST_CASE("a leaf that is itself trusted stands alone where the profile allows it") {
  auto s = leaf("example.com", 9);
  const std::vector<test::spec> itself{s};
  CHECK(refusal(profile::webpki, itself, itself) == errc::certificate_not_a_ca);
  CHECK(refusal(profile::rfc5280, itself, itself) == errc::none);
  // The same name and key, but not the same certificate.
  auto other = s;
  other.serial = {2};
  CHECK(refusal(profile::rfc5280, itself, {other}) == errc::certificate_not_a_ca);
}

namespace {

// Ed25519 by another name, as an algorithm that the backend adds.
struct renaming : test::linked_backend {
  static constexpr auto oid = der::oid_of<1, 3, 101, 113>;
  static constexpr auto algorithm = crypto::own_signature(0);
  static constexpr auto signatures = crypto::joined(test::linked_backend::signatures, crypto::capabilities{algorithm});
  static constexpr auto own_schemes = std::array{crypto::own_scheme(SignatureScheme::ed448, algorithm, oid)};
  struct own_verifier {
    [[nodiscard]] static bool verify(linked_backend const& b, crypto::public_key const& key, bytes message,
                                     bytes signature) {
      auto const* own = std::get_if<crypto::own_public_key>(&key);
      return own != nullptr && linked_backend::verifier<crypto::signature_algorithm::ed25519>::verify(
                                   b, crypto::ed25519_public_key{own->key}, message, signature);
    }
  };
  template <crypto::signature_algorithm A>
  using verifier = std::conditional_t<A == algorithm, own_verifier, linked_backend::verifier<A>>;
};

}  // namespace

TEST_CASE("a chain by an algorithm that the backend adds is verified; to others it is as unknown as ever") {
  const std::array keys{test::key_of(1).public_key, test::key_of(2).public_key, test::key_of(9).public_key};
  const auto renamed = [&](test::spec s, test::octet_vector const& key) {
    s.algorithm = s.inner_algorithm = {renaming::oid, std::nullopt};
    s.public_key = x509::SubjectPublicKeyInfo{{renaming::oid, std::nullopt}, {0, key}};
    return s;
  };
  const auto anchor = renamed(root(), keys[0]);
  const std::vector<test::octet_vector> ders{make(renamed(leaf("inner", 2), keys[2])),
                                             make(renamed(ca("inner", 2, "root", 1), keys[1]))};
  const auto trust = test::trusting({anchor});
  const auto by = [&](auto const& backend, std::vector<test::octet_vector> const& chain) {
    const std::vector<bytes> views(chain.begin(), chain.end());
    return x509::verify_server(backend, profile::webpki, trust, views, dns_name{"example.com"}, today);
  };
  const auto v = by(renaming{}, ders);
  REQUIRE(v);
  CHECK(v->size() == 3);
  CHECK(v->leaf_key() == crypto::key_kind::own);
  auto forged = ders;
  forged[0].back() ^= 1;
  CHECK(by(renaming{}, forged).error().code == errc::certificate_signature_invalid);
  CHECK(by(test::linked_backend{}, ders).error().code == errc::certificate_algorithm_unsupported);

  const auto key = x509::leaf_public_key(ders[0], crypto::own_schemes<renaming>);
  REQUIRE(key);
  CHECK(std::get<crypto::own_public_key>(*key).algorithm == renaming::oid);
  CHECK(x509::leaf_public_key(ders[0]).error() ==
        error{errc::certificate_algorithm_unsupported, "subjectPublicKeyInfo"});
  // The issuer has to have a key of the algorithm that it signed with.
  auto mixed = leaf();
  mixed.algorithm = mixed.inner_algorithm = {renaming::oid, std::nullopt};
  const auto plain_root = test::trusting({root()});
  const auto der = make(mixed);
  const bytes view = der;
  CHECK(x509::verify_server(renaming{}, profile::webpki, plain_root, {&view, 1}, dns_name{"example.com"}, today)
            .error()
            .code == errc::certificate_signature_invalid);
}
