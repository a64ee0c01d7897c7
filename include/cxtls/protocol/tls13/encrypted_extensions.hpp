// EncryptedExtensions (RFC 8446, 4.3.1).
#pragma once
#include "cxtls/protocol/extension/registry.hpp"

namespace cxtls {

//  struct {                                                RFC 8446, 4.3.1
//      Extension extensions<0..2^16-1>;
//  } EncryptedExtensions;
template <class X = extensions<>>
struct basic_encrypted_extensions {
  list<extension_in<in::encrypted_extensions, X>> extensions{};
};
template <class X>
inline constexpr auto wire<basic_encrypted_extensions<X>> = Struct(Field<&basic_encrypted_extensions<X>::extensions>(
    TLSPrefixedArray<extension_in<in::encrypted_extensions, X>>(u16)));

using EncryptedExtensions = basic_encrypted_extensions<>;

}  // namespace cxtls
