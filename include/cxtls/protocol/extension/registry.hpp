// What follows from the lines: each message's switch, and the answers to "may this extension stand here?".
#pragma once
#include <utility>

#include "cxtls/protocol/extension/rules.hpp"

namespace cxtls {

namespace detail {

// Lines by number, without recursion.
template <std::size_t I, class Line>
struct numbered {
  using line = Line;
};
template <class Numbers, class... Lines>
struct numbered_lines;
template <std::size_t... I, class... Lines>
struct numbered_lines<std::index_sequence<I...>, Lines...> : numbered<I, Lines>... {};
template <std::size_t I, class Line>
numbered<I, Line> at(numbered<I, Line> const*);

template <class Rfc, class Own>
struct joined_lines;
template <class... Rfc, class... Own>
struct joined_lines<extensions<Rfc...>, extensions<Own...>> {
  static constexpr std::size_t size = sizeof...(Rfc) + sizeof...(Own);
  static constexpr extension_row rows[size] = {{Rfc::type, Rfc::where, Rfc::is}...,
                                               {Own::type, Own::where, Own::is}...};
  using numbered = numbered_lines<std::make_index_sequence<size>, Rfc..., Own...>;
  template <std::size_t I>
  using line = typename decltype(at<I>(static_cast<numbered const*>(nullptr)))::line;
};
// Every extension known to a stack whose application lists X.
template <class X>
using known_lines = joined_lines<rfc_extensions, typename registry<X>::accepted>;

// The lines of one message, by number.
template <in M, class X>
struct message_lines {
  static constexpr std::size_t count = [] {
    std::size_t n = 0;
    for (auto const& row : known_lines<X>::rows) n += overlap(row.where, M) ? 1 : 0;
    return n;
  }();
  static constexpr std::array<std::size_t, count> numbers = [] {
    std::array<std::size_t, count> found{};
    std::size_t n = 0;
    for (std::size_t i = 0; i < known_lines<X>::size; ++i)
      if (overlap(known_lines<X>::rows[i].where, M)) found[n++] = i;
    return found;
  }();
  template <std::size_t N>
  using line = typename known_lines<X>::template line<numbers[N]>;
};

template <in M, class X, class Numbers = std::make_index_sequence<message_lines<M, X>::count>>
struct message_switch;
template <in M, class X, std::size_t... N>
struct message_switch<M, X, std::index_sequence<N...>> {
  template <std::size_t I>
  using line = typename message_lines<M, X>::template line<I>;
  using variant = std::variant<unknown<ExtensionType>, typename line<N>::body...>;
  // The code point of each alternative but the first.
  static constexpr std::array<ExtensionType, sizeof...(N)> types{line<N>::type...};
  static constexpr auto descriptor() {
    return EnumSwitch(wire<ExtensionType>, u16, Case<line<N>::type, typename line<N>::body>...);
  }
};

}  // namespace detail

//  struct {                                                RFC 8446, 4.2
//      ExtensionType extension_type;
//      opaque extension_data<0..2^16-1>;
//  } Extension;
// An extension of message M, where the application lists X as its own. Alternative 0 keeps what isn't known there.
template <in M, class X = extensions<>>
struct extension_in {
  typename detail::message_switch<M, X>::variant extension_data{};

  constexpr ExtensionType type() const {
    auto const* other = std::get_if<0>(&extension_data);
    return other != nullptr ? other->tag : detail::message_switch<M, X>::types[extension_data.index() - 1];
  }
};
template <in M, class X>
inline constexpr auto wire<extension_in<M, X>> =
    Struct(Field<&extension_in<M, X>::extension_data>(detail::message_switch<M, X>::descriptor()));

// Is there a line for this code point, wherever it may stand?
template <class X = extensions<>>
constexpr bool is_known(ExtensionType type) {
  for (auto const& row : detail::known_lines<X>::rows)
    if (row.type == type) return true;
  return false;
}

namespace detail {
// The line for this type in this message; without one, a row that stands nowhere.
template <in M, class X>
constexpr extension_row row_of(ExtensionType type) {
  for (auto const& row : known_lines<X>::rows)
    if (row.type == type && overlap(row.where, M)) return row;
  return {};
}
}  // namespace detail

// Is it known, and is this a message where it may stand?
template <in M, class X = extensions<>>
constexpr bool may_stand(ExtensionType type) {
  return overlap(detail::row_of<M, X>(type).where, M);
}

// Must every other extension of the message stand before it?
template <in M, class X = extensions<>>
constexpr bool must_be_last(ExtensionType type) {
  return detail::row_of<M, X>(type).is == quirk::stands_last;
}

// May it stand in the message without an offer? Unknown ones may in messages that answer nothing.
template <in M, class X = extensions<>>
constexpr bool may_come_unasked(ExtensionType type) {
  return !overlap(M, answering_messages) || detail::row_of<M, X>(type).is == quirk::needs_no_offer;
}

}  // namespace cxtls
