// AlertLevel (RFC 8446, 6). TLS 1.3 ignores it on receipt: the description says whether an alert is a closure.
#pragma once
#include "cxtls/wire/enum.hpp"

namespace cxtls {

enum class AlertLevel : std::uint8_t {
  warning = 1,
  fatal = 2,
};
template <>
inline constexpr auto wire<AlertLevel> = EnumClass<AlertLevel>(u8);
template <>
inline constexpr auto names<AlertLevel> = std::to_array<named<AlertLevel>>({
    {AlertLevel::warning, "warning"},
    {AlertLevel::fatal, "fatal"},
});

}  // namespace cxtls
