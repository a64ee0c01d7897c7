// first-error: EnumClass<E> takes an enumeration
#include "cxtls/wire/wire.hpp"

constexpr auto d = cxtls::EnumClass<std::uint16_t>(cxtls::u16);
