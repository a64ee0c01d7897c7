// A key exchange whose group is chosen at run time among those that the backend lists.
#pragma once
#include <variant>

#include "cxtls/base/secret.hpp"
#include "cxtls/crypto/any_hash.hpp"
#include "cxtls/crypto/group.hpp"

namespace cxtls::crypto {

namespace detail {
template <class B, class I = std::make_index_sequence<B::groups.size()>>
struct group_choice;
template <class B, std::size_t... I>
struct group_choice<B, std::index_sequence<I...>> {
  using type = std::variant<no_algorithm, typename B::template key_exchange<B::groups[I]>...>;
};
}  // namespace detail

using shared_secret = secret<max_shared_secret_size>;

// The private half of one share.
template <class B>
class any_key_exchange {
 public:
  constexpr any_key_exchange() = default;
  constexpr any_key_exchange(any_key_exchange&&) = default;
  constexpr any_key_exchange& operator=(any_key_exchange&&) = default;
  // Out of line: inlined where a state moves on, GCC 12 warns of alternatives that were never there.
  [[gnu::noinline]] constexpr ~any_key_exchange() {}

  constexpr NamedGroup group() const { return group_; }

  // Returns the share's octets: a prefix of `out`, which holds max_share_size at most.
  // Errors: config_unsupported_by_backend, no_space, random_failed (the backend had no randomness, or failed).
  [[nodiscard]] constexpr result<mutable_bytes> generate(B const& b, NamedGroup group, mutable_bytes out) {
    if (!B::groups.contains(group)) return errc::config_unsupported_by_backend;
    const std::size_t size = find<B>(group)->share_size;
    if (out.size() < size) return errc::no_space;
    group_ = group;
    const bool good = with_listed<B::groups>(group, [&]<NamedGroup G>() {
      using kx = typename B::template key_exchange<G>;
      detail::become<kx>(state_);
      return std::get_if<kx>(&state_)->generate(b, out.first(size));
    });
    if (!good) return errc::random_failed;
    return out.first(size);
  }
  // Errors: key_share_invalid (what the peer sent isn't a share of this group).
  [[nodiscard]] constexpr result<shared_secret> decapsulate(B const& b, bytes response) {
    if (!B::groups.contains(group_)) return errc::key_exchange_failed;
    group_info const& info = *find<B>(group_);
    if (response.size() != info.response_size) return errc::key_share_invalid;
    shared_secret out(info.secret_size);
    const bool good = with_listed<B::groups>(group_, [&]<NamedGroup G>() {
      auto* key = std::get_if<typename B::template key_exchange<G>>(&state_);
      return key != nullptr && key->decapsulate(b, response, out.fill());
    });
    if (!good) return errc::key_share_invalid;
    return out;
  }

 private:
  NamedGroup group_{};
  typename detail::group_choice<B>::type state_;
};

// What the server answers with.
struct encapsulated {
  mutable_bytes response;  // a prefix of the caller's octets
  shared_secret secret;
};
// Errors: config_unsupported_by_backend, no_space, key_share_invalid.
template <class B>
[[nodiscard]] constexpr result<encapsulated> encapsulate(B const& b, NamedGroup group, bytes share, mutable_bytes out) {
  if (!B::groups.contains(group)) return errc::config_unsupported_by_backend;
  group_info const& info = *find<B>(group);
  if (share.size() != info.share_size) return errc::key_share_invalid;
  if (out.size() < info.response_size) return errc::no_space;
  encapsulated e{out.first(info.response_size), shared_secret(info.secret_size)};
  const bool good = with_listed<B::groups>(group, [&]<NamedGroup G>() {
    return B::template key_exchange<G>::encapsulate(b, share, e.response, e.secret.fill());
  });
  if (!good) return errc::key_share_invalid;
  return e;
}

}  // namespace cxtls::crypto
