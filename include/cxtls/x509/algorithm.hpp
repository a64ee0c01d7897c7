// Which of our signature algorithms an AlgorithmIdentifier stands for.
#pragma once
#include "cxtls/crypto/scheme.hpp"
#include "cxtls/der/der.hpp"

namespace cxtls {
namespace x509 {

using der::AlgorithmIdentifier;
using der::id_Ed25519;
using der::rsaEncryption;

// RFC 8017, appendix A.2; RFC 5758, 3.2; RFC 4055, 2.1.
inline constexpr auto id_mgf1 = der::oid_of<1, 2, 840, 113549, 1, 1, 8>;
inline constexpr auto id_RSASSA_PSS = der::oid_of<1, 2, 840, 113549, 1, 1, 10>;
inline constexpr auto sha256WithRSAEncryption = der::oid_of<1, 2, 840, 113549, 1, 1, 11>;
inline constexpr auto sha384WithRSAEncryption = der::oid_of<1, 2, 840, 113549, 1, 1, 12>;
inline constexpr auto sha512WithRSAEncryption = der::oid_of<1, 2, 840, 113549, 1, 1, 13>;
inline constexpr auto ecdsa_with_SHA256 = der::oid_of<1, 2, 840, 10045, 4, 3, 2>;
inline constexpr auto ecdsa_with_SHA384 = der::oid_of<1, 2, 840, 10045, 4, 3, 3>;
inline constexpr auto ecdsa_with_SHA512 = der::oid_of<1, 2, 840, 10045, 4, 3, 4>;
inline constexpr auto id_sha256 = der::oid_of<2, 16, 840, 1, 101, 3, 4, 2, 1>;
inline constexpr auto id_sha384 = der::oid_of<2, 16, 840, 1, 101, 3, 4, 2, 2>;
inline constexpr auto id_sha512 = der::oid_of<2, 16, 840, 1, 101, 3, 4, 2, 3>;

//  RSASSA-PSS-params  ::=  SEQUENCE  {                     RFC 4055, 3.1
//     hashAlgorithm      [0] HashAlgorithm DEFAULT sha1Identifier,
//     maskGenAlgorithm   [1] MaskGenAlgorithm DEFAULT mgf1SHA1Identifier,
//     saltLength         [2] INTEGER DEFAULT 20,
//     trailerField       [3] INTEGER DEFAULT 1  }
// SHA-1 is out, so that the first two are mandatory here; salts are as long as the hash, never 20.
struct RSASSA_PSS_params {
  AlgorithmIdentifier hashAlgorithm{};
  AlgorithmIdentifier maskGenAlgorithm{};
  std::uint32_t saltLength = 20;
  std::uint32_t trailerField = 1;
};

}  // namespace x509
// As contents, because the parameters are held as an ANY.
template <>
inline constexpr auto wire<x509::RSASSA_PSS_params> =
    Struct(Field<&x509::RSASSA_PSS_params::hashAlgorithm>(der::Explicit<0>(wire<der::AlgorithmIdentifier>)),
           Field<&x509::RSASSA_PSS_params::maskGenAlgorithm>(der::Explicit<1>(wire<der::AlgorithmIdentifier>)),
           Field<&x509::RSASSA_PSS_params::saltLength>(der::Explicit<2>(der::SmallInteger)),
           Field<&x509::RSASSA_PSS_params::trailerField>(der::Default(der::Explicit<3>(der::SmallInteger), 1)));

namespace x509 {

// RFC 4055, 2.1 and 5: "the parameters MUST be NULL. Implementations MUST accept the parameters being absent as well as
// present."
constexpr bool null_or_absent(AlgorithmIdentifier const& a) {
  return !a.parameters || *a.parameters == der::any{der::tag::null, {}};
}
constexpr bool is_null(AlgorithmIdentifier const& a) {
  return a.parameters && *a.parameters == der::any{der::tag::null, {}};
}

struct signature_row {
  der::oid id;
  crypto::signature_algorithm algorithm;
  bool parameters_absent;  // else NULL or absent
};
inline constexpr signature_row signature_rows[] = {
    {sha256WithRSAEncryption, crypto::signature_algorithm::rsa_pkcs1_sha256, false},
    {sha384WithRSAEncryption, crypto::signature_algorithm::rsa_pkcs1_sha384, false},
    {sha512WithRSAEncryption, crypto::signature_algorithm::rsa_pkcs1_sha512, false},
    // RFC 5758, 3.2: "the encoding MUST omit the parameters field".
    {ecdsa_with_SHA256, crypto::signature_algorithm::ecdsa_sha256, true},
    {ecdsa_with_SHA384, crypto::signature_algorithm::ecdsa_sha384, true},
    {ecdsa_with_SHA512, crypto::signature_algorithm::ecdsa_sha512, true},
    // RFC 8410, 3: "the parameters MUST be absent".
    {id_Ed25519, crypto::signature_algorithm::ed25519, true},
};
struct pss_row {
  der::oid hash;
  crypto::signature_algorithm algorithm;
  std::uint32_t salt_length;
};
inline constexpr pss_row pss_rows[] = {
    {id_sha256, crypto::signature_algorithm::rsa_pss_sha256, 32},
    {id_sha384, crypto::signature_algorithm::rsa_pss_sha384, 48},
    {id_sha512, crypto::signature_algorithm::rsa_pss_sha512, 64},
};

// MGF1 with the hash of the signature and a salt of its size (CA/Browser Forum BR, 7.1.3.2.1).
constexpr std::optional<crypto::signature_algorithm> pss_algorithm(AlgorithmIdentifier const& a) {
  if (!a.parameters || a.parameters->identifier != der::tag::sequence) return std::nullopt;
  const auto params = parse<RSASSA_PSS_params>(a.parameters->contents);
  if (!params || !(params->maskGenAlgorithm.algorithm == id_mgf1) || !params->maskGenAlgorithm.parameters ||
      params->maskGenAlgorithm.parameters->identifier != der::tag::sequence || params->trailerField != 1)
    return std::nullopt;
  reader r(params->maskGenAlgorithm.parameters->contents);
  AlgorithmIdentifier mask;
  if (!wire<AlgorithmIdentifier>.contents.read(r, mask) || !r.at_end()) return std::nullopt;
  for (pss_row const& row : pss_rows)
    if (params->hashAlgorithm.algorithm == row.hash && mask.algorithm == row.hash &&
        null_or_absent(params->hashAlgorithm) && null_or_absent(mask) && params->saltLength == row.salt_length)
      return row.algorithm;
  return std::nullopt;
}

// Nothing for an algorithm that we don't have (MD5 and SHA-1 among them) and for parameters that its RFC doesn't allow.
// `own`: what the backend adds (crypto::own_schemes).
constexpr std::optional<crypto::signature_algorithm> signature_algorithm_of(
    AlgorithmIdentifier const& a, std::span<const crypto::scheme_info> own = {}) {
  if (a.algorithm == id_RSASSA_PSS) return pss_algorithm(a);
  for (signature_row const& row : signature_rows)
    if (a.algorithm == row.id && (row.parameters_absent ? !a.parameters.has_value() : null_or_absent(a)))
      return row.algorithm;
  for (crypto::scheme_info const& row : own)
    if (a.algorithm == row.oid && !a.parameters) return row.algorithm;
  return std::nullopt;
}

}  // namespace x509
}  // namespace cxtls
