// The states of a TLS 1.3 client (RFC 8446, A.1), named by what they wait for. Each owns exactly what is still needed,
// and says under which keys its next message has to come. They begin after hello::client::WaitServerHello: until then, a
// client that speaks both versions doesn't know which it will be.
#pragma once
#include "cxtls/crypto/transcript.hpp"
#include "cxtls/handshake/hello/client/states.hpp"
#include "cxtls/handshake/tls13/authenticate.hpp"
#include "cxtls/handshake/tls13/certificate_verify.hpp"
#include "cxtls/handshake/tls13/client/psk.hpp"
#include "cxtls/protocol/tls13/certificate_request.hpp"
#include "cxtls/x509/verify.hpp"

namespace cxtls::tls13 {

using hello::ClientContext;

namespace client {

using hello::client::KeyShares;
using hello::client::session_id;

// RFC 8446, 4.3.2: the server asked for the client's certificate. Its CertificateRequest is kept until one is chosen: parsed
// again, it can't fail.
template <class S>
struct CertificateWanted {
  buffer message;  // with its header

  constexpr basic_certificate_request<typename S::extensions> parsed() const {
    return *parse<basic_certificate_request<typename S::extensions>>(message.view().subspan(handshake_header_size));
  }
};
template <class S>
using MaybeCertificateWanted = std::optional<CertificateWanted<S>>;

// The chain leads to a trust anchor for the identity that we want, and the peer proved that it holds the leaf's key.
struct CertificateAccepted {
  SignatureVerified signature;
  x509::verified_chain chain;
  std::optional<unix_time> delegated_until{};  // by a key that the leaf's delegated to (RFC 9345)

  // The first end of what this rests on. RFC 9345, 7.4: who verifies a chain again at a resumption "SHOULD also cache the
  // associated delegated credential": all that changes of it is whether its time is over.
  constexpr unix_time valid_until() const {
    return delegated_until && *delegated_until < chain.valid_until() ? *delegated_until : chain.valid_until();
  }
};
using PeerAuthenticated = std::variant<CertificateAccepted, PskAccepted>;

// After a HelloRetryRequest: a second one has no edge here.
template <class S>
struct WaitRetriedServerHello {
  static constexpr epoch reads = epoch::initial;
  KeyShares<typename S::backend> shares;
  crypto::transcript<typename S::backend, after::ClientHello> transcript;
  session_id legacy_session_id;
  CipherSuite cipher_suite;  // the HelloRetryRequest's
  box<PskToOffer> psk;  // in the second ClientHello
};

template <class S>
struct WaitEncryptedExtensions {
  static constexpr epoch reads = epoch::handshake;
  crypto::transcript<typename S::backend, after::ServerHello> transcript;
  HandshakeKeys<typename S::backend> keys;
};

// The server took our pre-shared key: it sends no certificate.
template <class S>
struct WaitResumedEncryptedExtensions {
  static constexpr epoch reads = epoch::handshake;
  crypto::transcript<typename S::backend, after::ServerHello> transcript;
  HandshakeKeys<typename S::backend> keys;
  PskAccepted psk;
};

template <class S>
struct WaitCertificateOrRequest {
  static constexpr epoch reads = epoch::handshake;
  crypto::transcript<typename S::backend, after::EncryptedExtensions> transcript;
  HandshakeKeys<typename S::backend> keys;
};

template <class S>
struct WaitCertificate {
  static constexpr epoch reads = epoch::handshake;
  crypto::transcript<typename S::backend, after::CertificateRequest> transcript;
  HandshakeKeys<typename S::backend> keys;
  CertificateWanted<S> wanted;
};

template <class S>
struct WaitCertificateVerify {
  static constexpr epoch reads = epoch::handshake;
  crypto::transcript<typename S::backend, after::ServerCertificate> transcript;
  HandshakeKeys<typename S::backend> keys;
  MaybeCertificateWanted<S> wanted;
};

// The built-in checks have passed; the application may add its own.
template <class S>
struct AwaitVerification {
  static constexpr epoch reads = epoch::handshake;
  crypto::transcript<typename S::backend, after::ServerCertificateVerify> transcript;
  HandshakeKeys<typename S::backend> keys;
  MaybeCertificateWanted<S> wanted;
  PeerAuthenticated peer;
};

template <class S>
struct WaitFinished {
  static constexpr epoch reads = epoch::handshake;
  crypto::transcript<typename S::backend, after::ServerCertificateVerify> transcript;
  HandshakeKeys<typename S::backend> keys;
  MaybeCertificateWanted<S> wanted;
  PeerAuthenticated peer;
};

// The certificates of the resumed session have passed the built-in checks again; the application may add its own.
template <class S>
struct AwaitReverification {
  static constexpr epoch reads = epoch::handshake;
  crypto::transcript<typename S::backend, after::EncryptedExtensions> transcript;
  HandshakeKeys<typename S::backend> keys;
  PskAccepted psk;
};

template <class S>
struct WaitResumedFinished {
  static constexpr epoch reads = epoch::handshake;
  crypto::transcript<typename S::backend, after::EncryptedExtensions> transcript;
  HandshakeKeys<typename S::backend> keys;
  PskAccepted psk;
};

// The server takes our early data: until it has finished, more of it may follow.
template <class S>
struct WaitFinishedAfterEarlyData {
  static constexpr epoch reads = epoch::handshake;
  crypto::transcript<typename S::backend, after::EncryptedExtensions> transcript;
  HandshakeKeys<typename S::backend> keys;
  PskAccepted psk;
};

// The server has finished; our last flight is still to be sent.
template <class S>
struct LastFlight {
  MainKeys<typename S::backend> keys;
  client_handshake_secret client_handshake;
  PeerAuthenticated peer;
  FinishedVerified finished;
};

// The server is known; which certificate it gets to see, if any, is still open.
template <class S>
struct AwaitCredential {
  static constexpr epoch reads = epoch::handshake;
  crypto::transcript<typename S::backend, after::ServerFinished> transcript;
  LastFlight<S> flight;
  CertificateWanted<S> wanted;
};

// Our CertificateVerify waits for its signature.
template <class S>
struct AwaitSignature {
  static constexpr epoch reads = epoch::handshake;
  crypto::transcript<typename S::backend, after::ClientCertificate> transcript;
  LastFlight<S> flight;
  own_credential<typename S::backend> const* credential;
  tls13_signer<typename S::backend> signer;
  signed_content content;
};

template <class S>
struct Connected {
  static constexpr epoch reads = epoch::application;
  ApplicationKeys<crypto::sender::client> keys;
  crypto::exporter_secret exporter;
  crypto::resumption_secret resumption;
  PeerAuthenticated peer;
  FinishedVerified finished;
};

}  // namespace client
}  // namespace cxtls::tls13
