// first-error: the member's type and the descriptor's value_type differ
#include "cxtls/wire/wire.hpp"

struct message {
  std::uint16_t length = 0;
};
template <>
inline constexpr auto cxtls::wire<message> = cxtls::Struct(cxtls::Field<&message::length>(cxtls::u24));
