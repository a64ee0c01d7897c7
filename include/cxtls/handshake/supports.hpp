// Has a backend what a policy asks for? A question for the compiler.
#pragma once
#include <utility>

#include "cxtls/handshake/hello/offer.hpp"
#include "cxtls/handshake/memory_limits.hpp"
#include "cxtls/handshake/stack.hpp"

namespace cxtls {

// What is missing, as template arguments, because these are what a compiler prints.
template <auto... Missing>
struct lacks {};

namespace policy {
// The same, and nothing of it left out: where P alone prefers, this one insists, and a backend that lacks anything is
// refused when it compiles.
template <class P>
struct all_of : P {
  static constexpr bool insists = true;
};
}  // namespace policy

namespace detail {

template <class B>
constexpr bool can_do(CipherSuite suite) {
  return crypto::find<B>(suite) != nullptr || crypto::tls12::find<B>(suite) != nullptr;
}
template <class B>
constexpr bool can_do(NamedGroup group) {
  return B::groups.contains(group);
}
template <class B>
constexpr bool can_do(SignatureScheme scheme) {
  crypto::scheme_info const* const row = crypto::find<B>(scheme);
  return row != nullptr && B::signatures.contains(row->algorithm);
}
template <class B, class List>
constexpr List missing_in(List const& listed) {
  List out;
  for (auto item : listed)
    if (!can_do<B>(item)) (void)out.push(item);
  return out;
}

template <class P, class B>
struct missing {
  static constexpr auto suites = missing_in<B>(P::value.cipher_suites);
  static constexpr auto groups = missing_in<B>(P::value.groups);
  static constexpr auto schemes = missing_in<B>(P::value.signature_schemes);
  template <std::size_t... I, std::size_t... J, std::size_t... K>
  static auto named(std::index_sequence<I...>, std::index_sequence<J...>, std::index_sequence<K...>)
      -> lacks<suites[I]..., groups[J]..., schemes[K]...>;
  using type = decltype(named(std::make_index_sequence<suites.size()>{}, std::make_index_sequence<groups.size()>{},
                              std::make_index_sequence<schemes.size()>{}));
};

}  // namespace detail

// lacks<> when nothing is.
template <class P, class B>
using missing_for = typename detail::missing<P, B>::type;
template <class P, class B>
inline constexpr bool supports = std::is_same_v<missing_for<P, B>, lacks<>>;

namespace detail {
// A class template: GCC 12 prints what is missing from inside of one only.
template <class P, class B>
struct policy_and_backend {
  static consteval bool insists() {
    if constexpr (requires { P::insists; }) return P::insists;
    return false;
  }
  static constexpr offer left = make_offer<B, spoken_by<P>>(P::value, {}, {}, {});
  static_assert(!insists() || std::is_same_v<missing_for<P, B>, lacks<>>,
                "the policy insists on algorithms that the backend lacks: they are the arguments of lacks<...>");
  static_assert(!P::value.versions.empty(), "the policy has to list TLS 1.3, TLS 1.2 or both");
  static_assert(left.versions.size() == P::value.versions.size() &&
                    (left.versions.size() < 2 || left.versions[0] != left.versions[1]),
                "the policy may list TLS 1.3 and TLS 1.2, each once: there is no handshake for other versions");
  static_assert(!left.cipher_suites.empty(), "the backend can do none of the policy's cipher suites");
  static_assert(!left.groups.empty(), "the backend can do none of the policy's key exchange groups");
  static_assert(
      are_sound(memory_of<P>),
      "the policy's memory: a message and a flight have 2048 octets at least, waiting_data 1, and outgoing has "
      "room for waiting_data, one record more and a flight");
  static_assert(!left.signature_schemes.empty(), "the backend can do none of the policy's signature schemes");
  static constexpr bool met = true;
};
// What is no stack has been reported already.
template <class S>
consteval bool policy_is_met() {
  if constexpr (Stack<S>) return policy_and_backend<typename S::policy, typename S::backend>::met;
  return true;
}
}  // namespace detail

// True, or a sentence from the compiler.
template <class S>
inline constexpr bool policy_met = detail::policy_is_met<S>();

}  // namespace cxtls
