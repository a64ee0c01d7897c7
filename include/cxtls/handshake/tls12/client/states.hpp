// The states of a TLS 1.2 client (RFC 5246, 7.3), named by what they wait for. Each owns exactly what is still needed, and
// says under which keys its next message has to come. They begin after the ServerHello: before it, a client that speaks
// both versions doesn't know which it will be.
#pragma once
#include "cxtls/handshake/hello/client/states.hpp"
#include "cxtls/handshake/own_credential.hpp"
#include "cxtls/handshake/proof.hpp"
#include "cxtls/handshake/tls12/parameters.hpp"
#include "cxtls/x509/verify.hpp"

namespace cxtls::tls12 {

using hello::ClientContext;

namespace client {

// The chain leads to a trust anchor for the identity that we want, and the server signed its key-exchange parameters
// with the leaf's key.
struct CertificateAccepted {
  SignatureVerified signature;
  x509::verified_chain chain;
};
// The session rests on certificates that were verified then; that the server has it, its Finished proves.
struct SessionAccepted {
  unix_time authenticated_until{};  // the first notAfter of that chain
  unix_time expires_at{};  // no later ticket makes its master secret last longer
};
using PeerAuthenticated = std::variant<CertificateAccepted, SessionAccepted>;

// The server's half of the key exchange.
struct ServerShare {
  NamedGroup group{};
  bounded<std::uint8_t, 255> point{};
};

// What this session will be resumed by, if it is ever established.
struct NextSession {
  buffer identity{};  // a ticket, or a session ID; empty: it can't be resumed
  bool by_session_id = false;
  std::uint32_t lifetime = 0;  // seconds, as the server hints; 0: it doesn't say
};

// RFC 5246, 7.4.4: the server asked for the client's certificate. Its CertificateRequest is kept until one is chosen: parsed
// again, it can't fail.
struct CertificateWanted {
  buffer message;  // with its header

  constexpr CertificateRequest parsed() const {
    return *parse<CertificateRequest>(message.view().subspan(handshake_header_size));
  }
};

template <class S>
struct WaitCertificate {
  static constexpr epoch reads = epoch::initial;
  Transcript<S, after::ServerHello> transcript;
  Parameters parameters;
  bool status_may_follow = false;  // RFC 6066, 8: the ServerHello has status_request
};

// RFC 6066, 8: the server "MAY choose not to send" it after all.
template <class S>
struct WaitStatusOrKeyExchange {
  static constexpr epoch reads = epoch::initial;
  Transcript<S, after::ServerCertificate> transcript;
  Parameters parameters;
};

template <class S>
struct WaitServerKeyExchange {
  static constexpr epoch reads = epoch::initial;
  Transcript<S, after::CertificateStatus> transcript;
  Parameters parameters;
};

// The built-in checks have passed; the application may add its own.
template <class S>
struct AwaitVerification {
  static constexpr epoch reads = epoch::initial;
  Transcript<S, after::ServerKeyExchange> transcript;
  Parameters parameters;
  ServerShare share;
  CertificateAccepted peer;
};

template <class S>
struct WaitRequestOrDone {
  static constexpr epoch reads = epoch::initial;
  Transcript<S, after::ServerKeyExchange> transcript;
  Parameters parameters;
  ServerShare share;
  CertificateAccepted peer;
};

template <class S>
struct WaitServerHelloDone {
  static constexpr epoch reads = epoch::initial;
  Transcript<S, after::CertificateRequest> transcript;
  Parameters parameters;
  ServerShare share;
  CertificateAccepted peer;
  CertificateWanted wanted;
};

// Which certificate the server gets to see, if any, is still open.
template <class S>
struct AwaitCredential {
  static constexpr epoch reads = epoch::initial;
  Transcript<S, after::ServerHelloDone> transcript;
  Parameters parameters;
  ServerShare share;
  CertificateAccepted peer;
  CertificateWanted wanted;
};

// Our CertificateVerify waits for its signature; Certificate and ClientKeyExchange are sent.
template <class S>
struct AwaitSignature {
  static constexpr epoch reads = epoch::initial;
  Transcript<S, after::ClientKeyExchange> transcript;
  Parameters parameters;
  crypto::tls12::master_secret master;
  CertificateAccepted peer;
  own_credential<typename S::backend> const* credential;
  SignatureScheme scheme;
};

// Our Finished is out.
template <class S>
struct WaitTicket {
  static constexpr epoch reads = epoch::initial;
  Transcript<S, after::ClientFinished> transcript;
  Parameters parameters;
  crypto::tls12::master_secret master;
  CertificateAccepted peer;
};

template <class S>
struct WaitChangeCipherSpec {
  static constexpr epoch reads = epoch::initial;
  Transcript<S, after::NewSessionTicket> transcript;
  Parameters parameters;
  crypto::tls12::master_secret master;
  CertificateAccepted peer;
  NextSession next;
};

template <class S>
struct WaitFinished {
  static constexpr epoch reads = epoch::application;
  Transcript<S, after::NewSessionTicket> transcript;
  Parameters parameters;
  crypto::tls12::master_secret master;
  CertificateAccepted peer;
  NextSession next;
};

// ---- the server took the session that we offered ----

// Its certificates have passed the built-in checks again; the application may add its own.
template <class S>
struct AwaitReverification {
  static constexpr epoch reads = epoch::initial;
  Transcript<S, after::resumed::ServerHello> transcript;
  Parameters parameters;
  crypto::tls12::master_secret master;
  SessionAccepted peer;
  NextSession next;
};

template <class S>
struct WaitResumedTicket {
  static constexpr epoch reads = epoch::initial;
  Transcript<S, after::resumed::ServerHello> transcript;
  Parameters parameters;
  crypto::tls12::master_secret master;
  SessionAccepted peer;
  NextSession next;
};

template <class S>
struct WaitResumedChangeCipherSpec {
  static constexpr epoch reads = epoch::initial;
  Transcript<S, after::resumed::NewSessionTicket> transcript;
  Parameters parameters;
  crypto::tls12::master_secret master;
  SessionAccepted peer;
  NextSession next;
};

template <class S>
struct WaitResumedFinished {
  static constexpr epoch reads = epoch::application;
  Transcript<S, after::resumed::NewSessionTicket> transcript;
  Parameters parameters;
  crypto::tls12::master_secret master;
  SessionAccepted peer;
  NextSession next;
};

// ----

template <class S>
struct Connected {
  static constexpr epoch reads = epoch::application;
  crypto::tls12::exporter_secret exporter;
  PeerAuthenticated peer;
  FinishedVerified finished;
  bool renegotiation_refused = false;  // once is a warning, twice an error
};

}  // namespace client
}  // namespace cxtls::tls12
