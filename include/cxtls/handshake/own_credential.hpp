// What this side authenticates with, and which of several credentials answers a peer.
#pragma once
#include <optional>

#include "cxtls/base/owned_list.hpp"
#include "cxtls/handshake/hello/offer.hpp"
#include "cxtls/protocol/extension/certificate_authorities.hpp"
#include "cxtls/protocol/extension/signature_algorithms.hpp"
#include "cxtls/protocol/extension/signed_certificate_timestamp.hpp"
#include "cxtls/x509/certificate_type.hpp"
#include "cxtls/x509/chain_signatures.hpp"
#include "cxtls/x509/credential.hpp"
#include "cxtls/x509/delegation.hpp"
#include "cxtls/x509/oid_filter.hpp"

namespace cxtls {

// A certificate whose key is elsewhere: somebody outside signs, by one of these schemes.
struct external_credential {
  certificate_chain chain;
  scheme_list schemes{};
};

// May this key sign so in a CertificateVerify of TLS 1.3?
inline constexpr auto fits_tls13 = [](crypto::scheme_info const& row, crypto::public_key const& key) {
  return row.tls13_certificate_verify && crypto::fits(row, key);
};

// RFC 9345: a key that signs in the certificate's stead.
template <class B>
struct own_delegation {
  buffer credential;  // a DelegatedCredential
  typename B::private_key key;
  SignatureScheme scheme{};     // of the key
  SignatureScheme algorithm{};  // by which the certificate's key signed the credential
  unix_time valid_until{};
};

template <class B>
struct own_credential {
  std::variant<credential<B>, external_credential> signer;
  // Schemes to sign with, in order of preference; what the key can't do isn't used. Empty: all that the key can do.
  scheme_list schemes{};
  buffer ocsp_response{};                 // DER (RFC 6960); empty: none
  buffer signed_certificate_timestamps{};  // as in RFC 6962, 3.3: a SignedCertificateTimestampList; empty: none
  // Only for a peer whose certificate_authorities name an issuer of this chain.
  bool must_match_issuer = false;
  // How a certificate of this type is read.
  result<crypto::public_key> (*read_key)(CertificateType, bytes,
                                         std::span<const crypto::scheme_info>) = &x509::signing_key<>;
  x509::chain_signatures chain_signatures{};  // of chain()
  std::optional<own_delegation<B>> delegation{};

  // Views the chain.
  constexpr result<crypto::public_key> public_key() const {
    return read_key(chain().type(), chain().leaf(), crypto::own_schemes<B>);
  }
  constexpr certificate_chain const& chain() const {
    if (auto const* own = std::get_if<credential<B>>(&signer)) return own->chain();
    return std::get_if<external_credential>(&signer)->chain;
  }
  // Null when the key is elsewhere.
  constexpr credential<B> const* at_hand() const { return std::get_if<credential<B>>(&signer); }
  // The first scheme of ours that the peer takes in a CertificateVerify of TLS 1.3.
  constexpr std::optional<SignatureScheme> scheme_for(list<SignatureScheme> const& theirs) const {
    return scheme_for(theirs, fits_tls13);
  }
  // Of those that fits(scheme_info, public_key) admits for our certificate's key.
  constexpr std::optional<SignatureScheme> scheme_for(list<SignatureScheme> const& theirs, auto const& fits) const {
    const auto key = public_key();
    if (!key) return std::nullopt;
    const auto first_of = [&](auto const& ours, auto const& allowed) -> std::optional<SignatureScheme> {
      for (SignatureScheme scheme : ours)
        if (auto const* row = crypto::find<B>(scheme);
            row != nullptr && fits(*row, *key) && allowed(scheme) && theirs.contains(scheme))
          return scheme;
      return std::nullopt;
    };
    auto const* own = at_hand();
    if (own == nullptr)
      return first_of(std::get_if<external_credential>(&signer)->schemes, [](SignatureScheme) { return true; });
    if (schemes.empty()) return first_of(own->key().schemes(), [](SignatureScheme) { return true; });
    return first_of(schemes, [&](SignatureScheme s) {
      for (SignatureScheme can : own->key().schemes())
        if (can == s) return true;
      return false;
    });
  }
};

// What a peer said about the certificates that it takes. Views.
struct credential_request {
  list<SignatureScheme> signature_schemes{};
  std::optional<list<DistinguishedName>> certificate_authorities{};
  bytes server_name{};  // a host name, or empty
  list<CertificateType> certificate_types{};  // empty: X.509
  list<SignatureScheme> certificate_schemes{};  // signature_algorithms_cert; empty: it didn't come
  list<OIDFilter> oid_filters{};  // a server's, of TLS 1.3
  list<SignatureScheme> delegated_schemes{};  // of delegated keys; empty: none are taken
  bool of_server = false;  // in TLS 1.3: it has to be met, where a client's hello leaves the choice to the server

  constexpr bool takes(CertificateType type) const {
    return certificate_types.empty() ? type == CertificateType::X509 : certificate_types.contains(type);
  }
  // By what certificates are to be signed. RFC 8446, 4.2.3: "If no "signature_algorithms_cert" extension is present, then
  // the "signature_algorithms" extension also applies to signatures appearing in certificates."
  constexpr list<SignatureScheme> const& schemes_in_certificates() const {
    return certificate_schemes.empty() ? signature_schemes : certificate_schemes;
  }
};

// By which scheme a CertificateVerify of TLS 1.3 is signed, and by which key: null is the certificate's own.
template <class B>
struct tls13_signer {
  SignatureScheme scheme{};
  own_delegation<B> const* delegation = nullptr;
};

// Null when there is none, the peer doesn't take it, or wouldn't at this time (RFC 9345, 4.1.1 to 4.1.3).
template <class B>
constexpr own_delegation<B> const* delegation_for(own_credential<B> const& own, credential_request const& theirs,
                                                  unix_time now) {
  if (!own.delegation || !theirs.delegated_schemes.contains(own.delegation->scheme) ||
      !theirs.signature_schemes.contains(own.delegation->algorithm) || now > own.delegation->valid_until ||
      own.delegation->valid_until > now + max_delegation_time)
    return nullptr;
  return &*own.delegation;
}
// The delegated key before the certificate's own.
template <class B>
constexpr std::optional<tls13_signer<B>> signer_for(own_credential<B> const& own, credential_request const& theirs,
                                                    unix_time now) {
  if (auto const* delegated = delegation_for(own, theirs, now)) return tls13_signer<B>{delegated->scheme, delegated};
  if (const auto scheme = own.scheme_for(theirs.signature_schemes)) return tls13_signer<B>{*scheme};
  return std::nullopt;
}

namespace detail {

// RFC 8446, 4.2.4: is one of the chain's issuers among the names?
constexpr bool issued_by_one_of(certificate_chain const& chain, list<DistinguishedName> const& names) {
  if (chain.type() != CertificateType::X509) return false;
  for (bytes der : chain.certificates()) {
    const auto c = x509::parse_certificate(der);
    if (!c) continue;
    for (DistinguishedName const& name : names)
      if (const auto parsed = parse<x509::Name>(name.der); parsed && x509::same(*parsed, c->issuer())) return true;
  }
  return false;
}

// A bare key has no extensions that could be asked for, and the server that takes one knows it.
constexpr bool meets_filters(certificate_chain const& chain, credential_request const& request) {
  if (request.oid_filters.empty() || chain.type() != CertificateType::X509) return true;
  const auto c = x509::parse_certificate(chain.leaf());
  return c && x509::meets(*c, request.oid_filters);
}

// RFC 8446, 4.4.2.3, of a client's certificates: they "MUST be signed using an acceptable signature algorithm". Where a
// server lists what handshakes are signed by and nothing else, certificates (rsa_pkcs1_*) may be forgotten.
template <class B>
constexpr bool meets_schemes(own_credential<B> const& own, credential_request const& request) {
  return !request.of_server || request.certificate_schemes.empty() ||
         own.chain_signatures.all_in(request.certificate_schemes, crypto::own_schemes<B>);
}

enum class name_match : std::uint8_t { exact, wildcard, none };

constexpr name_match match_name(certificate_chain const& chain, bytes host) {
  if (host.empty()) return name_match::none;
  // A bare key has no name, and who takes one knows it without: as good as the best certificate.
  if (chain.type() != CertificateType::X509) return name_match::exact;
  const auto c = x509::parse_certificate(chain.leaf());
  if (!c) return name_match::none;
  auto const* names = c->template find<x509::SubjectAltName>();
  if (names == nullptr) return name_match::none;
  name_match best = name_match::none;
  for (x509::GeneralName const& name : names->names) {
    auto const* dns = std::get_if<x509::dNSName>(&name);
    if (dns == nullptr || !x509::is_presented_name(dns->value, 1) || !x509::stands_for(dns->value, host)) continue;
    if (!x509::is_wildcard(dns->value)) return name_match::exact;
    best = name_match::wildcard;
  }
  return best;
}

}  // namespace detail

struct credential_choice {
  std::size_t index = 0;
  SignatureScheme scheme{};
  bool named = false;  // the certificate has the name that was asked for, or is of a type that needs none
};

// Of a type that the peer takes (RFC 7250, 4.1), the best for it: the name that it asked for before any other; a chain
// signed by schemes that it listed before another one; an exact name before a wildcard; an issuer that it named before one
// that it didn't (RFC 8446, 4.4.2.2 and 4.4.2.3); then the order of the list. Nothing: none has a scheme in common.
// Of a client's, those alone that meet the server's oid_filters: "the end-entity certificate MUST match the extension OIDs
// that are recognized by the client" (RFC 8446, 4.4.2.3); and its signature_algorithms_cert.
// Otherwise a chain's schemes only rank: a server without such a chain "SHOULD continue the handshake by sending the client a
// certificate chain of its choice" (RFC 8446, 4.4.2.2).
// `scheme_of` says which scheme a credential would sign with, if any.
template <class B, class SchemeOf>
constexpr std::optional<credential_choice> choose_credential(owned_list<own_credential<B>> const& ours,
                                                             credential_request const& request,
                                                             SchemeOf const& scheme_of) {
  std::optional<credential_choice> best;
  unsigned best_rank = ~0u;
  for (std::size_t i = 0; i < ours.size(); ++i) {
    if (!request.takes(ours[i].chain().type()) || !detail::meets_filters(ours[i].chain(), request) ||
        !detail::meets_schemes(ours[i], request))
      continue;
    const std::optional<SignatureScheme> scheme = scheme_of(ours[i]);
    if (!scheme) continue;
    const bool issuer_named =
        request.certificate_authorities && detail::issued_by_one_of(ours[i].chain(), *request.certificate_authorities);
    if (ours[i].must_match_issuer && !issuer_named) continue;
    const auto name = detail::match_name(ours[i].chain(), request.server_name);
    const bool verifiable = ours[i].chain_signatures.all_in(request.schemes_in_certificates(), crypto::own_schemes<B>);
    const unsigned rank = (name == detail::name_match::none ? 8u : 0u) | (verifiable ? 0u : 4u) |
                          (name == detail::name_match::wildcard ? 2u : 0u) |
                          (request.certificate_authorities && !issuer_named ? 1u : 0u);
    if (rank >= best_rank) continue;
    best_rank = rank;
    const bool needs_no_name = ours[i].chain().type() != CertificateType::X509;
    best = credential_choice{i, *scheme, needs_no_name || name != detail::name_match::none};
  }
  return best;
}
// Why there is no choice: has any of ours, if there are any, a type that the peer takes, and the extensions?
template <class B>
constexpr errc no_choice(owned_list<own_credential<B>> const& ours, credential_request const& request) {
  errc why = ours.empty() ? errc::no_common_signature_scheme : errc::certificate_type_unsupported;
  for (std::size_t i = 0; i < ours.size(); ++i) {
    if (!request.takes(ours[i].chain().type())) continue;
    if (detail::meets_filters(ours[i].chain(), request)) return errc::no_common_signature_scheme;
    why = errc::certificate_oid_filter;
  }
  return why;
}
// In TLS 1.3.
template <class B>
constexpr std::optional<credential_choice> choose_credential(owned_list<own_credential<B>> const& ours,
                                                             credential_request const& request, unix_time now = {}) {
  return choose_credential(ours, request, [&](own_credential<B> const& own) -> std::optional<SignatureScheme> {
    const auto signer = signer_for(own, request, now);
    return signer ? std::optional(signer->scheme) : std::nullopt;
  });
}

}  // namespace cxtls
