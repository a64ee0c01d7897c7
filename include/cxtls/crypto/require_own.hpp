// What a backend adds to our tables: suites, groups and signature schemes of its own. One sentence for everything that can
// be wrong with them.
#pragma once
#include "cxtls/crypto/group.hpp"
#include "cxtls/crypto/scheme.hpp"
#include "cxtls/crypto/tls12/suite.hpp"
#include "cxtls/der/algorithm_identifier.hpp"

namespace cxtls::crypto {

namespace detail {

template <class B>
concept HasOwnSuites = requires { B::own_suites; };
template <class B>
concept HasOwnTls12Suites = requires { B::own_tls12_suites; };
template <class B>
concept HasOwnSchemes = requires { B::own_schemes; };
template <class List, class Row>
concept ListOf = std::convertible_to<List const&, std::span<const Row>>;

template <class Row>
constexpr int times(std::span<const Row> rows, auto Row::* member, auto const& value) {
  int n = 0;
  for (Row const& row : rows) n += row.*member == value ? 1 : 0;
  return n;
}

// ---- suites ----

// Ours, the signalling values that stand among suites, and GREASE (RFC 8701, 2).
constexpr bool is_taken(CipherSuite id) {
  const auto code = static_cast<std::uint16_t>(id);
  return times<suite_info>(suite_table, &suite_info::id, id) != 0 ||
         times<tls12::suite_info>(tls12::suite_table, &tls12::suite_info::id, id) != 0 ||
         id == CipherSuite::TLS_EMPTY_RENEGOTIATION_INFO_SCSV || id == CipherSuite::TLS_FALLBACK_SCSV ||
         ((code & 0x0f0f) == 0x0a0a && code >> 8 == (code & 0xff));
}

// The template arguments in the compiler's note name the backend and the suite.
template <class B, CipherSuite Id, bool Free, bool Once, bool HasAead, bool HasHash, bool Limited>
struct own_suite {
  static_assert(Free, "crypto backend: the code point of a suite of its own is taken, by a suite of ours or a signal");
  static_assert(Once, "crypto backend: a suite of its own stands in its tables twice");
  static_assert(HasAead, "crypto backend: the AEAD of a suite of its own isn't listed in `aeads`");
  static_assert(HasHash, "crypto backend: the hash of a suite of its own isn't listed in `hashes`");
  static_assert(Limited, "crypto backend: a suite of its own has a record_limit of 0; it could protect nothing");
  static constexpr bool ok = Free && Once && HasAead && HasHash && Limited;
};
template <class B, auto const& Rows, std::size_t I>
constexpr bool own_suite_ok() {
  constexpr auto row = Rows[I];
  constexpr int times_listed =
      times(own_suites<B>, &suite_info::id, row.id) + times(tls12::own_suites<B>, &tls12::suite_info::id, row.id);
  constexpr bool has_aead = B::aeads.contains(row.aead), has_hash = B::hashes.contains(row.hash);
  constexpr bool limited = row.record_limit != 0;
  return own_suite < B, row.id, !is_taken(row.id), times_listed == 1, has_aead, has_hash, limited > ::ok;
}

template <class B, aead_algorithm A, bool Sized, bool Used>
struct own_aead_listed {
  static_assert(Sized, "crypto backend: an AEAD of its own needs keys of 1 to 32 octets, nonces of 12 and tags of 16");
  static_assert(Used, "crypto backend: an AEAD of its own is in no suite of `own_suites` or `own_tls12_suites`");
  static constexpr bool ok = Sized && Used;
};
template <class B, aead_algorithm A>
constexpr bool own_aead_ok() {
  if constexpr (is_own(A)) {
    using aead = typename B::template aead<A>;
    constexpr bool sized = aead::key_size > 0 && aead::key_size <= max_aead_key_size &&
                           aead::nonce_size == aead_nonce_size && aead::tag_size == aead_tag_size;
    constexpr bool used = times(own_suites<B>, &suite_info::aead, A) != 0 ||
                          times(tls12::own_suites<B>, &tls12::suite_info::aead, A) != 0;
    return own_aead_listed<B, A, sized, used>::ok;
  }
  return true;
}

// ---- groups ----

template <class B>
inline constexpr bool has_own_groups = [] {
  for (NamedGroup group : B::groups)
    if (is_own(group)) return true;
  return false;
}();
template <class B, NamedGroup G, bool Current, bool Sized>
struct own_group {
  static_assert(Current, "crypto backend: TLS 1.3 has no such group any more (RFC 8446, 4.2.7)");
  static_assert(Sized,
                "crypto backend: a group of its own has a size of 0, or one above max_share_size, max_response_size or "
                "max_shared_secret_size (crypto/group.hpp), or as a curve above max_point_size");
  static constexpr bool ok = Current && Sized;
};
template <class B, NamedGroup G>
constexpr bool own_group_ok() {
  if constexpr (is_own(G)) {
    constexpr group_info sizes = info_of<B, G>();
    constexpr auto within = [](std::size_t size, std::size_t most) {
      return size > 0 && size <= most && (!is_for_tls12(G) || size <= max_point_size);
    };
    constexpr bool sized = within(sizes.share_size, max_share_size) && within(sizes.response_size, max_response_size) &&
                           within(sizes.secret_size, max_shared_secret_size);
    return own_group<B, G, !is_obsolete(G), sized>::ok;
  }
  return true;
}

// ---- schemes ----

constexpr bool is_taken(der::oid key) {
  return key == der::rsaEncryption || key == der::id_ecPublicKey || key == der::id_Ed25519;
}

template <class B, SignatureScheme S, bool Free, bool Own, bool Once, bool HasVerifier>
struct own_scheme_listed {
  static_assert(Free, "crypto backend: the code point or the OID of a scheme of its own is taken by one of ours");
  static_assert(Own, "crypto backend: a row of `own_schemes` is what own_scheme(..., own_signature(N), oid) makes");
  static_assert(Once, "crypto backend: a scheme of its own, its algorithm or its OID stands in `own_schemes` twice");
  static_assert(HasVerifier,
                "crypto backend: a scheme of its own has no verifier: its algorithm isn't listed in `signatures`");
  static constexpr bool ok = Free && Own && Once && HasVerifier;
};
template <class B, std::size_t I>
constexpr bool own_scheme_ok() {
  constexpr auto const& rows = own_schemes<B>;
  constexpr scheme_info row = rows[I];
  constexpr bool own = is_own(row.algorithm) && row.kind == key_kind::own && row.curve == NamedGroup{} &&
                       row.tls13_certificate_verify && der::whole_subidentifiers::holds(row.oid.contents);
  constexpr bool once = times(rows, &scheme_info::scheme, row.scheme) == 1 &&
                        times(rows, &scheme_info::algorithm, row.algorithm) == 1 &&
                        times(rows, &scheme_info::oid, row.oid) == 1;
  constexpr bool free = times<scheme_info>(scheme_table, &scheme_info::scheme, row.scheme) == 0 && !is_taken(row.oid);
  return own_scheme_listed<B, row.scheme, free, own, once, B::signatures.contains(row.algorithm)>::ok;
}

template <class B, signature_algorithm A, bool Used>
struct own_signature_listed {
  static_assert(Used, "crypto backend: a signature algorithm of its own is in no row of `own_schemes`");
  static constexpr bool ok = Used;
};
template <class B, signature_algorithm A>
constexpr bool own_signature_ok() {
  if constexpr (is_own(A)) {
    constexpr bool used = times(own_schemes<B>, &scheme_info::algorithm, A) != 0;
    return own_signature_listed<B, A, used>::ok;
  }
  return true;
}

// f.operator()<I>() for all I below N.
template <std::size_t N>
constexpr bool all_of(auto f) {
  return [&]<std::size_t... I>(std::index_sequence<I...>) {
    return (f.template operator()<I>() && ...);
  }(std::make_index_sequence<N>{});
}

}  // namespace detail

// Precondition: everything that B lists is implemented. What isn't of B's own costs nothing here.
template <class B>
constexpr bool require_own() {
  bool good = true;
  if constexpr (detail::HasOwnSuites<B>) {
    static_assert(detail::ListOf<decltype(B::own_suites), suite_info>,
                  "crypto backend: `own_suites` has to be a std::array of crypto::suite_info");
    good = good && detail::all_of<own_suites<B>.size()>(
                       []<std::size_t I>() { return detail::own_suite_ok<B, own_suites<B>, I>(); });
  }
  if constexpr (detail::HasOwnTls12Suites<B>) {
    static_assert(detail::ListOf<decltype(B::own_tls12_suites), tls12::suite_info>,
                  "crypto backend: `own_tls12_suites` has to be a std::array of crypto::tls12::suite_info");
    good = good && detail::all_of<tls12::own_suites<B>.size()>(
                       []<std::size_t I>() { return detail::own_suite_ok<B, tls12::own_suites<B>, I>(); });
  }
  if constexpr (detail::HasOwnSchemes<B>) {
    static_assert(detail::ListOf<decltype(B::own_schemes), scheme_info>,
                  "crypto backend: `own_schemes` has to be a std::array of crypto::scheme_info");
    good = good && detail::all_of<own_schemes<B>.size()>([]<std::size_t I>() { return detail::own_scheme_ok<B, I>(); });
  }
  if constexpr (has_own(B::aeads))
    good =
        good && detail::all_of<B::aeads.size()>([]<std::size_t I>() { return detail::own_aead_ok<B, B::aeads[I]>(); });
  if constexpr (detail::has_own_groups<B>)
    good = good &&
           detail::all_of<B::groups.size()>([]<std::size_t I>() { return detail::own_group_ok<B, B::groups[I]>(); });
  if constexpr (has_own(B::signatures))
    good = good && detail::all_of<B::signatures.size()>(
                       []<std::size_t I>() { return detail::own_signature_ok<B, B::signatures[I]>(); });
  return good;
}

}  // namespace cxtls::crypto
