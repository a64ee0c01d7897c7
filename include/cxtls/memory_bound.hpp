// How much memory a connection takes at most, as a number of the compiler's: for devices that have only so much.
#pragma once
#include <algorithm>

#include "cxtls/client.hpp"
#include "cxtls/server.hpp"

namespace cxtls {

namespace detail {

// A buffer of n octets that grew by doubling, and what it grew out of.
consteval std::size_t grown(std::size_t n) { return 3 * n; }

// The parts, in octets, of a policy P; each is where a named thing is kept while it is.
template <class S>
struct memory_parts {
  static constexpr memory_limits limits = memory_of<typename S::policy>;
  static_assert(
      !speaks_tls12<typename S::policy>,
      "memory_bound is of policies of TLS 1.3 alone: TLS 1.2 keeps its messages for a signature over all of them");

  // What came and what goes out, unless it is within the object.
  static constexpr std::size_t records =
      limits.in_place ? 0 : 2 * record::handshake_inbox::octets_for(limits.message) + grown(limits.outgoing);
  // A flight, the message that is being written, and what is asked of the transport.
  static constexpr std::size_t flight =
      2 * grown(limits.flight) + handshake_output_of<typename S::policy>::actions_size;
  // The peer's certificates, with what is stapled to them: they came in one message.
  static constexpr std::size_t received = grown(limits.message);
  // A session's name, which came in one message, and the certificates that it rests on; or a key from elsewhere.
  static constexpr std::size_t session = 2 * limits.message + sizeof(hello::client::PskToOffer);
  static constexpr std::size_t key_shares =
      max_policy_groups * (sizeof(crypto::any_key_exchange<typename S::backend>) + 2 * sizeof(void*));
};

}  // namespace detail

// Of the heap, at any one time, by cxtls itself, in octets. Beside it there is what the backend takes for its own objects.
// The configuration is the context's, and its own messages fit a flight.
template <class Endpoint>
inline constexpr std::size_t heap_bound = 0;

template <class S>
inline constexpr std::size_t heap_bound<client<S>> = [] {
  using parts = detail::memory_parts<S>;
  // The ClientHello is kept until it is known by which hash.
  const std::size_t early_data = detail::grown(parts::limits.flight) + sizeof(early_offer);
  const std::size_t hello = parts::session + parts::key_shares + parts::limits.flight + parts::flight + early_data;
  // A key is encoded to be compared with a pin. A CertificateRequest is kept until a certificate is chosen.
  const std::size_t authentication = parts::received + 2 * parts::limits.message + parts::flight;
  const std::size_t new_ticket = parts::received + parts::session + parts::flight;
  return parts::records + std::max({hello, authentication, new_ticket});
}();

// A session_provider's own memory is its own.
template <class S>
inline constexpr std::size_t heap_bound<server<S>> = [] {
  using parts = detail::memory_parts<S>;
  // Names of 255 tickets, to be forgotten if the connection breaks.
  const std::size_t forgettable = detail::grown(255 * (2 + hello::max_forgettable));
  const std::size_t hello = parts::limits.message + parts::session + parts::received + parts::flight;
  const std::size_t authentication = parts::received + parts::limits.message + parts::flight;
  const std::size_t tickets = parts::received + parts::session + parts::flight + forgettable;
  return parts::records + std::max({hello, authentication, tickets});
}();

// The object, which may be static, and the heap.
template <class Endpoint>
inline constexpr std::size_t memory_bound = sizeof(Endpoint) + heap_bound<Endpoint>;

}  // namespace cxtls
