// Certificates made to order: good ones by default, so that a test changes the one thing it is about.
#pragma once
#include <cstdlib>
#include <string>
#include <vector>

#include "cxtls/x509/verify.hpp"
#include "support/backend.hpp"

namespace cxtls::test {

using octet_vector = std::vector<std::uint8_t>;

template <class T>
octet_vector encode(T const& value) {
  const auto size = measure(value);
  if (!size) std::abort();
  octet_vector out(*size);
  if (!build(value, out)) std::abort();
  return out;
}

// The Ed25519 key of a number.
struct made_key {
  octet_vector public_key{};
  octet_vector pkcs8{};
};
inline made_key key_of(std::uint8_t number) {
  const std::uint8_t seed[32]{number};
  std::uint8_t public_key[32];
  linked::ed25519_public_key(seed, public_key);
  made_key k;
  k.public_key.assign(public_key, public_key + 32);
  // RFC 8410, 7: OneAsymmetricKey with the seed as CurvePrivateKey.
  k.pkcs8 = {0x30, 0x2e, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20};
  k.pkcs8.insert(k.pkcs8.end(), seed, seed + 32);
  return k;
}

struct made_extension {
  der::oid id{};
  bool critical = false;
  octet_vector value{};
};
template <class T>
made_extension extension(T const& value, bool critical = false) {
  return {x509::extension_id<T>, critical, encode(value)};
}

inline octet_vector octets_in(std::string_view text) {
  return {reinterpret_cast<std::uint8_t const*>(text.data()),
          reinterpret_cast<std::uint8_t const*>(text.data()) + text.size()};
}
// A subjectAltName of these entries.
inline made_extension names(std::vector<x509::GeneralName> const& entries, bool critical = false) {
  return extension(x509::SubjectAltName{list<x509::GeneralName>(std::span(entries))}, critical);
}
inline x509::GeneralName dns(std::string_view name) { return x509::dNSName{as_bytes(name)}; }
inline x509::GeneralName mail(std::string_view name) { return x509::rfc822Name{as_bytes(name)}; }
inline x509::GeneralName uri(std::string_view name) { return x509::uniformResourceIdentifier{as_bytes(name)}; }

struct made_constraints {
  std::vector<x509::GeneralSubtree> permitted{}, excluded{};
};
inline made_extension constraints(std::vector<x509::GeneralName> const& permitted,
                                  std::vector<x509::GeneralName> const& excluded, bool critical = true) {
  made_constraints c;
  for (auto const& base : permitted) c.permitted.push_back({.base = base});
  for (auto const& base : excluded) c.excluded.push_back({.base = base});
  x509::NameConstraints n;
  if (!c.permitted.empty()) n.permittedSubtrees.emplace(std::span<const x509::GeneralSubtree>(c.permitted));
  if (!c.excluded.empty()) n.excludedSubtrees.emplace(std::span<const x509::GeneralSubtree>(c.excluded));
  return extension(n, critical);
}
inline made_extension purposes(std::vector<der::oid> const& ids, bool critical = false) {
  return extension(x509::ExtKeyUsage{list<der::oid>(std::span(ids))}, critical);
}

// A name of one commonName, or of none.
struct made_name {
  explicit made_name(std::string_view common_name)
      : attribute{x509::id_at_commonName, {der::tag::utf8_string, as_bytes(common_name)}},
        rdn(std::span(&attribute, 1)),
        name(std::span<const x509::RelativeDistinguishedName>(&rdn, common_name.empty() ? 0 : 1)) {}
  made_name(made_name const&) = delete;
  x509::AttributeTypeAndValue attribute;
  x509::RelativeDistinguishedName rdn;
  x509::Name name;
};

struct spec {
  std::string subject{};
  std::string issuer{};
  std::uint8_t key = 0;     // of the subject
  std::uint8_t signer = 0;  // the issuer's
  std::uint32_t version = x509::v3;
  octet_vector serial{1};
  std::int64_t not_before = 0;
  std::int64_t not_after = 4'000'000'000;
  std::vector<made_extension> extensions{};
  x509::AlgorithmIdentifier algorithm{x509::id_Ed25519, std::nullopt};
  x509::AlgorithmIdentifier inner_algorithm = algorithm;
  std::optional<x509::SubjectPublicKeyInfo> public_key{};  // another than `key`

  // Replaces the extension of that type, or adds it.
  spec& with(made_extension e) {
    without(e.id);
    extensions.push_back(std::move(e));
    return *this;
  }
  spec& without(der::oid id) {
    std::erase_if(extensions, [&](made_extension const& e) { return e.id == id; });
    return *this;
  }
  template <class T>
  spec& without() {
    return without(x509::extension_id<T>);
  }
};

inline octet_vector make(spec const& s) {
  const made_name issuer(s.issuer), subject(s.subject);
  const made_key key = key_of(s.key), signer = key_of(s.signer);
  std::vector<x509::Extension> extensions;
  for (made_extension const& e : s.extensions) extensions.push_back({e.id, e.critical, e.value});

  x509::TBSCertificate tbs;
  tbs.version = s.version;
  tbs.serialNumber = s.serial;
  tbs.signature = s.inner_algorithm;
  tbs.issuer = issuer.name;
  tbs.validity = {{s.not_before}, {s.not_after}};
  tbs.subject = subject.name;
  tbs.subjectPublicKeyInfo.value =
      s.public_key ? *s.public_key : x509::SubjectPublicKeyInfo{{x509::id_Ed25519, std::nullopt}, {0, key.public_key}};
  if (!extensions.empty()) tbs.extensions.emplace(std::span<const x509::Extension>(extensions));

  const octet_vector signed_part = encode(tbs);
  const linked_backend b;
  auto private_key = linked_backend::private_key::from_der(b, signer.pkcs8);
  std::uint8_t signature[64];
  if (!private_key || !private_key->sign(b, SignatureScheme::ed25519, signed_part, signature)) std::abort();
  return encode(x509::Certificate{{tbs, {}}, s.algorithm, {0, signature}});
}

// Key identifiers are one octet: the number of the key.
inline made_extension own_identifier(std::uint8_t const& key) {
  return extension(x509::SubjectKeyIdentifier{{&key, 1}});
}
inline made_extension issuer_identifier(std::uint8_t const& key) {
  return extension(x509::AuthorityKeyIdentifier{.keyIdentifier = bytes(&key, 1)});
}

inline spec ca(std::string subject, std::uint8_t key, std::string issuer, std::uint8_t signer,
               std::optional<std::uint32_t> path_length = std::nullopt) {
  spec s{.subject = std::move(subject), .issuer = std::move(issuer), .key = key, .signer = signer};
  s.with(extension(x509::BasicConstraints{true, path_length}, true));
  s.with(extension(x509::KeyUsage{x509::KeyUsage::keyCertSign | x509::KeyUsage::cRLSign}, true));
  s.with(own_identifier(key));
  if (s.subject != s.issuer) s.with(issuer_identifier(signer));
  return s;
}
inline spec root(std::string name = "root", std::uint8_t key = 1) { return ca(name, key, name, key); }
inline spec leaf(std::string issuer = "root", std::uint8_t signer = 1, std::uint8_t key = 9) {
  spec s{.subject = "example.com", .issuer = std::move(issuer), .key = key, .signer = signer};
  s.with(names({dns("example.com")}));
  s.with(extension(x509::KeyUsage{x509::KeyUsage::digitalSignature}, true));
  s.with(purposes({x509::id_kp_serverAuth}));
  s.with(issuer_identifier(signer));
  return s;
}

inline constexpr unix_time today{1'700'000'000};

inline x509::trust_store trusting(std::vector<spec> const& anchors) {
  x509::trust_store trust;
  for (spec const& s : anchors)
    if (!trust.add(make(s))) std::abort();
  return trust;
}

// Why a server with this chain isn't example.com; errc::none if it is.
inline errc refusal(x509::profile const& p, std::vector<spec> const& anchors, std::vector<octet_vector> const& chain,
                    identity const& who = dns_name{"example.com"}, unix_time now = today) {
  std::vector<bytes> views(chain.begin(), chain.end());
  const auto v = x509::verify_server(linked_backend{}, p, trusting(anchors), views, who, now);
  return v ? errc::none : v.error().code;
}
inline errc refusal(x509::profile const& p, std::vector<spec> const& anchors, std::vector<spec> const& chain,
                    identity const& who = dns_name{"example.com"}, unix_time now = today) {
  std::vector<octet_vector> ders;
  for (spec const& s : chain) ders.push_back(make(s));
  return refusal(p, anchors, ders, who, now);
}

}  // namespace cxtls::test
