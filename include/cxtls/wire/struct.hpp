// Structures: the fields of a plain aggregate, in order (RFC 8446, 3.6).
#pragma once
#include <array>
#include <type_traits>

#include "cxtls/wire/descriptor.hpp"

namespace cxtls {

namespace detail {
// "&cxtls::ClientHello::random" -> "random", so that errors name fields which nobody had to spell twice.
template <auto Member>
consteval std::string_view member_name() {
  std::string_view s = __PRETTY_FUNCTION__;
  if (const auto semicolon = s.find(';'); semicolon != s.npos) s = s.substr(0, semicolon);
  s = s.substr(0, s.find_last_not_of(']') + 1);
  return s.substr(s.rfind(':') + 1);
}
// The name alone: a view of it would have the program hold all that stands around it, 30 KB in a small client.
template <auto Member>
inline constexpr auto member_octets = [] {
  constexpr std::string_view name = member_name<Member>();
  std::array<char, name.size()> octets{};
  for (std::size_t i = 0; i < name.size(); ++i) octets[i] = name[i];
  return octets;
}();
template <class>
struct member_of;
template <class Object, class Value>
struct member_of<Value Object::*> {
  using object = Object;
  using value = Value;
};

// Laid out in order, do these members fill T? Catches a forgotten field and a wrong order of unlike fields.
template <class T, class... Members>
consteval bool covers() {
  if (sizeof...(Members) == 0) return std::is_empty_v<T>;
  std::size_t at = 0, align = 1;
  ((at = (at + alignof(Members) - 1) / alignof(Members) * alignof(Members) + sizeof(Members),
    align = alignof(Members) > align ? alignof(Members) : align),
   ...);
  return (at + align - 1) / align * align == sizeof(T);
}
}  // namespace detail

template <auto Member, class D>
struct Field_ {
  using object = typename detail::member_of<decltype(Member)>::object;
  using member = typename detail::member_of<decltype(Member)>::value;
  static_assert(Descriptor<D>, "Field<&T::member>(descriptor): the argument is not a descriptor");
  static_assert(std::is_same_v<typename D::value_type, member>,
                "the member's type and the descriptor's value_type differ");
  static constexpr std::string_view name{detail::member_octets<Member>.data(), detail::member_octets<Member>.size()};
  D d;
  constexpr bool read(reader& r, object& o) const { return d.read(r, o.*Member) || r.blame(name); }
  constexpr bool check(reader& r) const { return d.check(r) || r.blame(name); }
  constexpr void write(writer& w, object const& o) const {
    d.write(w, o.*Member);
    w.blame(name);
  }
  constexpr bool print(reader& r, auto& out) const { return d.print(r, out, name) || r.blame(name); }
};
template <auto Member, class D>
constexpr auto Field(D d) {
  return Field_<Member, D>{d};
}

// Inherits its fields: a std::tuple costs five times the compile time.
template <class T, class... Fields>
struct Struct_ : Fields... {
  static_assert((std::is_same_v<typename Fields::object, T> && ...), "a Field names a member of another struct");
  static_assert(detail::covers<T, typename Fields::member...>(),
                "a member of the struct has no Field, or the Fields are not in the struct's order");
  using value_type = T;
  constexpr bool read(reader& r, T& v) const { return (static_cast<Fields const&>(*this).read(r, v) && ...); }
  constexpr bool check(reader& r) const { return (static_cast<Fields const&>(*this).check(r) && ...); }
  constexpr void write(writer& w, T const& v) const { (static_cast<Fields const&>(*this).write(w, v), ...); }
  constexpr bool print(reader& r, auto& out, std::string_view field) const {
    // A struct of one field adds no level of its own.
    if constexpr (sizeof...(Fields) == 1) {
      return ((static_cast<Fields const&>(*this).d.print(r, out, field.empty() ? Fields::name : field) ||
               r.blame(Fields::name)) &&
              ...);
    } else {
      out({.offset = r.position(), .field = field, .is = annotation::kind::group});
      out.deeper();
      const bool good = (static_cast<Fields const&>(*this).print(r, out) && ...);
      out.shallower();
      return good;
    }
  }
  constexpr std::size_t min_size() const {
    std::size_t n = 0;
    ((n = saturating_sum(n, static_cast<Fields const&>(*this).d.min_size())), ...);
    return n;
  }
  constexpr std::size_t max_size() const {
    std::size_t n = 0;
    ((n = saturating_sum(n, static_cast<Fields const&>(*this).d.max_size())), ...);
    return n;
  }
  constexpr bool any_bytes() const { return (static_cast<Fields const&>(*this).d.any_bytes() && ...); }
};
template <class First, class... Rest>
constexpr auto Struct(First first, Rest... rest) {
  return Struct_<typename First::object, First, Rest...>{first, rest...};
}
// struct {} T;
template <class T>
inline constexpr auto Empty = Struct_<T>{};

}  // namespace cxtls
