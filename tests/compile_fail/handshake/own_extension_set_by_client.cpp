// first-error: a client doesn't send this extension
#include "cxtls/handshake/own_extensions.hpp"

struct Greeting {
  std::uint8_t what = 0;
};
template <>
inline constexpr auto cxtls::wire<Greeting> = cxtls::Struct(cxtls::Field<&Greeting::what>(cxtls::u8));
using mine = cxtls::extensions<cxtls::Extension<cxtls::ExtensionType(0xff77), Greeting, cxtls::in::new_session_ticket>>;

static_assert(cxtls::may_set_extension<mine, Greeting, true>());
