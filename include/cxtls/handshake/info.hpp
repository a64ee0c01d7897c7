// What a handshake negotiated, as one value.
#pragma once
#include <optional>

#include "cxtls/base/bounded.hpp"
#include "cxtls/base/bytes.hpp"
#include "cxtls/protocol/registry/certificate_type.hpp"
#include "cxtls/protocol/registry/cipher_suite.hpp"
#include "cxtls/protocol/registry/named_group.hpp"
#include "cxtls/protocol/registry/protocol_version.hpp"
#include "cxtls/protocol/registry/signature_scheme.hpp"

namespace cxtls {

// Absent means not negotiated (yet). Final once the connection is established.
struct connection_info {
  std::optional<ProtocolVersion> version{};
  std::optional<CipherSuite> cipher_suite{};
  std::optional<NamedGroup> group{};
  std::optional<SignatureScheme> peer_signature_scheme{};  // of the peer's CertificateVerify
  std::optional<SignatureScheme> own_signature_scheme{};   // of ours, when a client certificate was sent
  std::optional<std::size_t> own_certificate{};            // of a client: which one of the configuration's was sent
  // What either side showed of itself (RFC 7250), of a server also what a resumed session rests on. Absent: nothing.
  std::optional<CertificateType> own_certificate_type{};
  std::optional<CertificateType> peer_certificate_type{};
  std::optional<bounded<std::uint8_t, 255>> alpn_protocol{};
  std::optional<bounded<std::uint8_t, 255>> server_name{};  // of a server: what the client asked for, in lower case
  // Of a server that resumed a session: seconds by which the client thinks the ticket older than we do (RFC 8446,
  // 4.2.11.1). Far from 0, a clock is wrong or the hello is an old one.
  std::optional<std::int64_t> ticket_age_skew{};
  // Absent: none was offered, or it isn't known yet. Of a server: what the client sent came, and wasn't a replay.
  std::optional<bool> early_data_accepted{};
  // RFC 9345: a key that the certificate delegated to has signed this handshake, in place of the certificate's own.
  bool peer_delegated_credential = false;
  bool own_delegated_credential = false;
  bool hello_retried = false;
  bool certificate_requested = false;
  bool psk_offered = false;  // of a client: its (last) ClientHello offered a session's or an external pre-shared key
  bool resumed = false;  // by a session's or an external pre-shared key

  // Empty when no protocol was negotiated.
  constexpr bytes alpn() const { return alpn_protocol ? alpn_protocol->view() : bytes{}; }
  friend constexpr bool operator==(connection_info const&, connection_info const&) = default;
};

}  // namespace cxtls
