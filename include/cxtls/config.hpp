// A client's configuration: a plain value, checked once by client_context::create().
#pragma once
#include <optional>

#include "cxtls/base/buffer.hpp"
#include "cxtls/handshake/hello/alpn_list.hpp"
#include "cxtls/handshake/policy.hpp"
#include "cxtls/x509/certificate_chain.hpp"
#include "cxtls/x509/profile.hpp"
#include "cxtls/x509/trust_store.hpp"

namespace cxtls {

// The key stays elsewhere (a security module, another machine): the handshake stops with signature_wanted and asks for
// a signature by one of these schemes, in order of preference.
struct external_key {
  scheme_list schemes{};
};

// What a client shows when the server asks for its certificate.
struct client_credential {
  certificate_chain chain;
  // DER: PKCS#8 PrivateKeyInfo, SEC 1 ECPrivateKey or PKCS#1 RSAPrivateKey.
  std::variant<buffer, external_key> key;

  // Certificates, leaf first, and their key, in one PEM text. Errors: private_key_missing, and those of
  // certificate_chain::split_pem().
  static constexpr result<client_credential> from_pem(std::string_view text) {
    buffer key;
    auto chain = certificate_chain::split_pem(text, key);
    if (!chain) return chain.error();
    if (key.empty()) return errc::private_key_missing;
    return client_credential{std::move(*chain), std::move(key)};
  }
};

struct client_config {
  // Who vouches for servers. There is no way to do without; an empty store vouches for nobody. (pinned_keys need none.)
  trust_store trust{};
  // The rules for their certificates: profile::webpki, rfc5280 or private_pki (x509/profile.hpp).
  x509::profile profile = cxtls::profile::webpki;
  // Application protocols to offer (RFC 7301), in order of preference. Empty: none are offered.
  alpn_list alpn{};
  // Narrower than the policy, and in this order. Empty: what the policy has. They can't widen it.
  suite_list cipher_suites{};
  group_list groups{};
  std::optional<client_credential> credential{};
  // After the built-in checks have passed, stop with verification_wanted. The application can refuse what they accept,
  // never accept what they refuse.
  bool ask_application_to_verify = false;
};

}  // namespace cxtls
