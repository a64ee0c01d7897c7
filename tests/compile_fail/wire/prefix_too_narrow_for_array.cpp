// first-error-gcc: the_length_prefix_is_too_narrow_for_the_upper_bound
// error-clang: the_length_prefix_is_too_narrow_for_the_upper_bound
#include "cxtls/wire/wire.hpp"

enum class suite : std::uint16_t {};
template <>
inline constexpr auto cxtls::wire<suite> = cxtls::EnumClass<suite>(cxtls::u16);
constexpr auto suites = cxtls::TLSPrefixedArray<suite>(cxtls::u8, {.min = 2, .max = 65534});
