// A client's configuration: a plain value, checked once by client_context::create().
#pragma once
#include <optional>

#include "cxtls/handshake/hello/alpn_list.hpp"
#include "cxtls/handshake/policy.hpp"
#include "cxtls/own_certificate.hpp"
#include "cxtls/x509/profile.hpp"
#include "cxtls/x509/trust_store.hpp"

namespace cxtls {

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
  // What the client shows when the server asks for its certificate: the best of these for what the server takes.
  owned_list<own_certificate> certificates{};
  // After the built-in checks have passed, stop with verification_wanted. The application can refuse what they accept,
  // never accept what they refuse.
  bool ask_application_to_verify = false;
};

}  // namespace cxtls
