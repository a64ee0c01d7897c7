// SubjectPublicKeyInfo as a key of a kind that we know, or as an unknown one: never as nothing (CVE-2024-24783).
#pragma once
#include "cxtls/base/buffer.hpp"
#include "cxtls/crypto/scheme.hpp"
#include "cxtls/x509/algorithm.hpp"

namespace cxtls {
namespace x509 {

//  SubjectPublicKeyInfo  ::=  SEQUENCE  {                  RFC 5280, 4.1
//       algorithm            AlgorithmIdentifier,
//       subjectPublicKey     BIT STRING  }
struct SubjectPublicKeyInfo {
  AlgorithmIdentifier algorithm{};
  der::bit_string subjectPublicKey{};
};

}  // namespace x509
template <>
inline constexpr auto wire<x509::SubjectPublicKeyInfo> =
    der::Sequence(Field<&x509::SubjectPublicKeyInfo::algorithm>(wire<der::AlgorithmIdentifier>),
                  Field<&x509::SubjectPublicKeyInfo::subjectPublicKey>(der::BitString));

namespace x509 {
//  RSAPublicKey ::= SEQUENCE {                             RFC 8017, A.1.1
//       modulus           INTEGER,  -- n
//       publicExponent    INTEGER   -- e  }
struct RSAPublicKey {
  bytes modulus{};
  bytes publicExponent{};
};
}  // namespace x509
template <>
inline constexpr auto wire<x509::RSAPublicKey> = der::Sequence(
    Field<&x509::RSAPublicKey::modulus>(der::Unsigned), Field<&x509::RSAPublicKey::publicExponent>(der::Unsigned));

namespace x509 {

using der::id_ecPublicKey;
inline constexpr auto secp256r1 = der::oid_of<1, 2, 840, 10045, 3, 1, 7>;
inline constexpr auto secp384r1 = der::oid_of<1, 3, 132, 0, 34>;
inline constexpr auto secp521r1 = der::oid_of<1, 3, 132, 0, 35>;

// A key that we can't use: another algorithm or another curve.
struct unknown_key {
  der::oid algorithm{};
};
using subject_key = std::variant<unknown_key, crypto::rsa_public_key, crypto::ec_public_key, crypto::ed25519_public_key,
                                 crypto::own_public_key>;

// Of a big-endian number without leading zeros.
constexpr std::size_t bits_of(bytes magnitude) {
  if (magnitude.empty()) return 0;
  std::size_t n = 8 * (magnitude.size() - 1);
  for (std::uint8_t top = magnitude.front(); top != 0; top = static_cast<std::uint8_t>(top >> 1)) ++n;
  return n;
}

constexpr result<subject_key> rsa_key(SubjectPublicKeyInfo const& info) {
  // RFC 3279, 2.3.1: "The parameters field MUST have ASN.1 type NULL for this algorithm identifier."
  if (!is_null(info.algorithm)) return error{errc::certificate_malformed, "parameters"};
  const auto key = parse<RSAPublicKey>(info.subjectPublicKey.octets);
  if (!key) return error{errc::certificate_malformed, key.error().field};
  if (bits_of(key->modulus) > crypto::max_rsa_bits) return error{errc::certificate_key_too_large, "modulus"};
  // RFC 8017, 3.1: n is a product of odd primes; e is odd and at least 3.
  if ((key->modulus.back() & 1) == 0) return error{errc::certificate_malformed, "modulus"};
  if (key->publicExponent.size() > crypto::max_rsa_exponent_size || (key->publicExponent.back() & 1) == 0 ||
      bits_of(key->publicExponent) < 2)
    return error{errc::certificate_malformed, "publicExponent"};
  return subject_key{crypto::rsa_public_key{key->modulus, key->publicExponent}};
}
// RFC 5480, 2.1.1: the curve is named; "specifiedCurve, which is of type SpecifiedECDomain ..., MUST NOT be used".
// Explicit parameters are how CVE-2020-0601 forged certificates and CVE-2022-0778 never came back.
constexpr result<subject_key> ec_key(SubjectPublicKeyInfo const& info) {
  auto const& parameters = info.algorithm.parameters;
  if (!parameters || parameters->identifier != der::tag::object_identifier)
    return error{errc::certificate_algorithm_unsupported, "parameters"};
  const der::oid curve{parameters->contents};
  NamedGroup group{};
  std::size_t size = 0;
  if (curve == secp256r1) {
    group = NamedGroup::secp256r1;
    size = 32;
  } else if (curve == secp384r1) {
    group = NamedGroup::secp384r1;
    size = 48;
  } else if (curve == secp521r1) {
    group = NamedGroup::secp521r1;
    size = 66;
  } else {
    return subject_key{unknown_key{curve}};
  }
  // Uncompressed points only: the CA/Browser Forum asks for them and BoringSSL takes no others.
  bytes point = info.subjectPublicKey.octets;
  if (point.size() != 1 + 2 * size || point.front() != 0x04)
    return error{errc::certificate_malformed, "subjectPublicKey"};
  return subject_key{crypto::ec_public_key{group, point}};
}

// `own`: what the backend adds (crypto::own_schemes).
constexpr result<subject_key> key_of(SubjectPublicKeyInfo const& info, std::span<const crypto::scheme_info> own = {}) {
  // All of these keys are whole octets.
  if (info.subjectPublicKey.unused != 0) return error{errc::certificate_malformed, "subjectPublicKey"};
  if (info.algorithm.algorithm == rsaEncryption) return rsa_key(info);
  if (info.algorithm.algorithm == id_ecPublicKey) return ec_key(info);
  if (info.algorithm.algorithm == id_Ed25519) {
    // RFC 8410, 3 and 4: no parameters, 32 octets.
    if (info.algorithm.parameters) return error{errc::certificate_malformed, "parameters"};
    if (info.subjectPublicKey.octets.size() != 32) return error{errc::certificate_malformed, "subjectPublicKey"};
    return subject_key{crypto::ed25519_public_key{info.subjectPublicKey.octets}};
  }
  for (crypto::scheme_info const& row : own) {
    if (!(info.algorithm.algorithm == row.oid)) continue;
    if (info.algorithm.parameters) return error{errc::certificate_malformed, "parameters"};
    return subject_key{crypto::own_public_key{row.oid, info.subjectPublicKey.octets}};
  }
  return subject_key{unknown_key{info.algorithm.algorithm}};
}

// The key as the backend takes it; nothing for an unknown one.
constexpr std::optional<crypto::public_key> usable(subject_key const& key) {
  if (auto const* rsa = std::get_if<crypto::rsa_public_key>(&key)) return crypto::public_key{*rsa};
  if (auto const* ec = std::get_if<crypto::ec_public_key>(&key)) return crypto::public_key{*ec};
  if (auto const* ed = std::get_if<crypto::ed25519_public_key>(&key)) return crypto::public_key{*ed};
  if (auto const* own = std::get_if<crypto::own_public_key>(&key)) return crypto::public_key{*own};
  return std::nullopt;
}

// The SubjectPublicKeyInfo of a key, as a certificate would have it: what is pinned. Appends to `out`. Errors:
// out_of_memory, certificate_algorithm_unsupported (a curve that isn't one of the above).
constexpr status append_spki(crypto::public_key const& key, buffer& out) {
  buffer rsa_octets;
  SubjectPublicKeyInfo info;
  if (auto const* rsa = std::get_if<crypto::rsa_public_key>(&key)) {
    const RSAPublicKey both{rsa->modulus, rsa->exponent};
    const auto size = measure(both);
    if (!size) return size.error();
    if (!rsa_octets.resize(*size)) return errc::out_of_memory;
    if (const auto built = build(both, rsa_octets.edit()); !built) return built.error();
    info = {{rsaEncryption, der::any{der::tag::null, {}}}, {0, rsa_octets.view()}};
  } else if (auto const* ec = std::get_if<crypto::ec_public_key>(&key)) {
    der::oid curve = secp256r1;
    if (ec->group == NamedGroup::secp384r1) {
      curve = secp384r1;
    } else if (ec->group == NamedGroup::secp521r1) {
      curve = secp521r1;
    } else if (ec->group != NamedGroup::secp256r1) {
      return errc::certificate_algorithm_unsupported;
    }
    info = {{id_ecPublicKey, der::any{der::tag::object_identifier, curve.contents}}, {0, ec->point}};
  } else if (auto const* own = std::get_if<crypto::own_public_key>(&key)) {
    info = {{own->algorithm, std::nullopt}, {0, own->key}};
  } else {
    info = {{id_Ed25519, std::nullopt}, {0, std::get_if<crypto::ed25519_public_key>(&key)->key}};
  }
  const auto size = measure(info);
  if (!size) return size.error();
  const std::size_t before = out.size();
  if (!out.resize(before + *size)) return errc::out_of_memory;
  if (const auto built = build(info, out.edit().subspan(before)); !built) return built.error();
  return done{};
}

// A raw public key (RFC 7250, 3): the SubjectPublicKeyInfo that a certificate would have. Views `spki`. Errors:
// certificate_malformed, certificate_algorithm_unsupported, certificate_key_too_large.
constexpr result<crypto::public_key> raw_public_key(bytes spki, std::span<const crypto::scheme_info> own = {}) {
  const auto info = parse<SubjectPublicKeyInfo>(spki);
  if (!info) return error{errc::certificate_malformed, info.error().field};
  const auto key = key_of(*info, own);
  if (!key) return key.error();
  const auto known = usable(*key);
  if (!known) return error{errc::certificate_algorithm_unsupported, "subjectPublicKeyInfo"};
  return *known;
}

}  // namespace x509
}  // namespace cxtls
