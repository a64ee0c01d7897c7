// Tickets that are the session itself, sealed: the server remembers nothing but a few keys (RFC 5077, 4).
#pragma once
#include "cxtls/session/provider.hpp"
#include "cxtls/session/ticket_keys.hpp"

namespace cxtls {

namespace detail {

// What a ticket begins with, in the clear, and what is authenticated with the rest.
struct ticket_header {
  ticket_key_name key_name{};
  std::uint8_t version = ticket_version;
  std::array<std::uint8_t, 32> salt{};  // drawn for each ticket, and so makes a key of its own for each
};

}  // namespace detail

template <>
inline constexpr auto wire<detail::ticket_header> =
    Struct(Field<&detail::ticket_header::key_name>(Bytes<16>), Field<&detail::ticket_header::version>(u8),
           Field<&detail::ticket_header::salt>(Bytes<32>));

namespace detail {

inline constexpr std::size_t ticket_header_size = wire<ticket_header>.max_size();

struct stateless_ticket {
  ticket_header header{};
  bytes sealed_session{};  // and the tag
};

}  // namespace detail

template <>
inline constexpr auto wire<detail::stateless_ticket> =
    Struct(Field<&detail::stateless_ticket::header>(wire<detail::ticket_header>),
           Field<&detail::stateless_ticket::sealed_session>(SizeWithin(
               {.min = crypto::aead_tag_size + 1, .max = crypto::aead_tag_size + max_session_size}, Remaining)));

// Octets, of a session of max_session_size.
inline constexpr std::size_t max_stateless_ticket_size = wire<detail::stateless_ticket>.max_size();

namespace detail {
// The first of B's AEADs with 256-bit keys: all tickets of a day hang on one key.
template <class B>
consteval std::optional<crypto::aead_algorithm> choose_ticket_aead() {
  for (crypto::aead_algorithm a : B::aeads)
    if (crypto::aead_key_size(a) == ticket_key::secret_size) return a;
  return std::nullopt;
}
}  // namespace detail

// Thread-safe if the keys are. A ticket can be used until its session or its key ends, as often as its client likes:
// where a session must be resumed once only, use stateful_tickets.
template <crypto::Backend B, TicketKeys Keys>
class stateless_tickets final : public session_provider {
  static_assert(detail::choose_ticket_aead<B>().has_value(),
                "stateless tickets need an AEAD with 256-bit keys, and the backend lists none");

 public:
  // The keys outlive it.
  constexpr stateless_tickets(B const& b, Keys& keys) : b_(b), keys_(keys) {}

  // Errors: random_failed, backend_failed, those of Keys::current() and of session::encode().
  constexpr status issue(session const& what, unix_time now, buffer& ticket) override {
    buffer text;
    if (const status encoded = what.encode(text); !encoded) return encoded.error();
    const auto key = keys_.current(now);
    if (!key) return key.error();
    detail::ticket_header header{.key_name = key->name(), .version = key->version()};
    if (!b_.random(header.salt)) return errc::random_failed;
    const std::size_t before = ticket.size();
    if (!ticket.resize(before + detail::ticket_header_size + text.size() + aead::tag_size)) return errc::out_of_memory;
    const mutable_bytes out = ticket.edit().subspan(before);
    const auto clear = build(header, out.first(detail::ticket_header_size));
    aead single_use;
    if (clear && init(single_use, *key, header) &&
        single_use.seal(out.subspan(detail::ticket_header_size), nonce, *clear, text.view(), {}))
      return done{};
    (void)ticket.resize(before);
    return errc::backend_failed;
  }
  constexpr machine::answer<found_session> find(bytes identity, unix_time now) override {
    found_session found;
    if (auto opened = open(identity, now); opened && may_resume(*opened, now))
      found.session.emplace(*std::move(opened));
    return found;
  }
  // Can't: the ticket is out of the house.
  constexpr void forget(bytes) override {}

 private:
  using aead = typename B::template aead<*detail::choose_ticket_aead<B>()>;
  // Each key seals one ticket, so that one nonce is enough.
  static constexpr std::array<std::uint8_t, crypto::aead_nonce_size> nonce{};

  // The key of one ticket: HKDF(ticket key, salt).
  constexpr bool init(aead& single_use, ticket_key const& key, detail::ticket_header const& header) const {
    constexpr std::uint8_t info[] = {'c', 'x', 't', 'l', 's', ' ', 't', 'i', 'c', 'k', 'e', 't'};
    const auto pseudorandom_key = crypto::extract(b_, crypto::hash_algorithm::sha256, header.salt, key.expose());
    secret<aead::key_size> octets(aead::key_size);
    return pseudorandom_key &&
           crypto::expand(b_, crypto::hash_algorithm::sha256, pseudorandom_key->expose(), info, octets.fill()) &&
           single_use.init(b_, octets.expose());
  }
  // Errors: of whatever kind, they all mean that this is none of our tickets.
  constexpr result<session> open(bytes identity, unix_time now) {
    const auto ticket = parse<detail::stateless_ticket>(identity);
    if (!ticket) return ticket.error();
    const auto key = keys_.find(ticket->header.key_name, now);
    if (!key || key->version() != ticket->header.version) return errc::config_ticket_key;
    buffer text;  // AEADs decrypt where the ciphertext lies
    if (!text.append(ticket->sealed_session)) return errc::out_of_memory;
    aead single_use;
    if (!init(single_use, *key, ticket->header)) return errc::backend_failed;
    if (!single_use.open(text.edit(), nonce, identity.first(detail::ticket_header_size))) return errc::bad_record_mac;
    return session::decode(text.view().first(text.size() - aead::tag_size));
  }

  B b_;
  Keys& keys_;
};

}  // namespace cxtls
