// Application protocols to offer, in the form in which they travel.
#pragma once
#include <initializer_list>

#include "cxtls/base/bounded.hpp"
#include "cxtls/base/bytes.hpp"
#include "cxtls/handshake/hello/application_protocol.hpp"

namespace cxtls {

// In order of preference; stored as ProtocolName vectors (RFC 7301, 3.1), so that no name is ever empty or over-long.
class alpn_list {
 public:
  // Room for some thirty names like "http/1.1"; a ClientHello should stay within one packet.
  static constexpr std::size_t max_size = 256;

  constexpr alpn_list() = default;
  // A name that push() refuses makes the list invalid(), which creating a context reports.
  constexpr alpn_list(std::initializer_list<std::string_view> names) {
    for (std::string_view name : names)
      if (!push(name)) invalid_ = true;
  }

  // False for an empty name, one of over 255 octets, h2c, which isn't for TLS, and when there is no room.
  [[nodiscard]] constexpr bool push(std::string_view name) {
    if (name == application_protocol::h2c) return false;
    if (name.empty() || name.size() > 255 || octets_.size() + 1 + name.size() > max_size) return false;
    (void)octets_.push(static_cast<std::uint8_t>(name.size()));
    for (char c : name) (void)octets_.push(static_cast<std::uint8_t>(c));
    return true;
  }
  constexpr bool empty() const { return octets_.empty(); }
  constexpr bool invalid() const { return invalid_; }

  // One offered name, by its exact octets; empty when it isn't offered.
  constexpr bytes find(bytes name) const {
    for (std::size_t at = 0; at < octets_.size(); at += 1u + octets_[at]) {
      const bytes offered = octets_.view().subspan(at + 1, octets_[at]);
      if (equal(offered, name)) return offered;
    }
    return {};
  }
  template <class F>
  constexpr void each(F&& f) const {
    for (std::size_t at = 0; at < octets_.size(); at += 1u + octets_[at])
      f(octets_.view().subspan(at + 1, octets_[at]));
  }
  friend constexpr bool operator==(alpn_list const&, alpn_list const&) = default;

 private:
  bounded<std::uint8_t, max_size> octets_{};
  bool invalid_ = false;
};

}  // namespace cxtls
