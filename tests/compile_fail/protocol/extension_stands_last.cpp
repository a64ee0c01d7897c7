// first-error: only pre_shared_key stands last in its message (RFC 8446, 4.2.11)
#include "cxtls/protocol/extension/check.hpp"

struct Greeting {
  cxtls::bytes text{};
};
template <>
inline constexpr auto cxtls::wire<Greeting> =
    cxtls::Struct(cxtls::Field<&Greeting::text>(cxtls::PrefixedBytes(cxtls::u8)));

struct greeting
    : cxtls::Extension<cxtls::ExtensionType(0xff77), Greeting, cxtls::in::client_hello, cxtls::quirk::stands_last> {};
using mine = cxtls::extensions<greeting>;

using message = cxtls::extension_in<cxtls::in::client_hello, mine>;
message first;
