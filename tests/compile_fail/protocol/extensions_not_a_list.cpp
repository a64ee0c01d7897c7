// first-error: the application's own extensions come as cxtls::extensions<...>
#include "cxtls/protocol/extension/check.hpp"

struct Greeting {
  cxtls::bytes text{};
};
template <>
inline constexpr auto cxtls::wire<Greeting> =
    cxtls::Struct(cxtls::Field<&Greeting::text>(cxtls::PrefixedBytes(cxtls::u8)));

struct greeting : cxtls::Extension<cxtls::ExtensionType(0xff77), Greeting, cxtls::in::client_hello> {};
using mine = greeting;

using message = cxtls::extension_in<cxtls::in::client_hello, mine>;
message first;
