// A session that the server gave out (RFC 8446, 4.6.1; RFC 5077, 3.3; RFC 5246, 7.4.1.3). Tickets are events, plural: they
// come after the handshake.
#pragma once
#include "cxtls/protocol/registry/certificate_type.hpp"
#include "cxtls/protocol/registry/protocol_version.hpp"
#include "cxtls/session/session.hpp"
#include "cxtls/x509/identity.hpp"

namespace cxtls {

// Move-only, as it is used for one connection (RFC 8446, C.4). It resumes what was authenticated, and no more: whom, by
// which rules, until when. Wiped.
struct ticket {
  buffer identity;  // opaque to us
  crypto::hash_secret psk;  // of TLS 1.2: the master secret, 48 octets
  CipherSuite cipher_suite{};  // its hash is the PSK's; a session of TLS 1.2 is resumed with no other suite
  std::uint32_t ticket_age_add = 0;
  std::uint32_t max_early_data_size = 0;  // octets; 0: none allowed
  unix_time received_at{};
  unix_time expires_at{};  // by its lifetime, and never after authenticated_until

  cxtls::identity peer;  // whom the certificates were verified for
  policy_id policy{};  // by which rules: the context's
  unix_time authenticated_until{};  // the first notAfter of the verified chain
  SignatureScheme peer_signature_scheme{};
  x509::certificate_list peer_certificates{};
  CertificateType peer_certificate_type = CertificateType::X509;
  buffer ocsp_response{};  // DER, as the server stapled it; empty: it didn't
  buffer signed_certificate_timestamps{};  // a SignedCertificateTimestampList (RFC 6962, 3.3); empty: none came
  bounded<std::uint8_t, 255> alpn_protocol{};  // of the connection that it came on; empty: none

  ProtocolVersion version = ProtocolVersion::tls13;  // it is resumed in no other
  bool by_session_id = false;  // of TLS 1.2: `identity` is a session ID, no ticket
};

}  // namespace cxtls
