// static_assert(require_backend<B>()): one sentence for everything that B lacks.
#pragma once
#include "cxtls/crypto/backend.hpp"
#include "cxtls/crypto/require_own.hpp"

namespace cxtls::crypto {

namespace detail {

// The template arguments in the compiler's note name the backend and the algorithm.
template <class B, auto Algorithm, bool Implemented, bool Sized>
struct listed {
  static_assert(Implemented,
                "crypto backend: this algorithm is listed, but its class doesn't implement the concept "
                "(crypto/backend.hpp)");
  static_assert(!Implemented || Sized,
                "crypto backend: a size constant of this algorithm differs from what its standard says");
  static constexpr bool ok = Implemented && Sized;
};

template <class B, hash_algorithm H>
constexpr bool hash_sized() {
  if constexpr (ImplementsHash<B, H> && ImplementsHmac<B, H>)
    return B::template hash<H>::size == hash_size(H) && B::template hmac<H>::size == hash_size(H);
  else
    return false;
}
template <class B, aead_algorithm A>
constexpr bool aead_sized() {
  if constexpr (is_own(A)) {
    return true;  // by no standard that we know: require_own()
  } else if constexpr (ImplementsAead<B, A>) {
    using aead = typename B::template aead<A>;
    return aead::key_size == aead_key_size(A) && aead::nonce_size == aead_nonce_size && aead::tag_size == aead_tag_size;
  } else {
    return false;
  }
}
template <class B, NamedGroup G>
constexpr bool key_exchange_sized() {
  if constexpr (is_own(G)) {
    return true;  // as above
  } else if constexpr (ImplementsKeyExchange<B, G>) {
    using kx = typename B::template key_exchange<G>;
    // By value: GCC's sanitizers take a comparison with a null pointer for no constant.
    for (group_info row : group_table)
      if (row.group == G)
        return kx::share_size == row.share_size && kx::response_size == row.response_size &&
               kx::secret_size == row.secret_size;
    return false;
  } else {
    return false;
  }
}

template <class B, std::size_t... I>
constexpr bool hashes_ok(std::index_sequence<I...>) {
  return (listed < B, B::hashes[I], ImplementsHash<B, B::hashes[I]> && ImplementsHmac<B, B::hashes[I]>,
          hash_sized<B, B::hashes[I]>() > ::ok && ...);
}
template <class B, std::size_t... I>
constexpr bool aeads_ok(std::index_sequence<I...>) {
  return (listed<B, B::aeads[I], ImplementsAead<B, B::aeads[I]>, aead_sized<B, B::aeads[I]>()>::ok && ...);
}
template <class B, std::size_t... I>
constexpr bool groups_ok(std::index_sequence<I...>) {
  return (listed<B, B::groups[I], ImplementsKeyExchange<B, B::groups[I]>, key_exchange_sized<B, B::groups[I]>()>::ok &&
          ...);
}
template <class B, std::size_t... I>
constexpr bool signatures_ok(std::index_sequence<I...>) {
  return (listed<B, B::signatures[I], ImplementsVerifier<B, B::signatures[I]>, true>::ok && ...);
}

}  // namespace detail

template <class B>
constexpr bool require_backend() {
  static_assert(std::copyable<B>, "crypto backend: the object must be copyable; a context keeps one");
  static_assert(HasName<B>, "crypto backend: `static constexpr std::string_view name` is missing");
  static_assert(ListsHashes<B>, "crypto backend: `static constexpr crypto::capabilities hashes{...}` is missing");
  static_assert(ListsAeads<B>, "crypto backend: `static constexpr crypto::capabilities aeads{...}` is missing");
  static_assert(ListsGroups<B>, "crypto backend: `static constexpr crypto::capabilities groups{...}` is missing");
  static_assert(ListsSignatures<B>,
                "crypto backend: `static constexpr crypto::capabilities signatures{...}` is missing");
  static_assert(HasRandom<B>, "crypto backend: `bool random(mutable_bytes) const` is missing");
  static_assert(HasEqual<B>, "crypto backend: `static bool equal(bytes, bytes)` in constant time is missing");
  static_assert(HasPrivateKey<B>, "crypto backend: the class `private_key` is missing or lacks a function");
  if constexpr (Backend<B>) {
    static_assert(is_set(B::hashes) && is_set(B::aeads) && is_set(B::groups) && is_set(B::signatures),
                  "crypto backend: an algorithm stands twice in `hashes`, `aeads`, `groups` or `signatures`");
    static_assert(B::hashes.contains(hash_algorithm::sha256), "crypto backend: SHA-256 is missing; every TLS needs it");
    return detail::hashes_ok<B>(std::make_index_sequence<B::hashes.size()>{}) &&
           detail::aeads_ok<B>(std::make_index_sequence<B::aeads.size()>{}) &&
           detail::groups_ok<B>(std::make_index_sequence<B::groups.size()>{}) &&
           detail::signatures_ok<B>(std::make_index_sequence<B::signatures.size()>{}) && require_own<B>();
  } else {
    return false;
  }
}

}  // namespace cxtls::crypto
