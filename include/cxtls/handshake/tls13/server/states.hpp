// The states of a TLS 1.3 server (RFC 8446, A.2), named by what they wait for. Each owns exactly what is still needed,
// and says under which keys its next message has to come. They begin after hello::server::WaitClientHello.
#pragma once
#include "cxtls/crypto/transcript.hpp"
#include "cxtls/handshake/hello/server/states.hpp"
#include "cxtls/handshake/tls13/authenticate.hpp"
#include "cxtls/handshake/tls13/certificate_verify.hpp"
#include "cxtls/protocol/tls13/client_hello.hpp"

namespace cxtls::tls13 {

using hello::ServerContext;

namespace server {

// The ClientHello that the handshake goes on with, kept while questions about it are out: parsed again, it can't fail.
template <class S>
struct Hello {
  buffer message;  // with its header
  std::optional<crypto::transcript<typename S::backend, after::HelloRetryRequest>> retry{};
  crypto::suite_info const* suite;
  NamedGroup group;  // the hello has a share of it

  constexpr basic_client_hello<typename S::extensions> parsed() const {
    return *parse<basic_client_hello<typename S::extensions>>(message.view().subspan(handshake_header_size));
  }
};

// The client proved that it holds the key of a certificate that leads to a trust anchor.
struct ClientAuthenticated {
  SignatureVerified signature;
  x509::verified_chain chain;
};
// The binder proved that the client has the key.
class PskVerified {
 public:
  // Compares in constant time. Errors: rule_broken (RFC 8446, 4.2.11: "If this value is not present or does not
  // validate, the server MUST abort the handshake"), binder_mismatch.
  template <class Backend>
  static constexpr result<PskVerified> check(crypto::digest const& expected, bytes binder) {
    if (!Backend::equal(expected.view(), binder)) return errc::binder_mismatch;
    return PskVerified{};
  }

 private:
  constexpr PskVerified() = default;  // check() makes it
};
struct Anonymous {};

// Who the client is, and how long that holds.
struct ClientIdentity {
  std::variant<Anonymous, ClientAuthenticated, PskVerified> proof{};
  unix_time authenticated_at{};     // of the full handshake that all this rests on
  unix_time authenticated_until{};  // first end of the client's chain, and of what it delegated; 0: no certificate
  SignatureScheme signature_scheme{};
};

// After our HelloRetryRequest: another one has no edge here.
template <class S>
struct WaitRetriedClientHello {
  static constexpr epoch reads = epoch::initial;
  crypto::transcript<typename S::backend, after::HelloRetryRequest> transcript;
  crypto::suite_info const* suite;
  NamedGroup group;           // what we asked for
  crypto::digest fixed_parts;  // of the first hello: handshake/hello/fixed_parts.hpp
  buffer cookie{};             // what we sent; empty: none
};

// The client offers pre-shared keys: is one of them known?
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
  crypto::early_secret<typename S::backend> early;
  std::uint16_t selected_identity;
  ClientIdentity client;
  bool takes_early_data = false;
};

template <class S>
struct AwaitCredential {
  static constexpr epoch reads = epoch::initial;
  Hello<S> hello;
};

// Our CertificateVerify waits for its signature.
template <class S>
struct AwaitSignature {
  static constexpr epoch reads = epoch::handshake;
  crypto::transcript<typename S::backend, after::ServerCertificate> transcript;
  HandshakeKeys<typename S::backend> keys;
  own_credential<typename S::backend> const* credential;
  tls13_signer<typename S::backend> signer;
  signed_content content;
};

// From our Finished to the client's.
template <class S, class Last>
struct FlightSent {
  crypto::transcript<typename S::backend, Last> transcript;
  client_handshake_secret client_handshake;
  MainKeys<typename S::backend> keys;
};

template <class S>
struct WaitCertificate {
  static constexpr epoch reads = epoch::handshake;
  FlightSent<S, after::ServerFinished> flight;
};

template <class S>
struct WaitCertificateVerify {
  static constexpr epoch reads = epoch::handshake;
  FlightSent<S, after::ClientCertificate> flight;
};

// The built-in checks have passed; the application may add its own.
template <class S>
struct AwaitVerification {
  static constexpr epoch reads = epoch::handshake;
  FlightSent<S, after::ClientCertificateVerify> flight;
  ClientIdentity client;
};

// The client's early data is taken, until it says that this is all.
template <class S>
struct WaitEndOfEarlyData {
  static constexpr epoch reads = epoch::early_data;
  FlightSent<S, after::ServerFinished> flight;
  ClientIdentity client;
};
template <class S>
struct WaitFinishedAfterEarlyData {
  static constexpr epoch reads = epoch::handshake;
  FlightSent<S, after::EndOfEarlyData> flight;
  ClientIdentity client;
};

// No certificate was asked for: the client is anonymous, or known by its pre-shared key.
template <class S>
struct WaitFinished {
  static constexpr epoch reads = epoch::handshake;
  FlightSent<S, after::ServerFinished> flight;
  ClientIdentity client;
};
// The client sent none.
template <class S>
struct WaitFinishedOfAnonymous {
  static constexpr epoch reads = epoch::handshake;
  FlightSent<S, after::ClientCertificate> flight;
};
template <class S>
struct WaitFinishedOfAuthenticated {
  static constexpr epoch reads = epoch::handshake;
  FlightSent<S, after::ClientCertificateVerify> flight;
  ClientIdentity client;
};

template <class S>
struct Connected {
  static constexpr epoch reads = epoch::application;
  ApplicationKeys<crypto::sender::server> keys;
  crypto::exporter_secret exporter;
  crypto::resumption_secret resumption;
  ClientIdentity client;
  FinishedVerified finished;
};

}  // namespace server
}  // namespace cxtls::tls13
