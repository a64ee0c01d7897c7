// first-error: the enumeration and its integer on the wire differ in width
#include "cxtls/wire/wire.hpp"

enum class suite : std::uint16_t { one = 0x1301 };
constexpr auto d = cxtls::EnumClass<suite>(cxtls::u8);
constexpr auto use = d.min_size();
