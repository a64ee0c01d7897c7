// first-error: a case's tag is not of the switch's enumeration
#include "cxtls/wire/wire.hpp"

enum class kind : std::uint8_t { one = 1 };
enum class sort : std::uint8_t { one = 1 };
struct body {};
template <>
inline constexpr auto cxtls::wire<body> = cxtls::Empty<body>;
constexpr auto d = cxtls::EnumSwitch(cxtls::EnumClass<kind>(cxtls::u8), cxtls::u16, cxtls::Case<sort::one, body>);
