// first-error: Field<&T::member>(descriptor): the argument is not a descriptor
#include "cxtls/wire/wire.hpp"

struct part {
  std::uint8_t kind = 0;
};
struct message {
  part first{};
};
template <>
inline constexpr auto cxtls::wire<message> = cxtls::Struct(cxtls::Field<&message::first>(cxtls::wire<part>));
