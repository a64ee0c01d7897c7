// Cookies under the keys of tickets.
#pragma once
#include "cxtls/session/retry_cookie.hpp"
#include "cxtls/session/sealed.hpp"

namespace cxtls {

namespace detail {
inline constexpr std::uint8_t cookie_purpose[] = {'c', 'x', 't', 'l', 's', ' ', 'c', 'o', 'o', 'k', 'i', 'e'};
}

// Thread-safe if the keys are.
template <crypto::Backend B, class Keys>
class sealed_cookies final : public cookie_protector {
  static_assert(require_ticket_keys<Keys>());

 public:
  // The keys outlive it.
  constexpr sealed_cookies(B const& b, Keys& keys) : sealer_(b, keys) {}

  // Errors: length_out_of_range, out_of_memory, random_failed, backend_failed, those of Keys::current().
  constexpr status seal(bytes cookie, unix_time now, buffer& out) const override {
    return sealer_.seal(cookie, now, out);
  }
  constexpr std::optional<buffer> open(bytes sealed, unix_time now) const override { return sealer_.open(sealed, now); }

 private:
  detail::sealer<B, Keys, detail::cookie_purpose, wire<retry_cookie>.max_size()> sealer_;
};

}  // namespace cxtls
