// What a TLS 1.3 client says beyond what a server does, as values that a test can bend before they are encoded. Encoded
// by hand, as support/server_messages.hpp is.
#pragma once
#include <string>

#include "cxtls/crypto/algorithm.hpp"
#include "support/server_messages.hpp"

namespace cxtls::test {

struct client_hello_model {
  std::uint16_t legacy_version = 0x0303;
  Random random{};
  octets legacy_session_id{};
  std::vector<CipherSuite> cipher_suites{};
  octets legacy_compression_methods{0};
  std::vector<raw_extension> extensions{};
  bool without_extensions = false;  // not even an empty list, as TLS 1.2 allows

  raw_extension* find(ExtensionType type) {
    for (raw_extension& e : extensions)
      if (e.type == type) return &e;
    return nullptr;
  }
  void drop(ExtensionType type) {
    std::erase_if(extensions, [&](raw_extension const& e) { return e.type == type; });
  }
  // In the place of the one of its type, or as the last.
  void put(raw_extension e) {
    if (raw_extension* there = find(e.type)) {
      *there = std::move(e);
    } else {
      extensions.push_back(std::move(e));
    }
  }
};
template <class Code>
octets codes(std::vector<Code> const& all) {
  octets out;
  for (Code c : all) out = joined({out, number(2, static_cast<std::uint16_t>(c))});
  return out;
}
inline octets encode(client_hello_model const& m) {
  const octets start = joined({number(2, m.legacy_version), m.random, vector_of(1, m.legacy_session_id),
                               vector_of(2, codes(m.cipher_suites)), vector_of(1, m.legacy_compression_methods)});
  return message(HandshakeType::client_hello, m.without_extensions ? start : joined({start, encode(m.extensions)}));
}

// ---- the extensions of a ClientHello ----

inline raw_extension offered_versions(std::vector<std::uint16_t> const& versions = {0x0304}) {
  return {ExtensionType::supported_versions, vector_of(1, codes(versions))};
}
inline raw_extension offered_groups(std::vector<NamedGroup> const& groups) {
  return {ExtensionType::supported_groups, vector_of(2, codes(groups))};
}
inline raw_extension offered_schemes(std::vector<SignatureScheme> const& schemes) {
  return {ExtensionType::signature_algorithms, vector_of(2, codes(schemes))};
}
struct share_model {
  NamedGroup group{};
  octets key_exchange{};
};
inline raw_extension offered_shares(std::vector<share_model> const& shares) {
  octets list;
  for (share_model const& s : shares)
    list = joined({list, number(2, static_cast<std::uint16_t>(s.group)), vector_of(2, s.key_exchange)});
  return {ExtensionType::key_share, vector_of(2, list)};
}
inline raw_extension offered_name(std::string_view name) {
  return {ExtensionType::server_name, vector_of(2, joined({number(1, 0), vector_of(2, text(name))}))};
}
inline raw_extension offered_protocols(std::vector<std::string> const& names) {
  octets list;
  for (std::string const& name : names) list = joined({list, vector_of(1, text(name))});
  return {ExtensionType::application_layer_protocol_negotiation, vector_of(2, list)};
}
inline raw_extension psk_modes(octets const& modes = {1}) {
  return {ExtensionType::psk_key_exchange_modes, vector_of(1, modes)};
}
// An OCSPStatusRequest without responders or extensions (RFC 6066, 8).
inline raw_extension asks_for_ocsp() { return {ExtensionType::status_request, {1, 0, 0, 0, 0}}; }
inline raw_extension asks_for_timestamps() { return {ExtensionType::signed_certificate_timestamp, {}}; }
inline raw_extension named_authorities(std::vector<octets> const& names) {
  octets list;
  for (octets const& name : names) list = joined({list, vector_of(2, name)});
  return {ExtensionType::certificate_authorities, vector_of(2, list)};
}

// ---- pre-shared keys ----

struct offered_psk {
  octets identity{};
  octets key{};
  crypto::hash_algorithm hash = crypto::hash_algorithm::sha256;
  bool external = false;
  std::uint32_t obfuscated_ticket_age = 0;
};
inline raw_extension pre_shared_keys(std::vector<offered_psk> const& psks, std::vector<octets> const& binders) {
  octets identities, list;
  for (offered_psk const& p : psks)
    identities = joined({identities, vector_of(2, p.identity), number(4, p.obfuscated_ticket_age)});
  for (octets const& b : binders) list = joined({list, vector_of(1, b)});
  return {ExtensionType::pre_shared_key, joined({vector_of(2, identities), vector_of(2, list)})};
}
// Of the list with its length, at the end of a ClientHello: what the binders don't cover (RFC 8446, 4.2.11.2).
inline std::size_t size_of_binders(std::vector<octets> const& binders) {
  std::size_t size = 2;
  for (octets const& b : binders) size += 1 + b.size();
  return size;
}

}  // namespace cxtls::test
