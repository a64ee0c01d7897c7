// first-error: a member of the struct has no Field, or the Fields are not in the struct's order
#include "cxtls/wire/wire.hpp"

struct message {
  std::uint8_t kind = 0;
};
template <>
inline constexpr auto cxtls::wire<message> = cxtls::Empty<message>;
