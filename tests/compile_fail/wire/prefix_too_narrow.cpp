// first-error-gcc: the_length_prefix_is_too_narrow_for_the_upper_bound
// error-clang: the_length_prefix_is_too_narrow_for_the_upper_bound
#include "cxtls/wire/wire.hpp"

constexpr auto session_id = cxtls::PrefixedBytes(cxtls::u8, {.max = 256});
