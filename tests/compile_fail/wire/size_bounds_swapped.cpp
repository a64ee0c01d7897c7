// first-error-gcc: the_lower_bound_is_above_the_upper_bound
// error-clang: the_lower_bound_is_above_the_upper_bound
#include "cxtls/wire/wire.hpp"

constexpr auto body = cxtls::SizeWithin({.min = 3, .max = 2}, cxtls::Remaining);
