// What a TLS 1.2 handshake settles with its hellos, the same on both sides.
#pragma once
#include "cxtls/crypto/tls12/key_schedule.hpp"
#include "cxtls/crypto/tls12/transcript.hpp"
#include "cxtls/handshake/message.hpp"
#include "cxtls/handshake/output.hpp"
#include "cxtls/handshake/policy.hpp"

namespace cxtls::tls12 {

template <class S, class Last>
using Transcript = crypto::tls12::transcript<typename S::backend, Last>;
namespace after = cxtls::after::tls12;

using session_id = bounded<std::uint8_t, 32>;

struct Parameters {
  crypto::tls12::suite_info const* suite = nullptr;
  crypto::tls12::randoms randoms{};
  session_id id{};             // the ServerHello's; empty: the session can't be resumed by its ID
  bool ticket_follows = false;  // RFC 5077, 3.3: the ServerHello promised a NewSessionTicket
};

// RFC 5246, 7.4.3: what a ServerKeyExchange signs: ClientHello.random, ServerHello.random, its own parameters. Public.
using signed_params = bounded<std::uint8_t, 2 * 32 + wire<ServerECDHParams>.max_size()>;
constexpr signed_params signed_params_of(crypto::tls12::randoms const& r, bytes server_ecdh_params) {
  signed_params out;
  for (bytes part : {bytes(r.client), bytes(r.server), server_ecdh_params})
    for (std::uint8_t octet : part) (void)out.push(octet);
  return out;
}

}  // namespace cxtls::tls12
