// What the other files of this folder get wrong, done right.
#include "cxtls/wire/wire.hpp"

enum class kind : std::uint8_t { one = 1, two = 2 };
struct body_one {
  std::uint16_t number = 0;
};
struct body_two {
  cxtls::bytes name{};
};
struct message {
  kind what{};
  std::uint32_t length = 0;
  cxtls::bytes session_id{};
  cxtls::list<body_two> names{};
  std::variant<cxtls::unknown<kind>, body_one, body_two> body{};
};
template <>
inline constexpr auto cxtls::wire<body_one> = cxtls::Struct(cxtls::Field<&body_one::number>(cxtls::u16));
template <>
inline constexpr auto cxtls::wire<body_two> =
    cxtls::Struct(cxtls::Field<&body_two::name>(cxtls::PrefixedBytes(cxtls::u8, {.min = 1, .max = 255})));
template <>
inline constexpr auto cxtls::wire<kind> = cxtls::EnumClass<kind>(cxtls::u8);
template <>
inline constexpr auto cxtls::wire<message> =
    cxtls::Struct(cxtls::Field<&message::what>(cxtls::wire<kind>), cxtls::Field<&message::length>(cxtls::u24),
                  cxtls::Field<&message::session_id>(cxtls::PrefixedBytes(cxtls::u8, {.max = 32})),
                  cxtls::Field<&message::names>(cxtls::TLSPrefixedArray<body_two>(cxtls::u16)),
                  cxtls::Field<&message::body>(
                      cxtls::EnumSwitch(cxtls::wire<kind>, cxtls::Otherwise(cxtls::PrefixedBytes(cxtls::u16)),
                                        cxtls::Case<kind::one, body_one>, cxtls::Case<kind::two, body_two>)));
static_assert(cxtls::HasWire<message>);
static_assert(!cxtls::parse<message>({}));
