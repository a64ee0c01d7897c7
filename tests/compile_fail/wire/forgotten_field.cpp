// first-error: a member of the struct has no Field, or the Fields are not in the struct's order
#include "cxtls/wire/wire.hpp"

struct message {
  std::uint16_t version = 0;
  std::uint16_t suite = 0;
};
template <>
inline constexpr auto cxtls::wire<message> = cxtls::Struct(cxtls::Field<&message::version>(cxtls::u16));
