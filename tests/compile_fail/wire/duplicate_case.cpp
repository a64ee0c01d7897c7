// first-error: two cases of an EnumSwitch have the same tag
#include "cxtls/wire/wire.hpp"

enum class kind : std::uint8_t { one = 1 };
struct body_one {};
struct body_two {};
template <>
inline constexpr auto cxtls::wire<body_one> = cxtls::Empty<body_one>;
template <>
inline constexpr auto cxtls::wire<body_two> = cxtls::Empty<body_two>;
constexpr auto d = cxtls::EnumSwitch(cxtls::EnumClass<kind>(cxtls::u8), cxtls::u16, cxtls::Case<kind::one, body_one>,
                                     cxtls::Case<kind::one, body_two>);
