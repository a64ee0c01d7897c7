// An AEAD key whose algorithm is chosen at run time among those that the backend lists.
#pragma once
#include <variant>

#include "cxtls/crypto/any_hash.hpp"

namespace cxtls::crypto {

namespace detail {
template <class B, class I = std::make_index_sequence<B::aeads.size()>>
struct aead_choice;
template <class B, std::size_t... I>
struct aead_choice<B, std::index_sequence<I...>> {
  using type = std::variant<no_algorithm, typename B::template aead<B::aeads[I]>...>;
};
}  // namespace detail

// 0 for one of B's own that B doesn't list.
template <class B>
constexpr std::size_t aead_key_size(aead_algorithm a) {
  if constexpr (has_own(B::aeads)) {
    std::size_t size = 0;
    if (is_own(a)) {
      with_listed<B::aeads>(a, [&]<aead_algorithm A>() {
        size = B::template aead<A>::key_size;
        return true;
      });
      return size;
    }
  }
  return is_own(a) ? 0 : aead_key_size(a);
}

template <class B>
class any_aead {
 public:
  // Without a key: seals and opens nothing.
  constexpr any_aead() = default;
  any_aead(any_aead const&) = delete;  // two of a key would use each nonce twice: std::move it
  constexpr any_aead(any_aead&&) = default;
  // Clang with libstdc++ 12 can't assign a variant another alternative in constant evaluation.
  constexpr any_aead& operator=(any_aead&& other) noexcept {
    if (this == &other) return *this;
    std::destroy_at(this);
    return *std::construct_at(this, std::move(other));
  }

  // False, and without a key, when the backend doesn't list the algorithm, the key's size is wrong, or it failed.
  [[nodiscard]] constexpr bool init(B const& b, aead_algorithm a, bytes key) {
    algorithm_ = a;
    const bool good = key.size() == aead_key_size<B>(a) && with_listed<B::aeads>(a, [&]<aead_algorithm A>() {
                        using aead = typename B::template aead<A>;
                        detail::become<aead>(state_);
                        return std::get_if<aead>(&state_)->init(b, key);
                      });
    if (!good) detail::become<detail::no_algorithm>(state_);
    return good;
  }

  // As AeadCipher says (crypto/backend.hpp): out.size() == in.size() + extra.size() + aead_tag_size.
  [[nodiscard]] constexpr bool seal(mutable_bytes out, bytes nonce, bytes aad, bytes in, bytes extra) const {
    if (nonce.size() != aead_nonce_size || out.size() != in.size() + extra.size() + aead_tag_size) return false;
    return with_key([&](auto const& key) { return key.seal(out, nonce, aad, in, extra); });
  }
  // The plaintext is all but the last aead_tag_size octets of `sealed`.
  [[nodiscard]] constexpr bool open(mutable_bytes sealed, bytes nonce, bytes aad) const {
    if (nonce.size() != aead_nonce_size || sealed.size() < aead_tag_size) return false;
    return with_key([&](auto const& key) { return key.open(sealed, nonce, aad); });
  }

 private:
  template <class F>
  constexpr bool with_key(F f) const {
    return with_listed<B::aeads>(algorithm_, [&]<aead_algorithm A>() {
      auto const* key = std::get_if<typename B::template aead<A>>(&state_);
      return key != nullptr && f(*key);
    });
  }
  aead_algorithm algorithm_{};
  typename detail::aead_choice<B>::type state_;
};

}  // namespace cxtls::crypto
