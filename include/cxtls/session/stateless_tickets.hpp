// Tickets that are the session itself, sealed: the server remembers nothing but a few keys (RFC 5077, 4).
#pragma once
#include "cxtls/crypto/any_aead.hpp"
#include "cxtls/session/provider.hpp"
#include "cxtls/session/ticket_keys.hpp"

namespace cxtls {

namespace detail {

using ticket_salt = std::array<std::uint8_t, 32>;

// A ticket as it is sent: what stands before sealed_session is authenticated with it.
struct stateless_ticket {
  ticket_key_name key_name{};
  std::uint8_t version = ticket_version;
  ticket_salt salt{};  // drawn for each ticket, and so makes a key of its own for each
  bytes sealed_session{};
};

}  // namespace detail

template <>
inline constexpr auto wire<detail::stateless_ticket> =
    Struct(Field<&detail::stateless_ticket::key_name>(Bytes<16>), Field<&detail::stateless_ticket::version>(u8),
           Field<&detail::stateless_ticket::salt>(Bytes<32>),
           Field<&detail::stateless_ticket::sealed_session>(SizeWithin(
               {.min = crypto::aead_tag_size + 1, .max = crypto::aead_tag_size + max_session_size}, Remaining)));

// Octets, at most: for a session of max_session_size.
inline constexpr std::size_t max_stateless_ticket_size = wire<detail::stateless_ticket>.max_size();

namespace detail {

inline constexpr std::size_t ticket_header_size =
    max_stateless_ticket_size - max_session_size - crypto::aead_tag_size;

// The first that B prefers of those with 256-bit keys: all tickets of a day hang on one key.
template <class B>
consteval std::optional<crypto::aead_algorithm> choose_ticket_aead() {
  for (crypto::aead_algorithm a : B::aeads)
    if (crypto::aead_key_size(a) == ticket_key::secret_size) return a;
  return std::nullopt;
}

}  // namespace detail

// Thread-safe if the keys are. A ticket can be used until its session or its key ends, as often as its client likes:
// what must be resumed once only belongs into a store (session/stateful_tickets.hpp).
template <crypto::Backend B, TicketKeys Keys>
class stateless_tickets final : public session_provider {
  static_assert(detail::choose_ticket_aead<B>().has_value(),
                "stateless tickets need an AEAD with 256-bit keys, and the backend lists none");

 public:
  // The keys outlive it.
  constexpr stateless_tickets(B const& b, Keys& keys) : b_(b), keys_(keys) {}

  // Errors: random_failed, backend_failed, those of Keys::current() and of session::encode().
  constexpr status issue(session const& what, unix_time now, buffer& ticket) override {
    const std::size_t before = ticket.size();
    const error failure = seal(what, now, ticket);
    if (!failure) return done{};
    const mutable_bytes spoilt = ticket.edit().subspan(before);  // may hold the session in the clear
    wipe(spoilt.data(), spoilt.size());
    (void)ticket.resize(before);
    return failure;
  }
  constexpr machine::answer<found_session> find(bytes identity, unix_time now) override {
    found_session found;
    if (auto opened = open(identity, now)) found.session.emplace(*std::move(opened));
    return found;
  }
  constexpr void forget(bytes) override {}

 private:
  static constexpr crypto::aead_algorithm algorithm = *detail::choose_ticket_aead<B>();
  using aead = typename B::template aead<algorithm>;
  static constexpr std::size_t tag_size = crypto::aead_tag_size;
  // Each key seals one ticket, so that one nonce is enough.
  static constexpr std::array<std::uint8_t, crypto::aead_nonce_size> nonce{};

  constexpr error seal(session const& what, unix_time now, buffer& ticket) {
    const auto key = keys_.current(now);
    if (!key) return key.error();
    detail::stateless_ticket header{.key_name = key->name(), .version = key->version()};
    if (!b_.random(header.salt)) return {errc::random_failed};
    const std::size_t before = ticket.size();
    const std::size_t text = before + detail::ticket_header_size;
    if (!ticket.resize(text)) return {errc::out_of_memory};
    writer w(ticket.edit().subspan(before));
    detail::write_ticket_header(w, header);
    if (const status encoded = what.encode(ticket); !encoded) return encoded.error();
    const std::size_t size = ticket.size() - text;
    if (!ticket.resize(ticket.size() + tag_size)) return {errc::out_of_memory};
    const mutable_bytes all = ticket.edit().subspan(before);
    const mutable_bytes sealed = all.subspan(detail::ticket_header_size);
    aead single_use;
    if (!init(single_use, *key, header.salt) ||
        !single_use.seal(sealed, nonce, all.first(detail::ticket_header_size), sealed.first(size), {}))
      return {errc::backend_failed};
    return {};
  }
};

}  // namespace cxtls
