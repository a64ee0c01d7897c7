// first-error: this body belongs to none of the stack's own extensions
#include "cxtls/handshake/own_extensions.hpp"

struct Greeting {
  std::uint8_t what = 0;
};
template <>
inline constexpr auto cxtls::wire<Greeting> = cxtls::Struct(cxtls::Field<&Greeting::what>(cxtls::u8));
using mine = cxtls::extensions<>;

static_assert(cxtls::may_set_extension<mine, Greeting, true>());
