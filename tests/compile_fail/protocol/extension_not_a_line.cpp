// first-error: cxtls::extensions<...> takes lines of the form Extension<code point, Body, in::message | ...>
#include "cxtls/protocol/extension/check.hpp"

struct Greeting {
  cxtls::bytes text{};
};
template <>
inline constexpr auto cxtls::wire<Greeting> =
    cxtls::Struct(cxtls::Field<&Greeting::text>(cxtls::PrefixedBytes(cxtls::u8)));

using mine = cxtls::extensions<Greeting>;

using message = cxtls::extension_in<cxtls::in::client_hello, mine>;
message first;
