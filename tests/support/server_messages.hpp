// What a TLS 1.3 server says, as values that a test can bend before they are encoded. Encoded by hand, so that messages
// which the library's builders refuse can be sent, and so that both sides don't share a mistake.
#pragma once
#include <cstdint>
#include <initializer_list>
#include <string_view>
#include <vector>

#include "cxtls/base/bytes.hpp"
#include "cxtls/protocol/registry/cipher_suite.hpp"
#include "cxtls/protocol/registry/extension_type.hpp"
#include "cxtls/protocol/registry/handshake_type.hpp"
#include "cxtls/protocol/registry/named_group.hpp"
#include "cxtls/protocol/registry/protocol_version.hpp"
#include "cxtls/protocol/registry/signature_scheme.hpp"
#include "cxtls/protocol/tls13/random.hpp"

namespace cxtls::test {

using octets = std::vector<std::uint8_t>;

inline octets joined(std::initializer_list<bytes> parts) {
  octets out;
  for (bytes part : parts) out.insert(out.end(), part.begin(), part.end());
  return out;
}
inline octets text(std::string_view characters) { return {characters.begin(), characters.end()}; }
// Big-endian, in `size` octets.
inline octets number(std::size_t size, std::uint64_t value) {
  octets out(size);
  for (std::size_t i = 0; i < size; ++i) out[size - 1 - i] = static_cast<std::uint8_t>(value >> (8 * i));
  return out;
}
// A vector: its length in `size` octets, then its content.
inline octets vector_of(std::size_t size, bytes content) { return joined({number(size, content.size()), content}); }

struct raw_extension {
  ExtensionType type{};
  octets body{};
};
inline octets encode(std::vector<raw_extension> const& extensions) {
  octets block;
  for (raw_extension const& e : extensions) {
    block = joined({block, number(2, static_cast<std::uint16_t>(e.type)), vector_of(2, e.body)});
  }
  return vector_of(2, block);
}
inline raw_extension extension(ExtensionType type, octets body = {}) { return {type, std::move(body)}; }
// Of a ServerHello, of a HelloRetryRequest, of an EncryptedExtensions.
inline raw_extension selected_version(std::uint16_t version = 0x0304) {
  return {ExtensionType::supported_versions, number(2, version)};
}
inline raw_extension key_share(NamedGroup group, bytes share) {
  return {ExtensionType::key_share, joined({number(2, static_cast<std::uint16_t>(group)), vector_of(2, share)})};
}
inline raw_extension retry_group(NamedGroup group) {
  return {ExtensionType::key_share, number(2, static_cast<std::uint16_t>(group))};
}
inline raw_extension cookie(bytes value) { return {ExtensionType::cookie, vector_of(2, value)}; }
inline raw_extension alpn(std::initializer_list<std::string_view> names) {
  octets list;
  for (std::string_view name : names) list = joined({list, vector_of(1, text(name))});
  return {ExtensionType::application_layer_protocol_negotiation, vector_of(2, list)};
}
inline raw_extension signature_algorithms(std::initializer_list<SignatureScheme> schemes) {
  octets list;
  for (SignatureScheme s : schemes) list = joined({list, number(2, static_cast<std::uint16_t>(s))});
  return {ExtensionType::signature_algorithms, vector_of(2, list)};
}

// A whole handshake message.
inline octets message(HandshakeType type, bytes body) {
  return joined({number(1, static_cast<std::uint8_t>(type)), vector_of(3, body)});
}

// ServerHello and HelloRetryRequest.
struct hello_model {
  std::uint16_t legacy_version = 0x0303;
  Random random{};
  octets legacy_session_id_echo{};
  CipherSuite cipher_suite{};
  std::uint8_t legacy_compression_method = 0;
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
};
inline octets encode(hello_model const& m) {
  const octets start =
      joined({number(2, m.legacy_version), m.random, vector_of(1, m.legacy_session_id_echo),
              number(2, static_cast<std::uint16_t>(m.cipher_suite)), number(1, m.legacy_compression_method)});
  return message(HandshakeType::server_hello, m.without_extensions ? start : joined({start, encode(m.extensions)}));
}

struct request_model {
  octets certificate_request_context{};
  std::vector<raw_extension> extensions{};
};
inline octets encode(request_model const& m) {
  return message(HandshakeType::certificate_request,
                 joined({vector_of(1, m.certificate_request_context), encode(m.extensions)}));
}

struct certificate_model {
  struct entry {
    octets cert_data{};
    std::vector<raw_extension> extensions{};
  };
  octets certificate_request_context{};
  std::vector<entry> certificate_list{};
};
inline octets encode(certificate_model const& m) {
  octets list;
  for (auto const& e : m.certificate_list) list = joined({list, vector_of(3, e.cert_data), encode(e.extensions)});
  return message(HandshakeType::certificate, joined({vector_of(1, m.certificate_request_context), vector_of(3, list)}));
}

struct verify_model {
  SignatureScheme algorithm{};
  octets signature{};
};
inline octets encode(verify_model const& m) {
  return message(HandshakeType::certificate_verify,
                 joined({number(2, static_cast<std::uint16_t>(m.algorithm)), vector_of(2, m.signature)}));
}

struct ticket_model {
  std::uint32_t ticket_lifetime = 3600;
  std::uint32_t ticket_age_add = 0x01020304;
  octets ticket_nonce{1};
  octets ticket = text("a ticket");
  std::vector<raw_extension> extensions{};
};
inline octets encode(ticket_model const& m) {
  return message(HandshakeType::new_session_ticket,
                 joined({number(4, m.ticket_lifetime), number(4, m.ticket_age_add), vector_of(1, m.ticket_nonce),
                         vector_of(2, m.ticket), encode(m.extensions)}));
}
inline octets key_update(std::uint8_t request_update) {
  return message(HandshakeType::key_update, number(1, request_update));
}

}  // namespace cxtls::test
