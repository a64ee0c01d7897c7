// The states of a TLS 1.2 server (RFC 5246, 7.3), named by what they wait for. Each owns exactly what is still needed, and
// says under which keys its next message has to come.
#pragma once
#include "cxtls/crypto/any_key_exchange.hpp"
#include "cxtls/handshake/hello/server/states.hpp"
#include "cxtls/handshake/own_credential.hpp"
#include "cxtls/handshake/proof.hpp"
#include "cxtls/handshake/tls12/parameters.hpp"
#include "cxtls/protocol/tls13/client_hello.hpp"
#include "cxtls/x509/verify.hpp"

namespace cxtls::tls12 {

using hello::ServerContext;

namespace server {

// The ClientHello that the handshake goes on with, kept while questions about it are out: parsed again, it can't fail.
template <class S>
struct Hello {
  buffer message;  // with its header
  suite_list suites{};  // in common, in our order: which of them it is, the certificate decides
  NamedGroup group{};

  constexpr basic_client_hello<typename S::extensions> parsed() const {
    return *parse<basic_client_hello<typename S::extensions>>(message.view().subspan(handshake_header_size));
  }
};

// The client proved that it holds the key of a certificate that leads to a trust anchor.
struct ClientAuthenticated {
  SignatureVerified signature;
  x509::verified_chain chain;
};
struct SessionResumed {};
struct Anonymous {};

// Who the client is, and how long that holds.
struct ClientIdentity {
  std::variant<Anonymous, ClientAuthenticated, SessionResumed> proof{};
  unix_time authenticated_at{};  // of the full handshake that all this rests on
  unix_time authenticated_until{};  // first notAfter of the client's chain; 0: no certificate
  SignatureScheme signature_scheme{};
};

// The client may offer a session, by its ID or by a ticket: is it known?
template <class S>
struct AwaitSession {
  static constexpr epoch reads = epoch::initial;
  Hello<S> hello;
};

// The session is good; the chain that it rests on was verified again, and the application may add its own judgement.
template <class S>
struct AwaitReverification {
  static constexpr epoch reads = epoch::initial;
  Hello<S> hello;
  crypto::tls12::master_secret master;
  ClientIdentity client;
};

// Which of our credentials?
template <class S>
struct AwaitCredential {
  static constexpr epoch reads = epoch::initial;
  Hello<S> hello;
};

// Our ServerKeyExchange waits for its signature.
template <class S>
struct AwaitSignature {
  static constexpr epoch reads = epoch::initial;
  Hello<S> hello;
  Parameters parameters;
  own_credential<typename S::backend> const* credential;
  SignatureScheme scheme{};
  crypto::any_key_exchange<typename S::backend> key;
  bounded<std::uint8_t, 255> share;  // ours
  signed_params content;

  constexpr ServerECDHParams params() const { return {{ECCurveType::named_curve, hello.group}, {share.view()}}; }
};

// ---- our flight is out ----

template <class S>
struct WaitCertificate {
  static constexpr epoch reads = epoch::initial;
  Transcript<S, after::ServerHelloDone> transcript;
  Parameters parameters;
  crypto::any_key_exchange<typename S::backend> key;
};

// Of a client that wasn't asked, or of one that has no certificate.
template <class S>
struct WaitAnonymousKeyExchange {
  static constexpr epoch reads = epoch::initial;
  Transcript<S, after::ClientCertificate> transcript;
  Parameters parameters;
  crypto::any_key_exchange<typename S::backend> key;
};

// Of a client that sent certificates, and hasn't proved yet that they are its own.
template <class S>
struct WaitClientKeyExchange {
  static constexpr epoch reads = epoch::initial;
  Transcript<S, after::ClientCertificate> transcript;
  Parameters parameters;
  crypto::any_key_exchange<typename S::backend> key;
};

template <class S>
struct WaitCertificateVerify {
  static constexpr epoch reads = epoch::initial;
  Transcript<S, after::ClientKeyExchange> transcript;
  Parameters parameters;
  crypto::tls12::master_secret master;
};

// The built-in checks have passed; the application may add its own.
template <class S>
struct AwaitVerification {
  static constexpr epoch reads = epoch::initial;
  Transcript<S, after::CertificateVerify> transcript;
  Parameters parameters;
  crypto::tls12::master_secret master;
  ClientIdentity client;
};

template <class S>
struct WaitChangeCipherSpec {
  static constexpr epoch reads = epoch::initial;
  Transcript<S, after::CertificateVerify> transcript;
  Parameters parameters;
  crypto::tls12::master_secret master;
  ClientIdentity client;
};

template <class S>
struct WaitFinished {
  static constexpr epoch reads = epoch::application;
  Transcript<S, after::CertificateVerify> transcript;
  Parameters parameters;
  crypto::tls12::master_secret master;
  ClientIdentity client;
};

// ---- of a resumed session; our Finished is out ----

template <class S>
struct WaitResumedChangeCipherSpec {
  static constexpr epoch reads = epoch::initial;
  Transcript<S, after::resumed::ServerFinished> transcript;
  Parameters parameters;
  crypto::tls12::master_secret master;
  ClientIdentity client;
};

template <class S>
struct WaitResumedFinished {
  static constexpr epoch reads = epoch::application;
  Transcript<S, after::resumed::ServerFinished> transcript;
  Parameters parameters;
  crypto::tls12::master_secret master;
  ClientIdentity client;
};

// ----

template <class S>
struct Connected {
  static constexpr epoch reads = epoch::application;
  crypto::tls12::exporter_secret exporter;
  ClientIdentity client;
  FinishedVerified finished;
  bool renegotiation_refused = false;  // once is a warning, twice an error
};

}  // namespace server
}  // namespace cxtls::tls12
