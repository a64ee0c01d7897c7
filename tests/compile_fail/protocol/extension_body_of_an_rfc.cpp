// first-error: this extension's body is another extension's in the same message: give each its own struct
#include "cxtls/protocol/extension/check.hpp"

struct Greeting {
  cxtls::bytes text{};
};
template <>
inline constexpr auto cxtls::wire<Greeting> =
    cxtls::Struct(cxtls::Field<&Greeting::text>(cxtls::PrefixedBytes(cxtls::u8)));

struct greeting : cxtls::Extension<cxtls::ExtensionType(0xff77), cxtls::Cookie, cxtls::in::client_hello> {};
using mine = cxtls::extensions<greeting>;

using message = cxtls::extension_in<cxtls::in::client_hello, mine>;
message first;
