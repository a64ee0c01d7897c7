// Certificates under the toy backend, made in constant evaluation: a root, and leaves for clients and servers.
#pragma once
#include "cxtls/own_certificate.hpp"
#include "support/toy_backend.hpp"

namespace cxtls::test::toy {

template <class T>
constexpr buffer encoded(T const& value) {
  buffer out;
  const auto size = measure(value);
  if (size && out.resize(*size)) (void)build(value, out.edit());
  return out;
}

// The key of a number: PKCS#8 of Ed25519 (RFC 8410, 7), as toy_backend reads it.
struct key_pair {
  std::array<std::uint8_t, 48> pkcs8{0x30, 0x2e, 2, 1, 0, 0x30, 5, 6, 3, 0x2b, 0x65, 0x70, 4, 0x22, 4, 0x20};
  std::array<std::uint8_t, 32> public_key{};
  constexpr explicit key_pair(std::uint8_t number) {
    pkcs8[16] = number;
    public_key = toy_backend::public_octets_of(bytes(pkcs8).subspan(16));
  }
};

struct certificate_of {
  std::string_view common_name;
  std::string_view issuer;
  std::uint8_t key = 0;
  std::uint8_t signer = 0;
  std::string_view dns_name{};  // empty: a CA
};

constexpr buffer make(certificate_of const& what) {
  using namespace x509;
  std::array<std::uint8_t, 64> text[3]{};
  const auto octets = [&text](std::size_t i, std::string_view characters) {
    for (std::size_t k = 0; k < characters.size(); ++k) text[i][k] = static_cast<std::uint8_t>(characters[k]);
    return bytes(text[i]).first(characters.size());
  };
  const AttributeTypeAndValue subject_name{id_at_commonName, {der::tag::utf8_string, octets(0, what.common_name)}};
  const AttributeTypeAndValue issuer_name{id_at_commonName, {der::tag::utf8_string, octets(1, what.issuer)}};
  const RelativeDistinguishedName subject(std::span(&subject_name, 1)), issuer(std::span(&issuer_name, 1));

  const bool is_ca = what.dns_name.empty();
  const buffer constraints = encoded(BasicConstraints{is_ca, std::nullopt});
  const buffer usage = encoded(is_ca ? KeyUsage{KeyUsage::keyCertSign} : KeyUsage{KeyUsage::digitalSignature});
  const std::uint8_t key_id[] = {what.key}, signer_id[] = {what.signer};
  const buffer own_id = encoded(SubjectKeyIdentifier{key_id});
  const buffer issuer_id = encoded(AuthorityKeyIdentifier{.keyIdentifier = bytes(signer_id)});
  const GeneralName name = dNSName{octets(2, what.dns_name)};
  const buffer names = encoded(SubjectAltName{list<GeneralName>(std::span(&name, 1))});
  const der::oid both[] = {id_kp_serverAuth, id_kp_clientAuth};
  const buffer purposes = encoded(ExtKeyUsage{list<der::oid>(std::span<const der::oid>(both))});

  bounded<x509::Extension, 5> extensions;
  const auto add = [&]<class T>(T const*, bool critical, buffer const& value) {
    (void)extensions.push(x509::Extension{extension_id<T>, critical, value.view()});
  };
  add(static_cast<KeyUsage const*>(nullptr), true, usage);
  if (is_ca) {
    add(static_cast<BasicConstraints const*>(nullptr), true, constraints);
    add(static_cast<SubjectKeyIdentifier const*>(nullptr), false, own_id);
  } else {
    add(static_cast<AuthorityKeyIdentifier const*>(nullptr), false, issuer_id);
    add(static_cast<SubjectAltName const*>(nullptr), false, names);
    add(static_cast<ExtKeyUsage const*>(nullptr), false, purposes);
  }

  const key_pair key(what.key), signer(what.signer);
  const std::uint8_t serial[] = {1};
  const AlgorithmIdentifier ed25519{id_Ed25519, std::nullopt};
  TBSCertificate tbs;
  tbs.version = v3;
  tbs.serialNumber = serial;
  tbs.signature = ed25519;
  tbs.issuer = Name(std::span(&issuer, 1));
  tbs.validity = {{1767225600}, {2082758400}};  // 2026 to 2036
  tbs.subject = Name(std::span(&subject, 1));
  tbs.subjectPublicKeyInfo.value = SubjectPublicKeyInfo{ed25519, {0, key.public_key}};
  tbs.extensions.emplace(std::span<const x509::Extension>(extensions.view()));
  const buffer signed_part = encoded(tbs);
  std::array<std::uint8_t, toy_backend::signature_size> signature{};
  toy_backend::signature_of(signer.public_key, signed_part.view(), signature);
  return encoded(x509::Certificate{{tbs, {}}, ed25519, {0, signature}});
}

inline constexpr certificate_of root{"toy root", "toy root", 1, 1};
inline constexpr certificate_of server_leaf{"server", "toy root", 2, 1, "server.example"};
inline constexpr certificate_of client_leaf{"client", "toy root", 3, 1, "client.example"};

constexpr trust_store trusting_root() {
  trust_store trust;
  (void)trust.add(make(root).view());
  return trust;
}
// A leaf of the root's, and its key. Empty when it couldn't be made.
constexpr owned_list<own_certificate> shown(certificate_of const& what) {
  owned_list<own_certificate> all;
  const buffer der = make(what);
  const bytes chain[] = {der.view()};
  auto certificates = certificate_chain::from_der(chain);
  buffer key;
  if (certificates && key.append(key_pair(what.key).pkcs8))
    (void)all.push(own_certificate{std::move(*certificates), std::move(key)});
  return all;
}

}  // namespace cxtls::test::toy
