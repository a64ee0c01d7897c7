// first-error: this extension is answered but never offered: add a line for it in in::client_hello (RFC 8446, 4.2)
#include "cxtls/protocol/extension/check.hpp"

struct Greeting {
  cxtls::bytes text{};
};
template <>
inline constexpr auto cxtls::wire<Greeting> =
    cxtls::Struct(cxtls::Field<&Greeting::text>(cxtls::PrefixedBytes(cxtls::u8)));

// A CertificateRequest offers to the client's Certificate, never to EncryptedExtensions.
struct greeting : cxtls::Extension<cxtls::ExtensionType(0xff77), Greeting,
                                   cxtls::in::certificate_request | cxtls::in::encrypted_extensions> {};
using mine = cxtls::extensions<greeting>;

using message = cxtls::extension_in<cxtls::in::client_hello, mine>;
message first;
