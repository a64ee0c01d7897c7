// Tickets that only name a session: the server keeps it, gives it out once, and can forget it.
#pragma once
#include "cxtls/crypto/backend.hpp"
#include "cxtls/session/lifetime.hpp"
#include "cxtls/session/provider.hpp"
#include "cxtls/session/session_store.hpp"

namespace cxtls {

namespace detail {
struct stateful_ticket {
  session_identifier id{};
};
}  // namespace detail

template <>
inline constexpr auto wire<detail::stateful_ticket> = Struct(Field<&detail::stateful_ticket::id>(Bytes<32>));

// Thread-safe if the store is. A ticket resumes once (RFC 8446, 8.1), also when that handshake then fails: the client
// has others, or does a full handshake.
template <crypto::Backend B, class Store>
class stateful_tickets final : public session_provider {
  static_assert(require_session_store<Store>());

 public:
  // The store outlives it.
  constexpr stateful_tickets(B const& b, Store& store) : b_(b), store_(store) {}

  // Errors: random_failed, those of session::encode() and of Store::put().
  constexpr status issue(session const& what, unix_time now, buffer& ticket) override {
    session_identifier id{};
    if (!b_.random(id)) return errc::random_failed;
    if (!ticket.append(id)) return errc::out_of_memory;
    const status stored = put(id, what, now);
    if (!stored) (void)ticket.resize(ticket.size() - id.size());
    return stored;
  }
  constexpr bool keeps_sessions() const override { return true; }
  // Errors: length_out_of_range (an ID of another size than the store's), those of session::encode() and of Store::put().
  constexpr status keep(bytes id, session const& what, unix_time now) override {
    const auto named = parse<detail::stateful_ticket>(id);
    if (!named) return errc::length_out_of_range;
    return put(named->id, what, now);
  }
  constexpr machine::answer<found_session> find(bytes ticket, unix_time now) override {
    found_session found;
    const auto named = parse<detail::stateful_ticket>(ticket);
    if (!named) return found;
    const std::optional<buffer> octets = store_.take(named->id, now);
    if (!octets) return found;
    if (auto decoded = session::decode(octets->view()); decoded && may_resume(*decoded, now))
      found.session.emplace(*std::move(decoded));
    return found;
  }
  constexpr void forget(bytes ticket) override {
    if (const auto named = parse<detail::stateful_ticket>(ticket)) store_.erase(named->id);
  }

 private:
  constexpr status put(session_identifier const& id, session const& what, unix_time now) {
    buffer octets;
    if (const status encoded = what.encode(octets); !encoded) return encoded.error();
    return store_.put(id, std::move(octets), what.expires_at, now);
  }
  B b_;
  Store& store_;
};

}  // namespace cxtls
