// What a connection's observer saw: most of what the runner's expectations are about.
#pragma once
#include <map>
#include <string>

#include "compressions.hpp"
#include "cxtls/handshake/policy.hpp"
#include "cxtls/protocol/registry/alert_description.hpp"
#include "cxtls/protocol/registry/handshake_type.hpp"
#include "options.hpp"

namespace bogo {

struct observed {
  std::map<cxtls::HandshakeType, octets> sent{}, received{};  // the last of each type, with its header
  std::map<std::string, octets> secrets{};                    // by their labels of RFC 9850
};

// Copied into the connection; writes to one place.
struct watcher {
  observed* to = nullptr;
  void message(bool sent, cxtls::bytes raw) {
    if (to == nullptr || raw.empty()) return;
    (sent ? to->sent : to->received)[static_cast<cxtls::HandshakeType>(raw[0])] = octets(raw.begin(), raw.end());
  }
  void key(std::string_view label, cxtls::bytes, cxtls::bytes secret) {
    if (to != nullptr) to->secrets[std::string(label)] = octets(secret.begin(), secret.end());
  }
};

// All that cxtls has; the runner's flags narrow it.
struct everything : cxtls::policy::modern {
  static constexpr cxtls::policy_value value = [] {
    cxtls::policy_value all = modern::value;
    (void)all.groups.push(cxtls::NamedGroup::secp521r1);
    (void)all.signature_schemes.push(cxtls::SignatureScheme::ecdsa_secp521r1_sha512);
    return all;
  }();
  using observer = watcher;
  using certificate_compressions = compressions;
};

}  // namespace bogo
