// By which algorithms a chain's certificates are signed, as far as a peer has to verify them.
#pragma once
#include "cxtls/crypto/scheme.hpp"
#include "cxtls/x509/certificate_chain.hpp"
#include "cxtls/x509/path.hpp"

namespace cxtls::x509 {

// What a scheme stands for in a certificate. Nothing: neither we nor the backend have it. A certificate doesn't say its
// issuer's curve, nor whether the issuer's key is of rsa_pss_rsae_* or of rsa_pss_pss_*: either is good here.
constexpr std::optional<crypto::signature_algorithm> certificate_algorithm(
    SignatureScheme scheme, std::span<const crypto::scheme_info> own = {}) {
  switch (scheme) {
    case SignatureScheme::rsa_pss_pss_sha256:
      return crypto::signature_algorithm::rsa_pss_sha256;
    case SignatureScheme::rsa_pss_pss_sha384:
      return crypto::signature_algorithm::rsa_pss_sha384;
    case SignatureScheme::rsa_pss_pss_sha512:
      return crypto::signature_algorithm::rsa_pss_sha512;
    default:
      break;
  }
  for (crypto::scheme_info const& row : own)
    if (row.scheme == scheme) return row.algorithm;
  auto const* row = crypto::find(scheme);
  return row != nullptr ? std::optional(row->algorithm) : std::nullopt;
}

// Worked out once; a chain doesn't change.
class chain_signatures {
 public:
  // Of a chain without signatures: a bare key.
  constexpr chain_signatures() = default;
  // `own`: what the backend adds (crypto::own_schemes).
  constexpr explicit chain_signatures(certificate_chain const& chain, std::span<const crypto::scheme_info> own = {}) {
    if (chain.type() != CertificateType::X509) return;
    for (std::size_t i = 0; i < chain.size(); ++i) {
      const auto c = parse_certificate(chain[i], own);
      // RFC 8446, 4.4.2.2: "Certificates that are self-signed or certificates that are expected to be trust anchors are
      // not validated as part of the chain and therefore MAY be signed with any algorithm."
      if (c && i + 1 == chain.size() && c->self_issued() && !key_identifiers_differ(*c, *c)) break;
      const auto algorithm = c ? signature_algorithm_of(c->fields.signatureAlgorithm, own) : std::nullopt;
      if (!algorithm) {
        others_ = true;
      } else if (!algorithms_.contains(*algorithm)) {
        (void)algorithms_.push(*algorithm);
      }
    }
  }

  // Is every signature by one of these schemes? Those that nobody here knows are skipped (CVE-2020-1967).
  constexpr bool all_in(list<SignatureScheme> const& schemes, std::span<const crypto::scheme_info> own = {}) const {
    for (crypto::signature_algorithm algorithm : algorithms_) {
      bool listed = false;
      for (SignatureScheme scheme : schemes) listed = listed || certificate_algorithm(scheme, own) == algorithm;
      if (!listed) return false;
    }
    return !others_;
  }

 private:
  bounded<crypto::signature_algorithm, max_peer_certificates> algorithms_{};
  bool others_ = false;  // and some by what we don't have, such as SHA-1
};

}  // namespace cxtls::x509
