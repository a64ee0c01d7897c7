// What one side shows of itself: certificates or a bare public key, the private key, and what goes along with them.
#pragma once
#include "cxtls/handshake/own_credential.hpp"

namespace cxtls {

// The key stays elsewhere (a security module, another machine): the handshake stops with signature_wanted and asks for
// a signature by one of these schemes, in order of preference.
struct external_key {
  scheme_list schemes{};
  friend constexpr bool operator==(external_key const&, external_key const&) = default;
};

// A plain value, checked when a context is made of it.
struct own_certificate {
  certificate_chain chain;
  // DER: PKCS#8 PrivateKeyInfo, SEC 1 ECPrivateKey or PKCS#1 RSAPrivateKey.
  std::variant<buffer, external_key> key;
  // Schemes to sign with, in order of preference. Empty: all that the key can do.
  scheme_list signature_schemes{};
  buffer ocsp_response{};                  // DER (RFC 6960), for peers that ask (RFC 8446, 4.4.2.1); empty: none
  buffer signed_certificate_timestamps{};  // a SignedCertificateTimestampList (RFC 6962, 3.3), for peers that ask
  // Only for peers whose certificate_authorities name an issuer of the chain.
  bool must_match_issuer = false;
  // RFC 9345: a DelegatedCredential that the certificate's key signed, and the key that it delegates to (as `key`). With a
  // peer that takes it, that one signs the handshake, as long as the credential's time isn't over, and else the
  // certificate's. Empty: none.
  buffer delegated_credential{};
  buffer delegated_key{};

  // Certificates, leaf first, and their key, in one PEM text. Errors: private_key_missing, and those of
  // certificate_chain::split_pem().
  static constexpr result<own_certificate> from_pem(std::string_view text) {
    buffer key;
    auto chain = certificate_chain::split_pem(text, key);
    if (!chain) return chain.error();
    if (key.empty()) return errc::private_key_missing;
    return own_certificate{std::move(*chain), std::move(key)};
  }
  // The key in a text of its own.
  static constexpr result<own_certificate> from_pem(std::string_view certificates, std::string_view key_text) {
    auto chain = certificate_chain::from_pem(certificates);
    if (!chain) return chain.error();
    auto key = x509::private_key_from_pem(key_text);
    if (!key) return key.error();
    return own_certificate{std::move(*chain), std::move(*key)};
  }
  // A raw public key (RFC 7250), for peers that take one. Errors: certificate_list_malformed, those of
  // certificate_chain::of_public_key() and of x509::private_key_from_pem().
  static constexpr result<own_certificate> raw_from_pem(std::string_view public_key, std::string_view key_text) {
    auto chain = certificate_chain::of_public_key_pem(public_key);
    if (!chain) return chain.error();
    auto key = x509::private_key_from_pem(key_text);
    if (!key) return key.error();
    return own_certificate{std::move(*chain), std::move(*key)};
  }

  // A second owner, of the key too. Errors: out_of_memory.
  constexpr result<own_certificate> duplicate() const {
    // Naming every member makes one that is added a compile error here.
    auto const& [certificates, signs, schemes, ocsp, timestamps, only_named, delegated, delegated_to] = *this;
    auto chain_copy = certificates.duplicate();
    auto ocsp_copy = ocsp.duplicate();
    auto timestamps_copy = timestamps.duplicate();
    auto delegated_copy = delegated.duplicate();
    auto delegated_to_copy = delegated_to.duplicate();
    if (!chain_copy || !ocsp_copy || !timestamps_copy || !delegated_copy || !delegated_to_copy)
      return errc::out_of_memory;
    std::variant<buffer, external_key> key_copy;
    if (auto const* elsewhere = std::get_if<external_key>(&signs)) {
      replace(key_copy, external_key(*elsewhere));
    } else {
      auto octets = std::get_if<buffer>(&signs)->duplicate();
      if (!octets) return octets.error();
      replace(key_copy, std::move(*octets));
    }
    return own_certificate{std::move(*chain_copy),     std::move(key_copy),          schemes,
                           std::move(*ocsp_copy),      std::move(*timestamps_copy),  only_named,
                           std::move(*delegated_copy), std::move(*delegated_to_copy)};
  }
  // Private keys aren't compared: which one it is, the leaf says.
  friend constexpr bool operator==(own_certificate const& a, own_certificate const& b) {
    auto const* elsewhere = std::get_if<external_key>(&a.key);
    auto const* too = std::get_if<external_key>(&b.key);
    const bool same_keys = elsewhere == nullptr || too == nullptr ? elsewhere == too : *elsewhere == *too;
    return same_keys && a.chain == b.chain && a.signature_schemes == b.signature_schemes &&
           equal(a.ocsp_response.view(), b.ocsp_response.view()) &&
           equal(a.signed_certificate_timestamps.view(), b.signed_certificate_timestamps.view()) &&
           a.must_match_issuer == b.must_match_issuer &&
           equal(a.delegated_credential.view(), b.delegated_credential.view());
  }
};

// Checked: it is one that the certificate's key signed for this role, of the key beside it. Whether its time is over, the
// handshake asks. Errors: config_delegated_credential (no DelegatedCredential, or no certificate), those of
// x509::delegation, private_key_malformed, private_key_mismatch, out_of_memory.
template <class B>
constexpr result<own_delegation<B>> make_own_delegation(B const& b, own_certificate& shown, delegation_role role) {
  constexpr error refused{errc::config_delegated_credential, "delegated_credential"};
  if (shown.chain.type() != CertificateType::X509) return refused;
  const auto parsed = parse<DelegatedCredential>(shown.delegated_credential.view());
  if (!parsed) return refused;
  const auto checked = x509::delegation::check(b, role, shown.chain.leaf(), *parsed);
  if (!checked) return error{checked.error().code, "delegated_credential"};
  // At its own end there is only its certificate's to be asked about.
  if (const error why = checked->check_time(checked->valid_until())) return error{why.code, "delegated_credential"};
  auto key = B::private_key::from_der(b, shown.delegated_key.view());
  if (!key) return error{key.error().code, "delegated_key"};
  if (!key->matches(checked->key())) return error{errc::private_key_mismatch, "delegated_key"};
  const SignatureScheme algorithm = parsed->algorithm;
  const unix_time until = checked->valid_until();
  const SignatureScheme scheme = checked->scheme();
  return own_delegation<B>{std::move(shown.delegated_credential), std::move(*key), scheme, algorithm, until};
}

// Checked: the key belongs to the leaf, which may sign handshakes. `role`: of this side, which matters to a delegated
// credential alone. Errors: private_key_malformed, private_key_mismatch, certificate_algorithm_unsupported,
// certificate_key_usage; certificate_extension_invalid for timestamps that are no list; those of make_own_delegation().
template <class Own = certificate_types<>, class B>
constexpr result<own_credential<B>> make_own_credential(B const& b, own_certificate&& shown,
                                                        delegation_role role = delegation_role::server) {
  if (const bytes scts = shown.signed_certificate_timestamps.view(); !scts.empty())
    if (check<SignedCertificateTimestampList>(scts))
      return error{errc::certificate_extension_invalid, "signed_certificate_timestamps"};
  std::optional<own_delegation<B>> delegation;
  if (!shown.delegated_credential.empty() || !shown.delegated_key.empty()) {
    auto made = make_own_delegation(b, shown, role);
    if (!made) return made.error();
    delegation.emplace(std::move(*made));
  }
  const auto with = [&](auto&& signer) -> result<own_credential<B>> {
    own_credential<B> own{
        std::forward<decltype(signer)>(signer),         shown.signature_schemes, std::move(shown.ocsp_response),
        std::move(shown.signed_certificate_timestamps), shown.must_match_issuer, &x509::signing_key<Own>};
    // RFC 8446, 4.4.2.2: "the digitalSignature bit MUST be set if the Key Usage extension is present". No peer takes it
    // without, whoever has the key; in TLS 1.2 neither, where keys do nothing but sign here (RFC 8422, 2).
    if (const auto key = own.public_key(); !key) return key.error();
    own.delegation = std::move(delegation);
    own.chain_signatures = x509::chain_signatures(own.chain(), crypto::own_schemes<B>);
    return own;
  };
  if (auto const* external = std::get_if<external_key>(&shown.key))
    return with(external_credential{std::move(shown.chain), external->schemes});
  auto key = B::private_key::from_der(b, std::get_if<buffer>(&shown.key)->view());
  if (!key) return key.error();
  auto own = credential<B>::template create<Own>(std::move(shown.chain), std::move(*key));
  if (!own) return own.error();
  return with(std::move(*own));
}

// All of a configuration's. Errors: as above, of the field "certificates" where there is none of its own; out_of_memory.
template <class Own = certificate_types<>, class B>
constexpr result<owned_list<own_credential<B>>> make_own_credentials(B const& b, owned_list<own_certificate>&& shown,
                                                                     delegation_role role) {
  owned_list<own_credential<B>> out;
  if (shown.incomplete()) return error{errc::out_of_memory, "certificates"};
  for (std::size_t i = 0; i < shown.size(); ++i) {
    auto one = make_own_credential<Own>(b, std::move(shown[i]), role);
    if (!one) return error{one.error().code, one.error().field.empty() ? "certificates" : one.error().field};
    if (!out.push(std::move(*one))) return errc::out_of_memory;
  }
  return out;
}

}  // namespace cxtls
