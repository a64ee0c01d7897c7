// first-error: the case's body has no wire format: specialise cxtls::wire<Body> directly under it
#include "cxtls/wire/wire.hpp"

enum class kind : std::uint8_t { one = 1 };
struct body {};
constexpr auto d = cxtls::EnumSwitch(cxtls::EnumClass<kind>(cxtls::u8), cxtls::u16, cxtls::Case<kind::one, body>);
