// first-error-gcc: the_lower_bound_is_above_the_upper_bound
// error-clang: the_lower_bound_is_above_the_upper_bound
#include "cxtls/wire/wire.hpp"

constexpr auto session_id = cxtls::PrefixedBytes(cxtls::u8, {.min = 33, .max = 32});
