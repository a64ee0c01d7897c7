// Two key exchanges as one, which holds as long as either of them does: what the first gives out, then what the second
// does, in shares, responses and secrets alike. X25519MLKEM768 is ML-KEM-768 and X25519 in this order (RFC 10024).
#pragma once
#include <cstddef>

#include "cxtls/base/bytes.hpp"
#include "cxtls/base/wipe.hpp"

namespace cxtls::crypto {

// First and Second are what the concept KeyExchange asks for. Both have to succeed; if either fails, nothing of the
// other's secret is left.
template <class First, class Second>
class hybrid {
 public:
  static constexpr std::size_t share_size = First::share_size + Second::share_size;
  static constexpr std::size_t response_size = First::response_size + Second::response_size;
  static constexpr std::size_t secret_size = First::secret_size + Second::secret_size;

  [[nodiscard]] constexpr bool generate(auto const& backend, mutable_bytes share) {
    if (share.size() != share_size) return false;
    if (first_.generate(backend, share.first(First::share_size)) &&
        second_.generate(backend, share.subspan(First::share_size)))
      return true;
    first_ = First{};
    second_ = Second{};
    return false;
  }

  [[nodiscard]] constexpr bool decapsulate(auto const& backend, bytes response, mutable_bytes secret_out) {
    if (response.size() != response_size || secret_out.size() != secret_size) return false;
    return whole(first_.decapsulate(backend, response.first(First::response_size), head(secret_out)) &&
                     second_.decapsulate(backend, response.subspan(First::response_size), tail(secret_out)),
                 secret_out);
  }

  [[nodiscard]] static constexpr bool encapsulate(auto const& backend, bytes share, mutable_bytes response,
                                                  mutable_bytes secret_out) {
    if (share.size() != share_size || response.size() != response_size || secret_out.size() != secret_size)
      return false;
    return whole(First::encapsulate(backend, share.first(First::share_size), response.first(First::response_size),
                                    head(secret_out)) &&
                     Second::encapsulate(backend, share.subspan(First::share_size),
                                         response.subspan(First::response_size), tail(secret_out)),
                 secret_out);
  }

 private:
  static constexpr mutable_bytes head(mutable_bytes secret_out) { return secret_out.first(First::secret_size); }
  static constexpr mutable_bytes tail(mutable_bytes secret_out) { return secret_out.subspan(First::secret_size); }
  static constexpr bool whole(bool both, mutable_bytes secret_out) {
    if (!both) wipe(secret_out.data(), secret_out.size());
    return both;
  }

  First first_;
  Second second_;
};

}  // namespace cxtls::crypto
