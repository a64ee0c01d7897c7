// Whose key is it? For certificates of any type: X.509, raw public keys (RFC 7250), and types of the application's own.
#pragma once
#include <concepts>

#include "cxtls/protocol/registry/certificate_type.hpp"
#include "cxtls/x509/verify.hpp"

namespace cxtls {

// A certificate type from outside cxtls (IANA keeps 224 to 255 for private use):
//   struct my_type {
//     static constexpr CertificateType type = CertificateType(224);
//     static constexpr result<crypto::public_key> key_of(bytes body);
//   };
// `body` is what the peer sent as its certificate; the key may view it, and nothing else. Whatever it says, the peer is
// accepted only if that key is pinned.
template <class T>
concept OwnCertificateType = requires(bytes body) {
  requires std::same_as<decltype(T::type), CertificateType const>;
  { T::key_of(body) } -> std::same_as<result<crypto::public_key>>;
};

// More types than anybody has, so that an offer fits its stack buffers.
inline constexpr std::size_t max_own_certificate_types = 4;
using certificate_type_list = bounded<CertificateType, max_own_certificate_types + 2>;

namespace detail {
template <class T>
consteval CertificateType code_of_own_type() {
  if constexpr (OwnCertificateType<T>) return T::type;
  return {};
}
template <class... T>
consteval bool own_types_are_new() {
  const std::array<CertificateType, sizeof...(T)> own{code_of_own_type<T>()...};
  for (CertificateType type : own)
    for (auto const& row : names<CertificateType>)
      if (row.value == type) return false;
  return true;
}
template <class... T>
consteval bool own_types_differ() {
  const std::array<CertificateType, sizeof...(T)> own{code_of_own_type<T>()...};
  for (std::size_t i = 0; i < own.size(); ++i)
    for (std::size_t k = 0; k < i; ++k)
      if (own[i] == own[k]) return false;
  return true;
}
}  // namespace detail

// What a policy lists as its certificate_types, in order of preference.
template <class... T>
struct certificate_types {
  static constexpr bool well_formed = (OwnCertificateType<T> && ...);
  static_assert(well_formed,
                "a certificate type has `static constexpr CertificateType type` and `static constexpr "
                "result<crypto::public_key> key_of(bytes body)`");
  static_assert(!well_formed || detail::own_types_are_new<T...>(),
                "a certificate type has a code point that IANA gave to another one");
  static_assert(!well_formed || detail::own_types_differ<T...>(), "two certificate types have the same code point");
  static_assert(sizeof...(T) <= max_own_certificate_types, "more than max_own_certificate_types certificate types");

  // Errors: certificate_algorithm_unsupported for a type that nobody here knows, and the type's own.
  static constexpr result<crypto::public_key> key_of(CertificateType type, bytes body) {
    result<crypto::public_key> key = error{errc::certificate_algorithm_unsupported, "certificate_type"};
    if constexpr (well_formed) ((T::type == type ? static_cast<void>(key = T::key_of(body)) : void()), ...);
    return key;
  }
  static constexpr certificate_type_list all() {
    certificate_type_list list;
    if constexpr (well_formed) (static_cast<void>(list.push(T::type)), ...);
    return list;
  }
};

namespace detail {
template <class P>
struct own_certificate_types {
  using type = certificate_types<>;
};
template <class P>
  requires requires { typename P::certificate_types; }
struct own_certificate_types<P> {
  using type = typename P::certificate_types;
};
}  // namespace detail
template <class P>
using own_certificate_types = typename detail::own_certificate_types<P>::type;

namespace x509 {

// The key that a peer signs the handshake with, which showed `body`, its leaf if there are several. Views `body`. Errors:
// those of leaf_public_key(), of raw_public_key() and of the type's own.
template <class Own = certificate_types<>>
constexpr result<crypto::public_key> signing_key(CertificateType type, bytes body,
                                                 std::span<const crypto::scheme_info> own = {}) {
  if (type == CertificateType::X509) return leaf_public_key(body, own);
  if (type == CertificateType::RawPublicKey) return raw_public_key(body, own);
  return Own::key_of(type, body);
}

}  // namespace x509
}  // namespace cxtls
