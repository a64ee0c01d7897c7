// The client's states until the answer to its ClientHello says which version this is. They belong to neither: each
// version's transitions lead on from the last of them.
#pragma once
#include "cxtls/base/owned_list.hpp"
#include "cxtls/crypto/any_key_exchange.hpp"
#include "cxtls/crypto/transcript.hpp"
#include "cxtls/handshake/hello/client/context.hpp"
#include "cxtls/handshake/hello/grease.hpp"

namespace cxtls::hello::client {

// RFC 8446, 4.2.8: one private key for each share of the ClientHello. Empty: TLS 1.3 isn't offered.
template <class B>
using KeyShares = owned_list<crypto::any_key_exchange<B>>;

template <class S>
struct Start {
  static constexpr epoch reads = epoch::initial;
};

template <class S>
struct WaitServerHello {
  static constexpr epoch reads = epoch::initial;
  KeyShares<typename S::backend> shares{};
  crypto::early_transcript client_hello{};
  session_id legacy_session_id{};
  std::optional<cxtls::grease> grease{};
  box<PskToOffer> psk{};  // in the ClientHello, or a session of TLS 1.2
};

}  // namespace cxtls::hello::client
