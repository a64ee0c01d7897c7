// What an application's own extension must be: each rule a named bool and one sentence.
#pragma once
#include "cxtls/protocol/extension/table.hpp"

namespace cxtls {

template <class E>
concept ExtensionLine = requires {
  { E::type } -> std::convertible_to<ExtensionType>;
  { E::where } -> std::convertible_to<in>;
  { E::is } -> std::convertible_to<quirk>;
  typename E::body;
};

// More own extensions than this would overflow the list of what was offered (extension_set).
inline constexpr std::size_t max_own_extensions = 24;

namespace detail {

// A line without its body.
struct extension_row {
  ExtensionType type{};
  in where{};
  quirk is = quirk::none;
};

template <class... E>
constexpr bool lists_code_point(ExtensionType type, extensions<E...>) {
  return ((E::type == type) || ...);
}
template <class Body, class... E>
constexpr int lines_with_body(in where, extensions<E...>) {
  return (0 + ... + (std::is_same_v<typename E::body, Body> && overlap(E::where, where) ? 1 : 0));
}

// Each rule holds by default for what is no line at all: that is reported once, by the first rule.
template <class E, class... All>
struct extension_rules {
  static constexpr bool line = false;
  static constexpr bool free = true, once = true, described = true, distinct = true, offered = true, ordinary = true;
};
template <ExtensionLine E, class... All>
struct extension_rules<E, All...> {
  template <class Other>
  static constexpr bool same_place() {
    if constexpr (ExtensionLine<Other>) return Other::type == E::type && overlap(Other::where, E::where);
    return false;
  }
  template <class Other>
  static constexpr bool same_body() {
    if constexpr (ExtensionLine<Other>)
      return std::is_same_v<typename Other::body, typename E::body> && overlap(Other::where, E::where);
    return false;
  }
  // Is this other line an offer that E may answer? A Certificate answers a ClientHello or a CertificateRequest.
  template <class Other>
  static constexpr bool offers_it() {
    if constexpr (ExtensionLine<Other>) {
      constexpr in offers =
          overlap(E::where, in::certificate) ? in::client_hello | in::certificate_request : in::client_hello;
      return Other::type == E::type && overlap(Other::where, offers);
    }
    return false;
  }
  static constexpr bool line = true;
  static constexpr bool free = !lists_code_point(E::type, rfc_extensions{});
  static constexpr bool once = (0 + ... + (same_place<All>() ? 1 : 0)) == 1;
  static constexpr bool described = HasWire<typename E::body>;
  // The same line twice is reported as that.
  static constexpr bool distinct = !once || (lines_with_body<typename E::body>(E::where, rfc_extensions{}) == 0 &&
                                             (0 + ... + (same_body<All>() ? 1 : 0)) == 1);
  static constexpr bool offered =
      !overlap(E::where, answering_messages) || E::is == quirk::needs_no_offer || (offers_it<All>() || ...);
  static constexpr bool ordinary = E::is != quirk::stands_last;
};

template <class E, class... All>
struct check_extension {
  using rules = extension_rules<E, All...>;
  static_assert(rules::line,
                "cxtls::extensions<...> takes lines of the form Extension<code point, Body, in::message | ...>");
  static_assert(rules::free,
                "this extension's code point is taken by an extension of the RFCs: choose a free one (RFC 8446, 4.2)");
  static_assert(
      rules::once,
      "this extension's code point is listed twice for one message: give each (code point, message) one line");
  static_assert(rules::described,
                "this extension's body has no descriptor: specialise cxtls::wire<Body> directly under the struct");
  static_assert(rules::distinct,
                "this extension's body is another extension's in the same message: give each its own struct");
  static_assert(rules::offered,
                "this extension is answered but never offered: add a line for it in in::client_hello (RFC 8446, 4.2)");
  static_assert(rules::ordinary, "only pre_shared_key stands last in its message (RFC 8446, 4.2.11)");
  static constexpr bool ok = rules::line && rules::free && rules::once && rules::described && rules::distinct &&
                             rules::offered && rules::ordinary;
};

}  // namespace detail

// Judges an application's list. `accepted` is the list, or, after one report of what is wrong with it, none.
template <class List>
struct registry {
  static constexpr bool ok = std::is_same_v<List, extensions<>>;
  static_assert(ok, "the application's own extensions come as cxtls::extensions<...>");
  using accepted = extensions<>;
};
template <class... U>
struct registry<extensions<U...>> {
  static constexpr bool few = sizeof...(U) <= max_own_extensions;
  static_assert(few, "cxtls::extensions<...> takes at most cxtls::max_own_extensions lines");
  static constexpr bool ok = few && (detail::check_extension<U, U...>::ok && ... && true);
  using accepted = std::conditional_t<ok, extensions<U...>, extensions<>>;
};

}  // namespace cxtls
