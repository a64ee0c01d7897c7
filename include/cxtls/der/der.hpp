// DER (ITU-T X.690) by descriptors: the combinators of wire/ for tag, length, value. What these read has exactly one
// encoding; anything else is refused. No recursion: a type's depth bounds the depth of what it reads.
#pragma once
#include "cxtls/der/algorithm_identifier.hpp"
#include "cxtls/der/primitive.hpp"
#include "cxtls/der/structure.hpp"
#include "cxtls/der/time.hpp"
#include "cxtls/der/tlv.hpp"

namespace cxtls {

template <>
inline constexpr auto wire<der::any> = der::Any;
template <>
inline constexpr auto wire<der::oid> = der::ObjectIdentifier;

}  // namespace cxtls
