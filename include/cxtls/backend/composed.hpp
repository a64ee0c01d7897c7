// Backends put together from parts of others: X25519 and ChaCha20-Poly1305 from one library, the rest from another.
//   using mine = composed<only<libsodium, NamedGroup::x25519, crypto::aead_algorithm::chacha20_poly1305>, openssl>;
#pragma once
#include <variant>

#include "cxtls/crypto/backend.hpp"
#include "cxtls/crypto/scheme.hpp"
#include "cxtls/crypto/tls12/suite.hpp"

namespace cxtls::backend {

namespace composed_ {

using crypto::capabilities;

template <class List>
using item_of = typename std::remove_cvref_t<List>::value_type;

// Those of `List` that `keep` says yes to.
template <auto const& List, class Keep>
constexpr auto filtered(Keep keep) {
  constexpr std::size_t count = [] {
    std::size_t n = 0;
    for (std::size_t i = 0; i < List.size(); ++i) n += Keep{}(List[i], i) ? 1 : 0;
    return n;
  }();
  capabilities<item_of<decltype(List)>, count> out;
  std::size_t n = 0;
  for (std::size_t i = 0; i < List.size(); ++i)
    if (keep(List[i], i)) out.items[n++] = List[i];
  return out;
}

// Algorithms of another kind are others.
template <class E, class F>
constexpr bool same(E, F) {
  return false;
}
template <class E>
constexpr bool same(E a, E b) {
  return a == b;
}

template <auto const& List, auto... Algorithms>
inline constexpr auto kept = filtered<List>([](auto item, std::size_t) { return (same(item, Algorithms) || ...); });

template <auto const& List, auto const&... More>
struct chain {
  static constexpr auto value = crypto::joined(List, chain<More...>::value);
};
template <auto const& List>
struct chain<List> {
  static constexpr auto value = List;
};
// All lists, one after the other; what is listed again counts where it stood first.
template <auto const&... Lists>
inline constexpr auto united = filtered<chain<Lists...>::value>([](auto item, std::size_t at) {
  for (std::size_t i = 0; i < at; ++i)
    if (chain<Lists...>::value[i] == item) return false;
  return true;
});

// Those rows of `Table` that `keep` says yes to.
template <auto const& Table, class Keep>
constexpr auto rows_of(Keep keep) {
  constexpr std::size_t count = [] {
    std::size_t n = 0;
    for (auto const& row : Table) n += Keep{}(row) ? 1 : 0;
    return n;
  }();
  std::array<typename std::remove_cvref_t<decltype(Table)>::value_type, count> out{};
  std::size_t n = 0;
  for (auto const& row : Table)
    if (keep(row)) out[n++] = row;
  return out;
}
// All tables, one after the other.
template <class Row, auto const&... Tables>
constexpr auto all_rows() {
  std::array<Row, (0 + ... + Tables.size())> out{};
  std::size_t n = 0;
  const auto add = [&](auto const& table) {
    for (Row const& row : table) out[n++] = row;
  };
  (add(Tables), ...);
  return out;
}

template <class B>
constexpr bool lists(crypto::hash_algorithm a) {
  return B::hashes.contains(a);
}
template <class B>
constexpr bool lists(crypto::aead_algorithm a) {
  return B::aeads.contains(a);
}
template <class B>
constexpr bool lists(NamedGroup a) {
  return B::groups.contains(a);
}
template <class B>
constexpr bool lists(crypto::signature_algorithm a) {
  return B::signatures.contains(a);
}

// The first of these that lists the algorithm.
template <auto Algorithm, class First, class... Rest>
struct source {
  using type = typename source<Algorithm, Rest...>::type;
};
template <auto Algorithm, class First, class... Rest>
  requires(lists<First>(Algorithm))
struct source<Algorithm, First, Rest...> {
  using type = First;
};
template <auto Algorithm, class... Parts>
using source_of = typename source<Algorithm, Parts...>::type;

// A base class, so that it speaks before the compiler finds that a base stands there twice.
template <class P>
struct whole {
  using type = P;
};
template <class P>
  requires requires { typename P::whole; }
struct whole<P> {
  using type = typename P::whole;
};
template <class P, class... Parts>
inline constexpr int times = (int{std::is_same_v<typename whole<P>::type, typename whole<Parts>::type>} + ...);
template <class... Parts>
struct each_library_once {
  static_assert(((times<Parts, Parts...> == 1) && ...),
                "composed<...>: a backend stands in the list twice; name all that you take of it in one only<B, ...>");
};

// One number would stand for two algorithms.
template <auto const& All, class... Parts>
constexpr bool own_numbers_differ() {
  for (auto item : All)
    if (is_own(item) && (int{lists<Parts>(item)} + ...) != 1) return false;
  return true;
}

}  // namespace composed_

// B with nothing but these of its algorithms, in its order. Its randomness and its comparison stay.
template <class B, auto... Algorithms>
class only : public B {
  static_assert((composed_::lists<B>(Algorithms) && ...), "only<B, ...>: B doesn't list one of these algorithms");

 public:
  using whole = B;
  only() = default;
  explicit only(B b) : B(std::move(b)) {}
  static constexpr auto hashes = composed_::kept<B::hashes, Algorithms...>;
  static constexpr auto aeads = composed_::kept<B::aeads, Algorithms...>;
  static constexpr auto groups = composed_::kept<B::groups, Algorithms...>;
  static constexpr auto signatures = composed_::kept<B::signatures, Algorithms...>;
  // What B adds to the tables, as far as its algorithms are there.
  static constexpr auto own_suites = composed_::rows_of<crypto::own_suites<B>>(
      [](auto const& row) { return aeads.contains(row.aead) && hashes.contains(row.hash); });
  static constexpr auto own_tls12_suites = composed_::rows_of<crypto::tls12::own_suites<B>>(
      [](auto const& row) { return aeads.contains(row.aead) && hashes.contains(row.hash); });
  static constexpr auto own_schemes =
      composed_::rows_of<crypto::own_schemes<B>>([](auto const& row) { return signatures.contains(row.algorithm); });
};

// What several parts list comes from the first of them; so do randomness and comparison, from the first part of all.
template <class First, class... Rest>
class composed : composed_::each_library_once<First, Rest...>, public First, public Rest... {
  template <auto Algorithm>
  using source = composed_::source_of<Algorithm, First, Rest...>;

 public:
  composed() = default;
  explicit composed(First first, Rest... rest) : First(std::move(first)), Rest(std::move(rest))... {}

  static constexpr std::string_view name = "composed";
  static constexpr auto hashes = composed_::united<First::hashes, Rest::hashes...>;
  static constexpr auto aeads = composed_::united<First::aeads, Rest::aeads...>;
  static constexpr auto groups = composed_::united<First::groups, Rest::groups...>;
  static constexpr auto signatures = composed_::united<First::signatures, Rest::signatures...>;
  static constexpr auto own_suites =
      composed_::all_rows<crypto::suite_info, crypto::own_suites<First>, crypto::own_suites<Rest>...>();
  static constexpr auto own_tls12_suites =
      composed_::all_rows<crypto::tls12::suite_info, crypto::tls12::own_suites<First>,
                          crypto::tls12::own_suites<Rest>...>();
  static constexpr auto own_schemes =
      composed_::all_rows<crypto::scheme_info, crypto::own_schemes<First>, crypto::own_schemes<Rest>...>();
  static_assert(composed_::own_numbers_differ<aeads, First, Rest...>() &&
                    composed_::own_numbers_differ<signatures, First, Rest...>(),
                "composed<...>: two backends have algorithms of their own under one number (own_aead, own_signature)");

  [[nodiscard]] bool random(mutable_bytes out) const { return First::random(out); }
  static bool equal(bytes a, bytes b) { return First::equal(a, b); }

  template <crypto::hash_algorithm A>
  using hash = typename source<A>::template hash<A>;
  template <crypto::hash_algorithm A>
  using hmac = typename source<A>::template hmac<A>;
  template <crypto::aead_algorithm A>
  using aead = typename source<A>::template aead<A>;
  template <NamedGroup G>
  using key_exchange = typename source<G>::template key_exchange<G>;
  template <crypto::signature_algorithm A>
  using verifier = typename source<A>::template verifier<A>;

  // Held by the first part that can read it and lists what it signs with.
  class private_key {
   public:
    // Errors: private_key_malformed if no part can read it, config_unsupported_by_backend if none lists its algorithm, else
    // what the first says that does.
    static result<private_key> from_der(composed const& b, bytes der) {
      error why{errc::private_key_malformed};
      std::optional<private_key> found;
      static_cast<void>((read<First>(b, der, why, found) || ... || read<Rest>(b, der, why, found)));
      if (!found) return why;
      return std::move(*found);
    }
    auto schemes() const {
      return std::visit(
          [](auto const& held) {
            bounded<SignatureScheme, crypto::scheme_table.size()> out;
            for (SignatureScheme scheme : held.key.schemes())
              if (held.lists(scheme)) static_cast<void>(out.push(scheme));
            return out;
          },
          held_);
    }
    // Errors: as the part's, and signature_scheme_mismatch.
    result<std::size_t> sign(composed const& b, SignatureScheme scheme, bytes message, mutable_bytes out) const {
      if (!schemes().contains(scheme)) return errc::signature_scheme_mismatch;
      return std::visit([&](auto const& held) { return held.key.sign(b, scheme, message, out); }, held_);
    }
    bool matches(crypto::public_key const& key) const {
      return std::visit([&](auto const& held) { return held.key.matches(key); }, held_);
    }

   private:
    template <class Part>
    struct held_by {
      typename Part::private_key key;
      static bool lists(SignatureScheme scheme) {
        crypto::scheme_info const* const row = crypto::find<Part>(scheme);
        return row != nullptr && Part::signatures.contains(row->algorithm);
      }
    };
    template <class Part>
    explicit private_key(held_by<Part>&& held) : held_(std::move(held)) {}

    // What a part says that can read the key but won't have it counts more than what the others say.
    static constexpr bool tells_more(error const& a, error const& b) {
      const auto rank = [](errc code) {
        return code == errc::private_key_malformed ? 0 : code == errc::config_unsupported_by_backend ? 1 : 2;
      };
      return rank(a.code) > rank(b.code);
    }
    template <class Part>
    static bool read(composed const& b, bytes der, error& why, std::optional<private_key>& found) {
      auto key = Part::private_key::from_der(b, der);
      if (!key) {
        if (tells_more(key.error(), why)) why = key.error();
        return false;
      }
      private_key candidate(held_by<Part>{std::move(*key)});
      if (candidate.schemes().empty()) {
        if (constexpr error other{errc::config_unsupported_by_backend}; tells_more(other, why)) why = other;
        return false;
      }
      found.emplace(std::move(candidate));
      return true;
    }

    std::variant<held_by<First>, held_by<Rest>...> held_;
  };
};

}  // namespace cxtls::backend
