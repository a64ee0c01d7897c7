// The key of tickets: 32 octets that were drawn or given, never zeros that nobody filled in.
#pragma once
#include <array>

#include "cxtls/base/result.hpp"
#include "cxtls/base/secret.hpp"
#include "cxtls/crypto/backend.hpp"

namespace cxtls {

// Public: it stands before the ticket, so that its key is found.
using ticket_key_name = std::array<std::uint8_t, 16>;

// How tickets are sealed and what they hold. Servers that share keys change it together with the key.
inline constexpr std::uint8_t ticket_version = 1;

// Move-only, wiped. There is no ticket key without octets (CVE-2020-13777: all zero until the first rotation).
class ticket_key {
 public:
  static constexpr std::size_t secret_size = 32;

  ticket_key() = delete;  // its octets come first: ticket_key::of() or draw()

  // A key that the application shares out. Errors: config_ticket_key: not secret_size octets, or all of them zero.
  static constexpr result<ticket_key> of(ticket_key_name const& name, bytes octets) {
    std::uint8_t any = 0;
    for (std::uint8_t octet : octets) any |= octet;
    if (octets.size() != secret_size || any == 0) return errc::config_ticket_key;
    ticket_key key(name);
    copy(octets, key.octets_.fill().data());
    return key;
  }
  // A fresh one. Errors: random_failed.
  template <crypto::Backend B>
  static constexpr result<ticket_key> draw(B const& b) {
    ticket_key key(ticket_key_name{});
    if (!b.random(key.name_) || !b.random(key.octets_.fill())) return errc::random_failed;
    return key;
  }

  constexpr ticket_key_name const& name() const { return name_; }
  constexpr std::uint8_t version() const { return ticket_version; }
  constexpr bytes expose() const { return octets_.expose(); }
  // A second owner of the same key, on purpose.
  constexpr ticket_key duplicate() const {
    ticket_key key(name_);
    copy(expose(), key.octets_.fill().data());
    return key;
  }

 private:
  constexpr explicit ticket_key(ticket_key_name const& name) : name_(name) {}
  ticket_key_name name_;
  secret<secret_size> octets_{secret_size};
};

}  // namespace cxtls
