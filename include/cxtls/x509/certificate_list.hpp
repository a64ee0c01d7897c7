// A few certificates in one owned run of octets, as they are sent.
#pragma once
#include "cxtls/base/bounded.hpp"
#include "cxtls/base/buffer.hpp"
#include "cxtls/base/result.hpp"
#include "cxtls/x509/budget.hpp"

namespace cxtls::x509 {

class certificate_list {
 public:
  using views = bounded<bytes, max_peer_certificates>;

  // DER, copied, not looked at. Errors: certificate_chain_too_long, out_of_memory.
  constexpr status add(bytes der) {
    if (sizes_.size() == max_peer_certificates) return errc::certificate_chain_too_long;
    if (!octets_.append(der)) return errc::out_of_memory;
    (void)sizes_.push(der.size());
    return done{};
  }
  constexpr std::size_t size() const { return sizes_.size(); }
  constexpr bool empty() const { return sizes_.empty(); }
  // Views last until add(), and as long as the list does. Precondition: i < size().
  constexpr bytes operator[](std::size_t i) const {
    std::size_t at = 0;
    for (std::size_t k = 0; k < i; ++k) at += sizes_[k];
    return octets_.view().subspan(at, sizes_[i]);
  }
  constexpr views all() const {
    views all;
    for (std::size_t i = 0; i < size(); ++i) (void)all.push((*this)[i]);
    return all;
  }
  // A second owner. Errors: out_of_memory.
  constexpr result<certificate_list> duplicate() const {
    certificate_list copy;
    if (!copy.octets_.append(octets_.view())) return errc::out_of_memory;
    copy.sizes_ = sizes_;
    return copy;
  }
  friend constexpr bool operator==(certificate_list const& a, certificate_list const& b) {
    return a.sizes_ == b.sizes_ && equal(a.octets_.view(), b.octets_.view());
  }

 private:
  buffer octets_;
  bounded<std::size_t, max_peer_certificates> sizes_{};
};

}  // namespace cxtls::x509
