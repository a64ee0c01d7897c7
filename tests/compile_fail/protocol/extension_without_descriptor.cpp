// first-error: this extension's body has no descriptor: specialise cxtls::wire<Body> directly under the struct
#include "cxtls/protocol/extension/check.hpp"

struct Greeting {
  cxtls::bytes text{};
};
template <>
inline constexpr auto cxtls::wire<Greeting> =
    cxtls::Struct(cxtls::Field<&Greeting::text>(cxtls::PrefixedBytes(cxtls::u8)));

struct Unsaid {};
struct greeting : cxtls::Extension<cxtls::ExtensionType(0xff77), Unsaid, cxtls::in::client_hello> {};
using mine = cxtls::extensions<greeting>;

using message = cxtls::extension_in<cxtls::in::client_hello, mine>;
message first;
