// Tickets that are the session itself, sealed: the server remembers nothing but a few keys.
#pragma once
#include "cxtls/session/provider.hpp"
#include "cxtls/session/sealed.hpp"

namespace cxtls {

namespace detail {
inline constexpr std::uint8_t ticket_purpose[] = {'c', 'x', 't', 'l', 's', ' ', 't', 'i', 'c', 'k', 'e', 't'};
}

// Octets, of a session of max_session_size.
inline constexpr std::size_t max_stateless_ticket_size = detail::sealed_of<max_session_size>.max_size();

// Thread-safe if the keys are. A ticket can be used until its session or its key ends, as often as its client likes:
// where a session must be resumed once only, use stateful_tickets.
template <crypto::Backend B, class Keys>
class stateless_tickets final : public session_provider {
  static_assert(require_ticket_keys<Keys>());

 public:
  // The keys outlive it.
  constexpr stateless_tickets(B const& b, Keys& keys) : sealer_(b, keys) {}

  // Errors: out_of_memory, random_failed, backend_failed, those of session::encode() and of Keys::current().
  constexpr status issue(session const& what, unix_time now, buffer& ticket) override {
    buffer text;
    if (const status encoded = what.encode(text); !encoded) return encoded.error();
    return sealer_.seal(text.view(), now, ticket);
  }
  constexpr machine::answer<found_session> find(bytes ticket, unix_time now) override {
    found_session found;
    const std::optional<buffer> text = sealer_.open(ticket, now);
    if (!text) return found;
    if (auto opened = session::decode(text->view()); opened && may_resume(*opened, now))
      found.session.emplace(*std::move(opened));
    return found;
  }
  // Can't: the ticket is out of the house.
  constexpr void forget(bytes) override {}

 private:
  detail::sealer<B, Keys, detail::ticket_purpose, max_session_size> sealer_;
};

}  // namespace cxtls
