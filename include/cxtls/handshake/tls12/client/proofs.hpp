// What can be said of the TLS 1.2 client's transitions before any of them is written: a change that breaks a sentence here
// doesn't compile.
#pragma once
#include "cxtls/handshake/probe.hpp"
#include "cxtls/handshake/tls12/client/transitions.hpp"

namespace cxtls::tls12::client {

// The machine begins where TLS 1.3's client waits for a ServerHello.
template <class S>
struct FromServerHello : Client<S> {
  using states = machine::concat<machine::list<hello::client::WaitServerHello<S>>, typename Client<S>::states>;
  using commands = machine::list<>;
};

// Of a machine like the client's, or one that a test broke.
template <class S, class T = FromServerHello<S>>
consteval bool proven() {
  using graph = machine::graph<T>;
  using machine::without;
  using Start = hello::client::WaitServerHello<S>;
  static_assert(graph::template all_reachable_from<Start>(), "a state of the client can't be reached");
  static_assert(graph::template all_lead_to<Connected<S>>(), "a state of the client is a dead end");
  static_assert(machine::every_await_is_sound<T>());
  static_assert(!graph::template reachable<Start, Connected<S>>(without<Finished>{}),
                "Connected without the server's Finished");
  static_assert(!graph::template reachable<Start, WaitFinished<S>>(without<ChangeCipherSpec>{}) &&
                    !graph::template reachable<Start, WaitResumedFinished<S>>(without<ChangeCipherSpec>{}),
                "a Finished is accepted without ChangeCipherSpec, in the clear");
  static_assert(!graph::template reachable<Start, Connected<S>>(without<typename T::ServerHello>{}),
                "Connected without a ServerHello");
  // A full handshake. What isn't one has the server's echo of the session that was offered.
  using Full = WaitCertificate<S>;
  static_assert(!graph::template reachable<Full, Connected<S>>(without<AnyCertificate>{}) &&
                    !graph::template reachable<Start, AwaitVerification<S>>(without<AnyCertificate>{}),
                "a key exchange is accepted without the server's Certificate");
  static_assert(!graph::template reachable<Full, Connected<S>>(without<ServerKeyExchange>{}),
                "Connected without the server's signature");
  static_assert(!graph::template reachable<Full, Connected<S>>(without<Verified>{}),
                "the application's verdict on the server can be passed by");
  static_assert(!graph::template reachable<Full, Connected<S>>(without<ServerHelloDone>{}),
                "Connected before the server's flight is complete");
  static_assert(!graph::template reachable<Connected<S>, Start>() && !graph::template reachable<Connected<S>, Full>(),
                "renegotiation: a connection has one handshake");
  static_assert(!graph::template reachable<Full, WaitResumedFinished<S>>() &&
                    !graph::template reachable<WaitResumedTicket<S>, WaitFinished<S>>() &&
                    !graph::template reachable<WaitResumedChangeCipherSpec<S>, WaitFinished<S>>(),
                "a full handshake and an abbreviated one mix");
  static_assert(!graph::template reachable<AwaitReverification<S>, Connected<S>>(without<Verified>{}),
                "the application's verdict on a resumed session can be passed by");
  static_assert(!graph::template reachable<AwaitSignature<S>, Connected<S>>(without<Signature>{}),
                "a client certificate is shown without its signature");
  static_assert(!graph::template reachable<Start, AwaitSignature<S>>(without<CertificateRequest>{}),
                "a client certificate is shown that wasn't asked for");
  static_assert(!graph::template reachable<Start, AwaitSignature<S>>(without<ClientCredentialChoice>{}) &&
                    !graph::template reachable<AwaitCredential<S>, Connected<S>>(without<ClientCredentialChoice>{}),
                "the choice of a client certificate can be passed by");
  static_assert(!machine::Handles<T, WaitChangeCipherSpec<S>, machine::from_peer<Finished>> &&
                    !machine::Handles<T, Connected<S>, machine::from_peer<typename T::ServerHello>>,
                "a message of the handshake is accepted where none may stand");
  return true;
}
static_assert(proven<probe>());

}  // namespace cxtls::tls12::client
