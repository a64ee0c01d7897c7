// HKDF (RFC 5869) and HKDF-Expand-Label (RFC 8446, 7.1) over the backend's HMAC.
#pragma once
#include "cxtls/base/secret.hpp"
#include "cxtls/crypto/backend.hpp"
#include "cxtls/crypto/digest.hpp"
#include "cxtls/wire/wire.hpp"

namespace cxtls {

//  struct {                                                RFC 8446, 7.1
//      uint16 length = Length;
//      opaque label<7..255> = "tls13 " + Label;
//      opaque context<0..255> = Context;
//  } HkdfLabel;
struct HkdfLabel {
  std::uint16_t length = 0;
  bytes label{};
  bytes context{};
};
template <>
inline constexpr auto wire<HkdfLabel> =
    Struct(Field<&HkdfLabel::length>(u16), Field<&HkdfLabel::label>(PrefixedBytes(u8, {.min = 7, .max = 255})),
           Field<&HkdfLabel::context>(PrefixedBytes(u8)));

}  // namespace cxtls

namespace cxtls::crypto {

using hash_secret = secret<max_hash_size>;

// HMAC of one message, RFC 2104. `out` takes exactly hash_size(a) octets.
template <class B>
[[nodiscard]] constexpr bool hmac(B const& b, hash_algorithm a, bytes key, bytes message, mutable_bytes out) {
  return out.size() == hash_size(a) && with_listed<B::hashes>(a, [&]<hash_algorithm A>() {
           typename B::template hmac<A> mac(b, key);
           mac.update(message);
           return mac.finish(out);
         });
}

// RFC 5869, 2.2. No salt means as many zeros as the hash has octets. Errors: backend_failed.
template <class B>
constexpr result<hash_secret> extract(B const& b, hash_algorithm a, bytes salt, bytes input_keying_material) {
  constexpr std::array<std::uint8_t, max_hash_size> zeros{};
  if (salt.empty()) salt = bytes(zeros).first(hash_size(a));
  hash_secret prk(hash_size(a));
  if (!hmac(b, a, salt, input_keying_material, prk.fill())) return errc::backend_failed;
  return prk;
}

// RFC 5869, 2.3: T(i) = HMAC(PRK, T(i-1) | info | i), at most 255 of them. Errors: backend_failed, no_space.
template <class B>
constexpr status expand(B const& b, hash_algorithm a, bytes prk, bytes info, mutable_bytes out) {
  const std::size_t size = hash_size(a);
  if (out.size() > 255 * size) return errc::no_space;
  hash_secret block(size);
  std::uint8_t i = 0;
  for (mutable_bytes left = out; !left.empty();) {
    const bytes before = i == 0 ? bytes{} : block.expose();
    const std::uint8_t counter[] = {++i};
    const bool good = with_listed<B::hashes>(a, [&]<hash_algorithm A>() {
      typename B::template hmac<A> mac(b, prk);
      mac.update(before);
      mac.update(info);
      mac.update(counter);
      return mac.finish(block.fill());
    });
    if (!good) {
      wipe(out.data(), out.size());
      return errc::backend_failed;
    }
    const std::size_t n = left.size() < size ? left.size() : size;
    copy(block.expose().first(n), left.data());
    left = left.subspan(n);
  }
  return done{};
}

// The label without its prefix "tls13 ", which is added here.
// Errors: backend_failed, no_space, length_out_of_range (a label or context too long).
template <class B>
constexpr status expand_label(B const& b, hash_algorithm a, bytes secret, std::string_view label, bytes context,
                              mutable_bytes out) {
  constexpr std::string_view prefix = "tls13 ";
  bounded<std::uint8_t, 255> full;
  for (std::string_view part : {prefix, label})
    for (char c : part)
      if (!full.push(static_cast<std::uint8_t>(c))) return errc::length_out_of_range;
  if (out.size() > 0xffff) return errc::no_space;
  std::array<std::uint8_t, wire<HkdfLabel>.max_size()> room{};
  const auto info = build(HkdfLabel{static_cast<std::uint16_t>(out.size()), {full.data(), full.size()}, context}, room);
  if (!info) return info.error();
  return expand(b, a, secret, *info, out);
}

// As long as the hash: what Derive-Secret (RFC 8446, 7.1) makes. Errors: as above.
template <class B>
constexpr result<hash_secret> derive(B const& b, hash_algorithm a, bytes secret, std::string_view label,
                                     bytes context) {
  hash_secret out(hash_size(a));
  if (const status s = expand_label(b, a, secret, label, context, out.fill()); !s) return s.error();
  return out;
}

}  // namespace cxtls::crypto
