// What can be said of the server's transitions before any of them is written: a change that breaks a sentence here
// doesn't compile.
#pragma once
#include "cxtls/handshake/probe.hpp"
#include "cxtls/handshake/tls13/server/transitions.hpp"

namespace cxtls::tls13::server {

using hello::server::WaitClientHello;

// Of a machine like the server's, or one that a test broke.
template <class S, class T = machine::joined<hello::Server<S>, Server<S>>>
consteval bool proven() {
  using graph = machine::graph<T>;
  using machine::without;
  static_assert(graph::template all_reachable_from<WaitClientHello<S>>(), "a state of the server can't be reached");
  static_assert(graph::template all_lead_to<Connected<S>>(), "a state of the server is a dead end");
  static_assert(machine::every_await_is_sound<T>());
  static_assert(!graph::template reachable<WaitClientHello<S>, Connected<S>>(without<Finished>{}),
                "Connected without the client's Finished");
  static_assert(!graph::template reachable<WaitClientHello<S>, Connected<S>>(without<typename T::ClientHello>{}),
                "Connected without a ClientHello, so without keys");
  static_assert(!graph::template reachable<WaitClientHello<S>, WaitFinishedOfAuthenticated<S>>(
                    without<typename T::Certificate, CompressedCertificate>{}),
                "a client counts as authenticated without a Certificate");
  static_assert(
      !graph::template reachable<WaitClientHello<S>, WaitFinishedOfAuthenticated<S>>(without<CertificateVerify>{}),
      "a client's key is taken for proven without CertificateVerify (CVE-2022-25640)");
  static_assert(!graph::template reachable<WaitCertificateVerify<S>, Connected<S>>(without<CertificateVerify>{}),
                "a client that showed a certificate gets in without CertificateVerify (CVE-2015-0205)");
  static_assert(!graph::template reachable<WaitCertificateVerify<S>, Connected<S>>(without<Verified>{}),
                "the application's verdict on the client can be passed by");
  static_assert(!graph::template reachable<WaitCertificate<S>, Connected<S>>(
                    without<typename T::Certificate, CompressedCertificate>{}),
                "a client that was asked for a certificate gets in without a Certificate message");
  static_assert(!graph::template reachable<AwaitSession<S>, Connected<S>>(without<SessionChoice>{}) &&
                    !graph::template reachable<WaitClientHello<S>, AwaitReverification<S>>(without<SessionChoice>{}),
                "a pre-shared key is used without having been looked up");
  static_assert(!graph::template reachable<AwaitReverification<S>, Connected<S>>(without<Verified>{}),
                "the application's verdict on a resumed client can be passed by");
  static_assert(!graph::template reachable_around<WaitClientHello<S>, WaitEndOfEarlyData<S>, AwaitReverification<S>>(),
                "early data is taken from a client without a session (RFC 8446, 4.2.10)");
  static_assert(!graph::template reachable<WaitEndOfEarlyData<S>, Connected<S>>(without<EndOfEarlyData>{}),
                "a client that sends early data gets in without EndOfEarlyData");
  static_assert(!graph::template reachable<AwaitCredential<S>, Connected<S>>(without<Signature>{}),
                "a certificate of ours is shown without its signature");
  using AnotherHello = machine::from_peer<typename T::ClientHello>;
  using AfterRetry = machine::targets_of<machine::result_of<T, WaitRetriedClientHello<S>, AnotherHello>>;
  static_assert(!machine::Handles<T, AwaitSession<S>, AnotherHello> &&
                    !machine::Handles<T, Connected<S>, AnotherHello> &&
                    std::is_same_v<typename AfterRetry::type, machine::list<AwaitSession<S>>>,
                "a third ClientHello is accepted, or renegotiation (RFC 8446, 4.1.2)");
  return true;
}
static_assert(proven<probe>());

}  // namespace cxtls::tls13::server
