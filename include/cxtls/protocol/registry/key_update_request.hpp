// KeyUpdateRequest (RFC 8446, 4.6.3): "If an implementation receives any other value, it MUST terminate the connection
// with an "illegal_parameter" alert." So it is closed.
#pragma once
#include "cxtls/wire/enum.hpp"

namespace cxtls {

enum class KeyUpdateRequest : std::uint8_t {
  update_not_requested = 0,
  update_requested = 1,
};
template <>
inline constexpr auto names<KeyUpdateRequest> = std::to_array<named<KeyUpdateRequest>>({
    {KeyUpdateRequest::update_not_requested, "update_not_requested"},
    {KeyUpdateRequest::update_requested, "update_requested"},
});
template <>
inline constexpr auto wire<KeyUpdateRequest> = ClosedEnumClass<KeyUpdateRequest>(u8);

}  // namespace cxtls
