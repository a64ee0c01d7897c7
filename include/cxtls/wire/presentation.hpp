// Descriptors as text in the presentation language of RFC 8446, 3, to be held against the documents that they are from.
// Not in wire.hpp: no connection needs it.
#pragma once
#include "cxtls/base/type_name.hpp"
#include "cxtls/wire/wire.hpp"

namespace cxtls {

namespace detail {
// A template basic_client_hello<...> stands for ClientHello; any other name stands for itself.
template <class T>
inline constexpr auto presented_octets = [] {
  constexpr std::string_view name = type_name<T>(), basic = "basic_";
  constexpr bool is_basic = name.starts_with(basic);
  constexpr std::size_t size = [&] {
    std::size_t n = 0;
    for (char c : name) n += !is_basic || c != '_' ? 1 : 0;
    return is_basic ? n - (basic.size() - 1) : n;
  }();
  std::array<char, size> octets{};
  std::size_t n = 0;
  bool begins = true;
  for (char c : is_basic ? name.substr(basic.size()) : name) {
    if (is_basic && c == '_') {
      begins = true;
      continue;
    }
    octets[n++] = is_basic && begins && c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    begins = false;
  }
  return octets;
}();
}  // namespace detail

// Specialise where the RFC's name isn't the type's.
template <class T>
inline constexpr std::string_view presented_name{detail::presented_octets<T>.data(),
                                                 detail::presented_octets<T>.size()};

// Are the code points of this enumeration shown as decimals? RFC 8446 does so for those of one octet, and for some others.
template <class E>
inline constexpr bool presented_in_decimal = sizeof(E) == 1;

namespace detail::presentation {

template <class Put>
constexpr void put_decimal(Put& put, std::uint64_t n) {
  char digits[20]{};
  std::size_t at = sizeof digits;
  do digits[--at] = static_cast<char>('0' + n % 10);
  while ((n /= 10) != 0);
  put(std::string_view(digits + at, sizeof digits - at));
}
template <class Put>
constexpr void put_hex(Put& put, std::uint64_t n, std::size_t octets) {
  put("0x");
  for (std::size_t i = 2 * octets; i-- > 0;) put(std::string_view("0123456789abcdef").substr(n >> (4 * i) & 15, 1));
}
// As the RFCs write bounds: 2^8-1, 2^16-2, 2^14+256.
template <class Put>
constexpr void put_bound(Put& put, std::uint64_t n) {
  const auto power = [&](std::uint64_t k) {
    put("2^");
    put_decimal(put, k);
  };
  for (std::uint64_t k = 8; k <= 32; ++k) {
    const std::uint64_t whole = std::uint64_t{1} << k;
    if (n != whole && n + 1 != whole && n + 2 != whole) continue;
    power(k);
    if (n == whole) return;
    put(n + 1 == whole ? "-1" : "-2");
    return;
  }
  // RFC 8446, 5.1 and 5.2: bounds of records.
  constexpr std::uint64_t record = 16384;
  if (n <= record || n >= 2 * record) return put_decimal(put, n);
  power(14);
  put("+");
  put_decimal(put, n - record);
}
// ECCurveType -> ec_curve_type
template <class Put>
constexpr void put_as_field(Put& put, std::string_view name) {
  const auto is_upper = [](char c) { return c >= 'A' && c <= 'Z'; };
  for (std::size_t i = 0; i < name.size(); ++i) {
    const bool before_lower = i + 1 < name.size() && !is_upper(name[i + 1]);
    if (i > 0 && is_upper(name[i]) && (!is_upper(name[i - 1]) || before_lower)) put("_");
    const char c = is_upper(name[i]) ? static_cast<char>(name[i] - 'A' + 'a') : name[i];
    put(std::string_view(&c, 1));
  }
}
template <class Put, class T>
constexpr void put_value(Put& put, T value) {
  if constexpr (std::is_enum_v<T>)
    if (const auto name = name_of(value); !name.empty()) return put(name);
  put_decimal(put, static_cast<std::uint64_t>(value));
}

// What the language has no words for, as one comment behind a declaration.
template <class Put>
class notes {
 public:
  constexpr explicit notes(Put& put) : put_(put) {}
  constexpr Put& next() {
    put_(any_ ? "; " : "  /* ");
    any_ = true;
    return put_;
  }
  constexpr void end() {
    if (any_) put_(" */");
  }

 private:
  Put& put_;
  bool any_ = false;
};

template <class>
inline constexpr bool is_select = false;
template <class Tag, class Framing, class... Cases>
inline constexpr bool is_select<EnumSwitch_<Tag, Framing, Cases...>> = true;

// How a descriptor is declared: `type` name `shape`; and its notes. `parts` visits the types that the text names.
// A descriptor of another floor is shown as what it wraps, or, if it is some type's, by that type's name.
template <class D>
struct shown {
  static constexpr bool wraps = requires(D const& d) { d.inner; };
  static_assert(!is_select<D>, "an EnumSwitch is shown as a Field's own descriptor only: give it a struct");
  static_assert(wraps || is_select<D> || std::is_same_v<D, wire_of<typename D::value_type>>,
                "this descriptor has no text in the presentation language: specialise detail::presentation::shown");
  static constexpr void type(auto& put, D const& d) {
    if constexpr (wraps)
      shown<std::remove_cvref_t<decltype(d.inner)>>::type(put, d.inner);
    else
      put(presented_name<typename D::value_type>);
  }
  static constexpr void shape(auto& put, D const& d) {
    if constexpr (wraps) shown<std::remove_cvref_t<decltype(d.inner)>>::shape(put, d.inner);
  }
  static constexpr void note(auto& notes, D const& d) {
    if constexpr (wraps) shown<std::remove_cvref_t<decltype(d.inner)>>::note(notes, d.inner);
  }
  static constexpr void parts(auto& visit) {
    if constexpr (wraps)
      shown<std::remove_cvref_t<decltype(std::declval<D const&>().inner)>>::parts(visit);
    else
      visit.template operator()<typename D::value_type>();
  }
};

struct shapeless {
  static constexpr void shape(auto&, auto const&) {}
  static constexpr void note(auto&, auto const&) {}
  static constexpr void parts(auto&) {}
};

template <class T, std::size_t Width>
struct shown<UInt_<T, Width>> : shapeless {
  static constexpr void type(auto& put, auto const&) {
    put("uint");
    put_decimal(put, 8 * Width);
  }
};
template <class E, class Integer, unknown_values Unknown>
struct shown<EnumClass_<E, Integer, Unknown>> : shapeless {
  static constexpr void type(auto& put, auto const&) { put(presented_name<E>); }
  static constexpr void parts(auto& visit) { visit.template operator()<E>(); }
};
template <class T, class... Fields>
struct shown<Struct_<T, Fields...>> : shapeless {
  static constexpr void type(auto& put, auto const&) { put(presented_name<T>); }
  static constexpr void parts(auto& visit) { visit.template operator()<T>(); }
};

struct opaque : shapeless {
  static constexpr void type(auto& put, auto const&) { put("opaque"); }
};
template <std::size_t N>
struct shown<Bytes_<N>> : opaque {
  static constexpr void shape(auto& put, auto const&) {
    put("[");
    put_decimal(put, N);
    put("]");
  }
};
template <>
struct shown<Remaining_> : opaque {
  static constexpr void shape(auto& put, auto const&) { put("[...]"); }
  static constexpr void note(auto& notes, auto const&) { notes.next()("all octets that are left"); }
};

// RFC 8446, 3.4: the length consumes "as many bytes as required to hold the vector's specified maximum (ceiling) length".
// Where it doesn't, a note says so.
template <class Length>
struct vector {
  static constexpr void shape(auto& put, auto const& d) {
    put("<");
    put_bound(put, d.limits.min);
    put("..");
    put_bound(put, d.limits.max);
    put(">");
  }
  static constexpr void note(auto& notes, auto const& d) {
    std::size_t width = 1;
    while (width < Length::width && d.limits.max >> (8 * width) != 0) ++width;
    if (width == Length::width) return;
    auto& put = notes.next();
    put("its length is a uint");
    put_decimal(put, 8 * Length::width);
  }
};
template <class Length>
struct shown<PrefixedBytes_<Length>> : vector<Length> {
  static constexpr void type(auto& put, auto const&) { put("opaque"); }
  static constexpr void parts(auto&) {}
};
template <class T, class Length>
struct shown<TLSPrefixedArray_<T, Length>> : vector<Length> {
  static constexpr void type(auto& put, auto const&) { shown<wire_of<T>>::type(put, wire<T>); }
  static constexpr void parts(auto& visit) { shown<wire_of<T>>::parts(visit); }
};
template <class Length, class D>
struct shown<Opaque_<Length, D>> : vector<Length> {
  static constexpr void type(auto& put, auto const&) { put("opaque"); }
  static constexpr void note(auto& notes, auto const& d) {
    vector<Length>::note(notes, d);
    auto& put = notes.next();
    put("holds ");
    shown<D>::type(put, d.inner);
    shown<D>::shape(put, d.inner);
  }
  static constexpr void parts(auto& visit) { shown<D>::parts(visit); }
};

template <class D>
struct wrapper {
  static constexpr void type(auto& put, auto const& d) { shown<D>::type(put, d.inner); }
  static constexpr void shape(auto& put, auto const& d) { shown<D>::shape(put, d.inner); }
  static constexpr void note(auto& notes, auto const& d) { shown<D>::note(notes, d.inner); }
  static constexpr void parts(auto& visit) { shown<D>::parts(visit); }
};
template <class D>
struct shown<Marked_<D>> : wrapper<D> {};
template <class D>
struct shown<Optional_<D>> : wrapper<D> {
  static constexpr void note(auto& notes, auto const& d) {
    wrapper<D>::note(notes, d);
    notes.next()("may be missing");
  }
};
// RFC 8446, 3.7: "Fields and variables may be assigned a fixed value using "="".
template <errc Code, class D, auto... Values>
struct shown<OneOf_<Code, D, Values...>> : wrapper<D> {
  using value_type = typename D::value_type;
  static constexpr void shape(auto& put, auto const& d) {
    wrapper<D>::shape(put, d);
    if constexpr (sizeof...(Values) == 1) {
      put(" = ");
      (put_value(put, static_cast<value_type>(Values)), ...);
    }
  }
  static constexpr void note(auto& notes, auto const& d) {
    wrapper<D>::note(notes, d);
    if constexpr (sizeof...(Values) != 1) {
      auto& put = notes.next();
      std::string_view between = "one of ";
      ((put(between), put_value(put, static_cast<value_type>(Values)), between = ", "), ...);
    }
  }
};
// The predicate's name is the note; a lambda has none.
template <errc Code, class D, class Predicate>
struct shown<Where_<Code, D, Predicate>> : wrapper<D> {
  static constexpr void note(auto& notes, auto const& d) {
    wrapper<D>::note(notes, d);
    auto& put = notes.next();
    constexpr std::string_view name = type_name<Predicate>();
    constexpr std::string_view letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_";
    if (name.empty() || name.find_first_not_of(letters) != name.npos) return put("not every value");
    for (const char& c : name) put(c == '_' ? " " : std::string_view(&c, 1));
  }
};
template <class D>
struct shown<SizeWithin_<D>> : wrapper<D> {
  static constexpr void note(auto& notes, auto const& d) {
    wrapper<D>::note(notes, d);
    auto& put = notes.next();
    put_bound(put, d.limits.min);
    if (d.limits.max != unbounded) {
      put("..");
      put_bound(put, d.limits.max);
    }
    put(d.limits.max != unbounded ? " octets in all" : " octets in all, or more");
  }
};

// One field of a struct, and the types that it names.
template <class D>
struct field {
  static constexpr void put_all(auto& put, D const& d, std::string_view name, std::string_view indent = "    ") {
    put(indent);
    shown<D>::type(put, d);
    put(" ");
    put(name);
    shown<D>::shape(put, d);
    put(";");
    notes comment(put);
    shown<D>::note(comment, d);
    comment.end();
    put("\n");
  }
  static constexpr void parts(auto& visit) { shown<D>::parts(visit); }
};
template <class Tag, class Framing, class... Cases>
struct field<EnumSwitch_<Tag, Framing, Cases...>> {
  using E = typename Tag::value_type;
  template <class Case>
  static constexpr void put_case(auto& put) {
    using D = wire_of<typename Case::value>;
    put("        case ");
    put_value(put, Case::tag);
    put(": ");
    shown<D>::type(put, wire<typename Case::value>);
    put(";");
    notes comment(put);
    shown<D>::note(comment, wire<typename Case::value>);
    comment.end();
    put("\n");
  }
  static constexpr void put_tag(auto& put) { put_as_field(put, presented_name<E>); }
  static constexpr void put_all(auto& put, auto const& d, std::string_view name) {
    put("    ");
    put(presented_name<E>);
    put(" ");
    put_tag(put);
    put(";\n");
    constexpr bool framed = Framing::overhead > 0;
    if constexpr (framed) {
      put("    uint");
      put_decimal(put, 8 * Framing::overhead);
      put(" length;\n");
    }
    put("    select (");
    put_tag(put);
    put(") {\n");
    (put_case<Cases>(put), ...);
    using Otherwise = std::remove_cvref_t<decltype(d.framing().otherwise)>;
    if constexpr (framed)
      put("        default: opaque body[length];\n");
    else if constexpr (!std::is_same_v<Otherwise, NoOtherwise_>)
      field<Otherwise>::put_all(put, d.framing().otherwise, "body", "        default: ");
    put("    } ");
    put(name);
    put(";\n");
  }
  static constexpr void parts(auto& visit) {
    visit.template operator()<E>();
    (shown<wire_of<typename Cases::value>>::parts(visit), ...);
  }
};

template <class D>
struct definition {
  static_assert(!std::is_same_v<D, D>, "a struct made by Struct(...) and a registry have a text, this type has none");
};
template <class T, class... Fields>
struct definition<Struct_<T, Fields...>> {
  static constexpr void put_all(auto& put, Struct_<T, Fields...> const& d) {
    put("struct {");
    if constexpr (sizeof...(Fields) > 0) put("\n");
    (field<decltype(Fields::d)>::put_all(put, static_cast<Fields const&>(d).d, Fields::name), ...);
    put("} ");
    put(presented_name<T>);
    put(";\n");
  }
  static constexpr void parts(auto& visit) { (field<decltype(Fields::d)>::parts(visit), ...); }
};
template <class E, class Integer, unknown_values Unknown>
struct definition<EnumClass_<E, Integer, Unknown>> {
  static constexpr void put_all(auto& put, auto const&) {
    put("enum {\n");
    for (named<E> const& row : names<E>) {
      put("    ");
      put(row.name);
      put("(");
      if constexpr (presented_in_decimal<E>)
        put_decimal(put, static_cast<std::uint64_t>(row.value));
      else
        put_hex(put, static_cast<std::uint64_t>(row.value), Integer::width);
      put("),\n");
    }
    // RFC 8446, 3.5: "one may specify a value without its associated tag to force the width definition".
    put("    (");
    put_decimal(put, Integer::max);
    put(")\n} ");
    put(presented_name<E>);
    put(Unknown == unknown_values::refused ? ";  /* and no other value */\n" : ";\n");
  }
  static constexpr void parts(auto&) {}
};

}  // namespace detail::presentation

// The definition of T, in pieces to put(std::string_view): "struct { ... } T;" or "enum { ... } T;".
template <class T, class Put>
  requires HasWire<T>
constexpr void presentation(Put&& put) {
  detail::presentation::definition<wire_of<T>>::put_all(put, wire<T>);
}

// Calls visit.template operator()<Part>() for every type that T's definition names, as often as it does.
template <class T, class Visit>
  requires HasWire<T>
constexpr void each_part(Visit&& visit) {
  detail::presentation::definition<wire_of<T>>::parts(visit);
}

}  // namespace cxtls
