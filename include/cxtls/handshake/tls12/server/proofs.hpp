// What can be said of the TLS 1.2 server's transitions before any of them is written: a change that breaks a sentence
// here doesn't compile.
#pragma once
#include "cxtls/handshake/probe.hpp"
#include "cxtls/handshake/tls12/server/transitions.hpp"

namespace cxtls::tls12::server {

// The machine from its first message on, and without TLS 1.3's.
template <class S>
struct Alone : Server<S> {
  template <class... States>
  static auto after_hello(machine::list<States...>) -> machine::list<hello::server::WaitClientHello<S>, States...>;
  using states = decltype(after_hello(typename Server<S>::states{}));
  using commands = machine::list<>;
};

// Of a machine like the server's, or one that a test broke.
template <class S, class T = Alone<S>>
consteval bool proven() {
  using graph = machine::graph<T>;
  using machine::from_peer;
  using machine::without;
  using Start = hello::server::WaitClientHello<S>;
  static_assert(graph::template all_reachable_from<Start>(), "a state of the server can't be reached");
  static_assert(graph::template all_lead_to<Connected<S>>(), "a state of the server is a dead end");
  static_assert(machine::every_await_is_sound<T>());
  static_assert(!machine::Handles<T, AwaitSession<S>, from_peer<typename T::ClientHello>> &&
                    !graph::template reachable<Connected<S>, AwaitSession<S>>(),
                "renegotiation: a connection has one handshake");
  static_assert(!graph::template reachable<WaitResumedChangeCipherSpec<S>, Connected<S>>(without<Finished>{}),
                "a session is resumed without the client's Finished: nobody proved to know its master secret");
  static_assert(!graph::template reachable<Start, Connected<S>>(without<Finished>{}),
                "Connected without the client's Finished");
  static_assert(!graph::template reachable<Start, Connected<S>>(without<typename T::ClientHello>{}),
                "Connected without a ClientHello");
  static_assert(!graph::template reachable<Start, WaitFinished<S>>(without<ChangeCipherSpec>{}) &&
                    !graph::template reachable<Start, WaitResumedFinished<S>>(without<ChangeCipherSpec>{}),
                "a Finished is read before ChangeCipherSpec (CVE-2014-0224)");
  static_assert(!graph::template reachable<Start, Connected<S>>(without<ChangeCipherSpec>{}),
                "Connected without the client's ChangeCipherSpec: its Finished came unprotected");
  static_assert(!machine::Handles<T, WaitChangeCipherSpec<S>, from_peer<Finished>> &&
                    !machine::Handles<T, WaitResumedChangeCipherSpec<S>, from_peer<Finished>> &&
                    !machine::Handles<T, WaitFinished<S>, from_peer<ChangeCipherSpec>> &&
                    !machine::Handles<T, WaitResumedFinished<S>, from_peer<ChangeCipherSpec>>,
                "ChangeCipherSpec and Finished come in that order, once each");
  static_assert(!graph::template reachable<Start, WaitResumedChangeCipherSpec<S>>(without<SessionChoice>{}),
                "a session is resumed without having been looked up");
  static_assert(!graph::template reachable<Start, WaitResumedChangeCipherSpec<S>>(without<Verified>{}) &&
                    !graph::template reachable<AwaitReverification<S>, Connected<S>>(without<Verified>{}),
                "the application's verdict on a resumed client can be passed by");

  // Of a full handshake
  static_assert(!graph::template reachable<AwaitCredential<S>, Connected<S>>(without<Signature>{}),
                "a certificate of ours is shown without its signature");
  static_assert(!graph::template reachable<AwaitCredential<S>, Connected<S>>(without<ClientKeyExchange>{}),
                "Connected without the client's share, so without a secret (CVE-2023-3724)");
  static_assert(!graph::template reachable<WaitChangeCipherSpec<S>, Connected<S>>(without<ChangeCipherSpec>{}) &&
                    !machine::Handles<T, WaitCertificate<S>, from_peer<ChangeCipherSpec>> &&
                    !machine::Handles<T, WaitAnonymousKeyExchange<S>, from_peer<ChangeCipherSpec>> &&
                    !machine::Handles<T, WaitClientKeyExchange<S>, from_peer<ChangeCipherSpec>> &&
                    !machine::Handles<T, WaitCertificateVerify<S>, from_peer<ChangeCipherSpec>>,
                "a ChangeCipherSpec is accepted before there are keys, or before the client proved who it is");
  static_assert(!machine::Handles<T, WaitCertificateVerify<S>, from_peer<ClientKeyExchange>> &&
                    !machine::Handles<T, WaitChangeCipherSpec<S>, from_peer<ClientKeyExchange>> &&
                    !machine::Handles<T, WaitFinished<S>, from_peer<ClientKeyExchange>> &&
                    !graph::template reachable<WaitCertificateVerify<S>, WaitClientKeyExchange<S>>() &&
                    !graph::template reachable<WaitChangeCipherSpec<S>, WaitAnonymousKeyExchange<S>>(),
                "a second ClientKeyExchange is accepted");
  static_assert(!graph::template reachable<WaitAnonymousKeyExchange<S>, WaitCertificate<S>>() &&
                    !machine::Handles<T, WaitAnonymousKeyExchange<S>, from_peer<AnyCertificate>> &&
                    !machine::Handles<T, WaitClientKeyExchange<S>, from_peer<AnyCertificate>>,
                "a client's Certificate is accepted that wasn't asked for, or a second one");
  static_assert(!graph::template reachable<WaitCertificate<S>, Connected<S>>(without<AnyCertificate>{}),
                "a client that was asked for a certificate gets in without a Certificate message");
  static_assert(!graph::template reachable<WaitClientKeyExchange<S>, Connected<S>>(without<CertificateVerify>{}),
                "a client that showed a certificate gets in without CertificateVerify (CVE-2015-0205)");
  static_assert(!graph::template reachable<WaitClientKeyExchange<S>, Connected<S>>(without<Verified>{}),
                "the application's verdict on the client can be passed by");
  return true;
}
static_assert(proven<probe>());

}  // namespace cxtls::tls12::server
