#include "cxtls/wire/presentation.hpp"

#include "verbs.hpp"

namespace {
enum class Kind : std::uint8_t { number = 1, text = 2 };
enum class WideKind : std::uint16_t { first = 0x0001, last = 0xff01 };
enum class ECSomeType : std::uint8_t { only = 3 };

struct Number {
  std::uint16_t value = 0;
};
struct Text {
  cxtls::bytes words{};
};
struct Nothing {};
struct Vectors {
  cxtls::bytes any{};
  cxtls::bytes session_id{};
  cxtls::bytes far{};
  cxtls::bytes record{};
  cxtls::bytes padded{};
  cxtls::list<Kind> kinds{};
  cxtls::list<Number> numbers{};
  std::array<std::uint8_t, 32> random{};
};
struct Ruled {
  Kind fixed{};
  std::uint8_t version = 0;
  std::uint8_t few = 0;
  std::uint16_t even = 0;
  std::uint32_t odd = 0;
  Number wrapped{};
  Text sized{};
  cxtls::list<WideKind> maybe{};
  cxtls::bytes rest{};
};
struct Framed {
  std::variant<cxtls::unknown<Kind>, Number, Text> body{};
};
struct Bare {
  std::variant<cxtls::unknown<ECSomeType>, Text> body{};
};
struct Shut {
  std::variant<cxtls::unknown<Kind>, Nothing> body{};
};
template <class>
struct basic_long_message {
  Number number{};
};
struct is_even {
  constexpr bool operator()(std::uint16_t n) const { return n % 2 == 0; }
};
}  // namespace

namespace cxtls {
template <>
inline constexpr auto names<Kind> = std::to_array<named<Kind>>({{Kind::number, "number"}, {Kind::text, "text"}});
template <>
inline constexpr auto names<WideKind> =
    std::to_array<named<WideKind>>({{WideKind::first, "first"}, {WideKind::last, "last"}});
template <>
inline constexpr auto wire<Kind> = ClosedEnumClass<Kind>(u8);
template <>
inline constexpr auto wire<WideKind> = EnumClass<WideKind>(u16);
template <>
inline constexpr auto wire<ECSomeType> = EnumClass<ECSomeType>(u8);
template <>
inline constexpr auto wire<Number> = Struct(Field<&Number::value>(u16));
template <>
inline constexpr auto wire<Text> = Struct(Field<&Text::words>(PrefixedBytes(u8, {.min = 1, .max = 254})));
template <>
inline constexpr auto wire<Nothing> = Empty<Nothing>;
template <>
inline constexpr auto wire<Vectors> = Struct(
    Field<&Vectors::any>(PrefixedBytes(u24)), Field<&Vectors::session_id>(PrefixedBytes(u8, {.min = 0, .max = 32})),
    Field<&Vectors::far>(PrefixedBytes(u16, {.min = 0, .max = 200})),
    Field<&Vectors::record>(PrefixedBytes(u16, {.min = 256, .max = 16640})),
    Field<&Vectors::padded>(PrefixedBytes(u16, {.min = 16383, .max = 16384})),
    Field<&Vectors::kinds>(TLSPrefixedArray<Kind>(u8, {.min = 1, .max = 255})),
    Field<&Vectors::numbers>(TLSPrefixedArray<Number>(u16, {.min = 2, .max = 65534})),
    Field<&Vectors::random>(Bytes<32>));
template <>
inline constexpr auto wire<Ruled> =
    Struct(Field<&Ruled::fixed>(OneOf<Kind::text>(wire<Kind>)), Field<&Ruled::version>(OneOf<1>(u8)),
           Field<&Ruled::few>(OneOf<1, 2>(u8)), Field<&Ruled::even>(Where(u16, is_even{})),
           Field<&Ruled::odd>(Where(u32, [](std::uint32_t n) { return n % 2 == 1; })),
           Field<&Ruled::wrapped>(Opaque(u16, wire<Number>, {.min = 2, .max = 2})),
           Field<&Ruled::sized>(SizeAtLeast(8, SizeAtMost(64, wire<Text>))),
           Field<&Ruled::maybe>(Optional(Marked(TLSPrefixedArray<WideKind>(u16)))), Field<&Ruled::rest>(Remaining));
template <>
inline constexpr auto wire<Framed> =
    Struct(Field<&Framed::body>(EnumSwitch(wire<Kind>, u24, Case<Kind::number, Number>, Case<Kind::text, Text>)));
template <>
inline constexpr auto wire<Bare> = Struct(
    Field<&Bare::body>(EnumSwitch(wire<ECSomeType>, Otherwise(PrefixedBytes(u16)), Case<ECSomeType::only, Text>)));
template <>
inline constexpr auto wire<Shut> =
    Struct(Field<&Shut::body>(EnumSwitch(wire<Kind>, Closed, Case<Kind::number, Nothing>)));
template <class T>
inline constexpr auto wire<basic_long_message<T>> = Struct(Field<&basic_long_message<T>::number>(wire<Number>));
}  // namespace cxtls

using namespace cxtls;

namespace {
struct page {
  char text[1024]{};
  std::size_t size = 0;
  constexpr void operator()(std::string_view piece) {
    for (char c : piece) text[size++] = c;
  }
};
template <class T>
constexpr bool is_shown_as(std::string_view expected) {
  page p;
  presentation<T>(p);
  return std::string_view(p.text, p.size) == expected;
}

// The names of T's parts, in order.
struct part_names {
  page names{};
  template <class Part>
  constexpr void operator()() {
    names(presented_name<Part>);
    names(" ");
  }
};
template <class T>
constexpr bool parts_are(std::string_view expected) {
  part_names visit;
  each_part<T>(visit);
  return std::string_view(visit.names.text, visit.names.size) == expected;
}
}  // namespace

TEST_CASE("F13: a struct is shown with its fields in order, an empty one on one line") {
  BOTH(is_shown_as<Number>("struct {\n    uint16 value;\n} Number;\n"));
  BOTH(is_shown_as<Nothing>("struct {} Nothing;\n"));
}

TEST_CASE("F13: bounds of vectors are written as in RFC 8446, 3.4, and a length wider than they need is told") {
  BOTH(is_shown_as<Vectors>(R"(struct {
    opaque any<0..2^24-1>;
    opaque session_id<0..32>;
    opaque far<0..200>;  /* its length is a uint16 */
    opaque record<2^8..2^14+256>;
    opaque padded<2^14-1..2^14>;
    Kind kinds<1..2^8-1>;
    Number numbers<2..2^16-2>;
    opaque random[32];
} Vectors;
)"));
}

TEST_CASE("F13: a rule for which the language has no words is a comment, a fixed value an assignment") {
  BOTH(is_shown_as<Ruled>(R"(struct {
    Kind fixed = text;
    uint8 version = 1;
    uint8 few;  /* one of 1, 2 */
    uint16 even;  /* is even */
    uint32 odd;  /* not every value */
    opaque wrapped<2..2>;  /* its length is a uint16; holds Number */
    Text sized;  /* 0..64 octets in all; 8 octets in all, or more */
    WideKind maybe<0..2^16-1>;  /* may be missing */
    opaque rest[...];  /* all octets that are left */
} Ruled;
)"));
}

TEST_CASE("F13: a switch is a tag, perhaps a length, and a select that says what an unknown tag has") {
  BOTH(is_shown_as<Framed>(R"(struct {
    Kind kind;
    uint24 length;
    select (kind) {
        case number: Number;
        case text: Text;
        default: opaque body[length];
    } body;
} Framed;
)"));
  BOTH(is_shown_as<Bare>(R"(struct {
    ECSomeType ec_some_type;
    select (ec_some_type) {
        case 3: Text;
        default: opaque body<0..2^16-1>;
    } body;
} Bare;
)"));
  BOTH(is_shown_as<Shut>(R"(struct {
    Kind kind;
    select (kind) {
        case number: Nothing;
    } body;
} Shut;
)"));
}

TEST_CASE("F13: a registry is shown with its code points and its width") {
  BOTH(is_shown_as<Kind>("enum {\n    number(1),\n    text(2),\n    (255)\n} Kind;  /* and no other value */\n"));
  BOTH(is_shown_as<WideKind>("enum {\n    first(0x0001),\n    last(0xff01),\n    (65535)\n} WideKind;\n"));
}

TEST_CASE("F13: a template basic_long_message is shown as LongMessage") {
  BOTH(is_shown_as<basic_long_message<int>>("struct {\n    Number number;\n} LongMessage;\n"));
}

TEST_CASE("F13: the types that a definition names can be visited") {
  BOTH(parts_are<Number>(""));
  BOTH(parts_are<Vectors>("Kind Number "));
  BOTH(parts_are<Ruled>("Kind Number Text WideKind "));
  BOTH(parts_are<Framed>("Kind Number Text "));
  BOTH(parts_are<Kind>(""));
}
