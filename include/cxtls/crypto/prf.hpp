// The pseudorandom function of TLS 1.2 (RFC 5246, 5) over the backend's HMAC.
#pragma once
#include <span>

#include "cxtls/base/secret.hpp"
#include "cxtls/crypto/backend.hpp"
#include "cxtls/crypto/digest.hpp"

namespace cxtls::crypto {

namespace detail {
// Constant evaluation can't look at a char as an octet.
template <class Mac>
constexpr void update_with_text(Mac& mac, std::string_view text) {
  if (!std::is_constant_evaluated()) return mac.update(as_bytes(text));
  for (char c : text) {
    const std::uint8_t octet[] = {static_cast<std::uint8_t>(c)};
    mac.update(octet);
  }
}
}  // namespace detail

// RFC 5246, 5: "PRF(secret, label, seed) = P_<hash>(secret, label + seed)". The seed's pieces count as one; `out` takes
// any number of octets and holds none of them after an error. Errors: backend_failed.
template <class B>
constexpr status prf(B const& b, hash_algorithm a, bytes secret_octets, std::string_view label,
                     std::span<const bytes> seed, mutable_bytes out) {
  // HMAC_hash(secret, before + label + seed), the last two only when asked for.
  const auto hmac_of = [&](bytes before, bool seeded, mutable_bytes to) {
    return with_listed<B::hashes>(a, [&]<hash_algorithm A>() {
      typename B::template hmac<A> mac(b, secret_octets);
      mac.update(before);
      if (seeded) {
        detail::update_with_text(mac, label);
        for (bytes piece : seed) mac.update(piece);
      }
      return mac.finish(to);
    });
  };
  // "A(0) = seed, A(i) = HMAC_hash(secret, A(i-1))": the seed of P_hash is label + seed.
  secret<max_hash_size> a_i(hash_size(a)), next(hash_size(a)), block(hash_size(a));
  bool good = hmac_of({}, true, a_i.fill());
  for (mutable_bytes left = out; good && !left.empty();) {
    good = hmac_of(a_i.expose(), true, block.fill()) && hmac_of(a_i.expose(), false, next.fill());
    const bytes piece = block.expose().first(left.size() < block.size() ? left.size() : block.size());
    copy(piece, left.data());
    left = left.subspan(piece.size());
    std::swap(a_i, next);
  }
  if (good) return done{};
  wipe(out.data(), out.size());
  return errc::backend_failed;
}

}  // namespace cxtls::crypto
