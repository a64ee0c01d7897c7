// What can be said of the client's transitions before any of them is written: a change that breaks a sentence here
// doesn't compile.
#pragma once
#include "cxtls/handshake/probe.hpp"
#include "cxtls/handshake/tls13/client/transitions.hpp"

namespace cxtls::tls13::client {

using hello::client::Start;

// Of a machine like the client's, or one that a test broke.
template <class S, class T = machine::joined<hello::Client<S>, Client<S>>>
consteval bool proven() {
  using graph = machine::graph<T>;
  using machine::without;
  static_assert(graph::template all_reachable_from<Start<S>>(), "a state of the client can't be reached");
  static_assert(graph::template all_lead_to<Connected<S>>(), "a state of the client is a dead end");
  static_assert(machine::every_await_is_sound<T>());
  static_assert(!graph::template reachable<Start<S>, Connected<S>>(without<Finished>{}),
                "Connected without the server's Finished");
  static_assert(!graph::template reachable<Start<S>, Connected<S>>(without<typename T::ServerHello>{}),
                "Connected without a ServerHello, so without keys");
  // A full handshake. What isn't one has the server's PskAccepted in hand, which only the check of its choice makes.
  using Full = WaitEncryptedExtensions<S>;
  using Resumed = WaitResumedEncryptedExtensions<S>;
  static_assert(!graph::template reachable<Start<S>, Connected<S>>(without<typename T::EncryptedExtensions>{}) &&
                    !graph::template reachable_around<Start<S>, WaitResumedFinished<S>, Resumed>() &&
                    !graph::template reachable<Full, WaitResumedFinished<S>>() &&
                    !graph::template reachable<Full, WaitFinishedAfterEarlyData<S>>(),
                "a pre-shared key stands for certificates though no ServerHello selected it");
  static_assert(
      !graph::template reachable<Full, Connected<S>>(without<typename T::Certificate, CompressedCertificate>{}),
      "Connected without the server's Certificate");
  static_assert(!graph::template reachable<WaitCertificateVerify<S>, WaitFinished<S>>(without<CertificateVerify>{}) &&
                    !graph::template reachable<Full, Connected<S>>(without<CertificateVerify>{}),
                "the server's key is taken for proven without CertificateVerify");
  static_assert(!graph::template reachable<Full, Connected<S>>(without<Verified>{}),
                "the application's verdict on the server can be passed by");
  static_assert(!graph::template reachable<Resumed, WaitFinished<S>>(),
                "a handshake by a pre-shared key takes certificates");
  static_assert(!graph::template reachable<AwaitReverification<S>, Connected<S>>(without<Verified>{}),
                "the application's verdict on a resumed session can be passed by");
  static_assert(!graph::template reachable<Start<S>, AwaitSignature<S>>(without<ClientCredentialChoice>{}) &&
                    !graph::template reachable<AwaitCredential<S>, Connected<S>>(without<ClientCredentialChoice>{}),
                "the choice of a client certificate can be passed by");
  static_assert(!graph::template reachable<AwaitSignature<S>, Connected<S>>(without<Signature>{}),
                "a client certificate is shown without its signature");
  static_assert(!machine::Handles<T, WaitRetriedServerHello<S>, machine::from_peer<typename T::HelloRetryRequest>>,
                "a second HelloRetryRequest is accepted (RFC 8446, 4.1.4)");
  return true;
}
static_assert(proven<probe>());

}  // namespace cxtls::tls13::client
