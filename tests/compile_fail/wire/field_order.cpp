// first-error: a member of the struct has no Field, or the Fields are not in the struct's order
#include "cxtls/wire/wire.hpp"

struct message {
  std::uint8_t kind = 0;
  std::uint32_t length = 0;
  std::uint8_t flags = 0;
  std::uint8_t more = 0;
};
template <>
inline constexpr auto cxtls::wire<message> =
    cxtls::Struct(cxtls::Field<&message::kind>(cxtls::u8), cxtls::Field<&message::flags>(cxtls::u8),
                  cxtls::Field<&message::more>(cxtls::u8), cxtls::Field<&message::length>(cxtls::u32));
