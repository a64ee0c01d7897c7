// first-error: an element of no octets would repeat for ever
#include "cxtls/wire/wire.hpp"

struct part {};
template <>
inline constexpr auto cxtls::wire<part> = cxtls::Empty<part>;
constexpr auto parts = cxtls::TLSPrefixedArray<part>();
