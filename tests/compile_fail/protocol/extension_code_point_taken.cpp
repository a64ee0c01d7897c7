// first-error: this extension's code point is taken by an extension of the RFCs: choose a free one (RFC 8446, 4.2)
#include "cxtls/protocol/extension/check.hpp"

struct Greeting {
  cxtls::bytes text{};
};
template <>
inline constexpr auto cxtls::wire<Greeting> =
    cxtls::Struct(cxtls::Field<&Greeting::text>(cxtls::PrefixedBytes(cxtls::u8)));

// Not even in a message where the RFC has no use for it.
struct greeting : cxtls::Extension<cxtls::ExtensionType::application_layer_protocol_negotiation, Greeting,
                                   cxtls::in::new_session_ticket> {};
using mine = cxtls::extensions<greeting>;

using message = cxtls::extension_in<cxtls::in::client_hello, mine>;
message first;
