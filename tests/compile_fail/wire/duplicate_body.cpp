// first-error: two cases of an EnumSwitch have the same body type: give each its own
#include "cxtls/wire/wire.hpp"

enum class kind : std::uint8_t { one = 1, two = 2 };
struct body {};
template <>
inline constexpr auto cxtls::wire<body> = cxtls::Empty<body>;
constexpr auto d = cxtls::EnumSwitch(cxtls::EnumClass<kind>(cxtls::u8), cxtls::u16, cxtls::Case<kind::one, body>,
                                     cxtls::Case<kind::two, body>);
