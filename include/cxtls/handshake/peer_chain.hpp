// The peer's certificates, kept as they came: the leaf first (RFC 8446, 4.4.2).
#pragma once
#include "cxtls/base/bounded.hpp"
#include "cxtls/base/buffer.hpp"
#include "cxtls/base/result.hpp"

namespace cxtls {

class peer_chain {
 public:
  // Longer chains aren't seen on the web, and each certificate costs path building.
  static constexpr std::size_t max_certificates = 10;

  // Errors: certificate_chain_too_long, out_of_memory.
  constexpr status add(bytes der) {
    if (!sizes_.push(der.size())) return errc::certificate_chain_too_long;
    if (!octets_.append(der)) return errc::out_of_memory;
    return done{};
  }
  constexpr std::size_t size() const { return sizes_.size(); }
  constexpr bool empty() const { return sizes_.empty(); }
  // DER; views last as long as the connection stays where it is. Precondition: i < size().
  constexpr bytes operator[](std::size_t i) const {
    std::size_t at = 0;
    for (std::size_t k = 0; k < i; ++k) at += sizes_[k];
    return octets_.view().subspan(at, sizes_[i]);
  }

  // All of them, in a form that the validator takes.
  struct views {
    bounded<bytes, max_certificates> list{};
    constexpr operator std::span<const bytes>() const { return list.view(); }
  };
  constexpr views all() const {
    views v;
    for (std::size_t i = 0; i < size(); ++i) (void)v.list.push((*this)[i]);
    return v;
  }

 private:
  buffer octets_;
  bounded<std::size_t, max_certificates> sizes_{};
};

}  // namespace cxtls
