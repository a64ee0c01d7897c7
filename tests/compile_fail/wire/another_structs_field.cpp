// first-error: a Field names a member of another struct
#include "cxtls/wire/wire.hpp"

struct message {
  std::uint8_t kind = 0;
  std::uint8_t level = 0;
};
struct other {
  std::uint8_t level = 0;
};
template <>
inline constexpr auto cxtls::wire<message> =
    cxtls::Struct(cxtls::Field<&message::kind>(cxtls::u8), cxtls::Field<&other::level>(cxtls::u8));
