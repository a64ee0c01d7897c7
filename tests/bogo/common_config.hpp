// What the flags mean for clients and servers alike.
#pragma once
#include <algorithm>
#include <span>

#include "cxtls/handshake/raw_public_keys.hpp"
#include "cxtls/protocol/registry/protocol_version.hpp"
#include "cxtls/protocol/registry/signature_scheme.hpp"
#include "options.hpp"
#include "problem.hpp"

namespace bogo {

// Without -verify-prefs: what BoringSSL verifies by default. Ed25519 is not among it, and tests rely on that.
inline constexpr std::uint16_t default_verify_prefs[] = {0x0403, 0x0804, 0x0401, 0x0503,
                                                         0x0805, 0x0501, 0x0806, 0x0601};

// Signatures over SHA-1 are taken from nobody, whatever is wished for.
inline bool is_sha1(std::uint16_t code) { return code == 0x0201 || code == 0x0203; }

template <class Config>
std::optional<problem> narrow_schemes(Config& config, options const& o) {
  std::span<const std::uint16_t> wanted = o.verify_prefs;
  if (std::ranges::all_of(wanted, is_sha1)) wanted = default_verify_prefs;
  for (std::uint16_t code : wanted)
    if (!is_sha1(code) && !config.signature_schemes.push(static_cast<cxtls::SignatureScheme>(code)))
      return unimplemented("so many -verify-prefs");
  return std::nullopt;
}

template <class Config>
std::optional<problem> narrow_versions(Config& config, options const& o) {
  const auto within = [&](unsigned version) {
    return version >= o.min_version && (o.max_version == 0 || version <= o.max_version);
  };
  if (within(0x0304) && !o.no_tls13) (void)config.versions.push(cxtls::ProtocolVersion::tls13);
  if (within(0x0303) && !o.no_tls12) (void)config.versions.push(cxtls::ProtocolVersion::tls12);
  if (config.versions.empty()) return unimplemented("versions before TLS 1.2");
  return std::nullopt;
}

// -accepted-peer-cert-types: X.509 alone, bare keys alone, or both in either order.
inline cxtls::raw_public_keys accepted_keys(options const& o) {
  using enum cxtls::raw_public_keys;
  std::vector<std::uint16_t> const& types = o.accepted_peer_cert_types;
  if (std::ranges::find(types, cert_type_raw_public_key) == types.end()) return off;
  if (types.size() == 1) return only;
  return types[0] == cert_type_raw_public_key ? before_x509 : after_x509;
}
// Where a test doesn't say which key it is about, nobody has the right one.
inline cxtls::spki_pin expected_pin(options const& o) {
  cxtls::spki_pin pin{};
  if (o.expect_peer_rpk_sha256.size() == pin.size()) std::ranges::copy(o.expect_peer_rpk_sha256, pin.begin());
  return pin;
}

// What cxtls doesn't have isn't failed, it is not implemented.
inline problem refused(cxtls::error why) {
  switch (why.code) {
    case cxtls::errc::config_unsupported_by_backend:
    case cxtls::errc::certificate_algorithm_unsupported:
    case cxtls::errc::private_key_malformed:  // the runner's are well-formed: one of ML-DSA, say
    case cxtls::errc::certificate_key_too_small:
      return unimplemented(std::string(name_of(why.code)) + " " + std::string(why.field));
    default:
      return explain(why);
  }
}

}  // namespace bogo
