// A running hash whose algorithm is chosen at run time among those that the backend lists.
#pragma once
#include <variant>

#include "cxtls/crypto/backend.hpp"
#include "cxtls/crypto/digest.hpp"

namespace cxtls::crypto {

namespace detail {
struct no_algorithm {};

// variant::emplace isn't constexpr on Clang with libstdc++ 12.
template <class T, class Variant, class... Args>
constexpr void become(Variant& v, Args const&... args) {
  std::destroy_at(&v);
  std::construct_at(&v, std::in_place_type<T>, args...);
}

template <class B, class I = std::make_index_sequence<B::hashes.size()>>
struct hash_choice;
template <class B, std::size_t... I>
struct hash_choice<B, std::index_sequence<I...>> {
  using type = std::variant<no_algorithm, typename B::template hash<B::hashes[I]>...>;
};
}  // namespace detail

// Copying means a second hash of the same beginning: duplicate() says so.
template <class B>
class any_hash {
 public:
  // An algorithm that the backend doesn't list fails at finish().
  constexpr any_hash(B const& b, hash_algorithm a) : algorithm_(a) {
    with_listed<B::hashes>(a, [&]<hash_algorithm A>() {
      detail::become<typename B::template hash<A>>(state_, b);
      return true;
    });
  }
  constexpr any_hash(any_hash&&) = default;
  constexpr any_hash& operator=(any_hash&&) = default;
  constexpr any_hash duplicate() const { return any_hash(*this); }

  constexpr hash_algorithm algorithm() const { return algorithm_; }
  constexpr void update(bytes more) {
    with_listed<B::hashes>(algorithm_, [&]<hash_algorithm A>() {
      if (auto* h = std::get_if<typename B::template hash<A>>(&state_)) h->update(more);
      return true;
    });
  }
  // What was to be hashed couldn't be made: finish() will fail.
  constexpr void fail() { detail::become<detail::no_algorithm>(state_); }
  // Errors: backend_failed. The hash is spent.
  constexpr result<digest> finish() {
    digest d(hash_size(algorithm_));
    const bool good = with_listed<B::hashes>(algorithm_, [&]<hash_algorithm A>() {
      auto* h = std::get_if<typename B::template hash<A>>(&state_);
      return h != nullptr && h->finish(d.fill());
    });
    if (!good) return errc::backend_failed;
    return d;
  }

 private:
  constexpr any_hash(any_hash const&) = default;
  hash_algorithm algorithm_;
  typename detail::hash_choice<B>::type state_;
};

// Errors: backend_failed.
template <class B>
constexpr result<digest> hash_of(B const& b, hash_algorithm a, bytes message) {
  any_hash<B> h(b, a);
  h.update(message);
  return h.finish();
}

}  // namespace cxtls::crypto
