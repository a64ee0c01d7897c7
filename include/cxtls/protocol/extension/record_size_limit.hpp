// record_size_limit: the largest record its sender will receive (RFC 8449, 4).
#pragma once
#include "cxtls/wire/wire.hpp"

namespace cxtls {

// RFC 8449, 4: "Endpoints MUST NOT send a "record_size_limit" extension with a value smaller than 64. An endpoint MUST
// treat receipt of a smaller value as a fatal error and generate an "illegal_parameter" alert."
inline constexpr std::uint16_t min_record_size_limit = 64;

namespace detail {
struct is_record_size_limit {
  constexpr bool operator()(std::uint16_t limit) const { return limit >= min_record_size_limit; }
};
}  // namespace detail

//  uint16 RecordSizeLimit;                                 RFC 8449, 4
// In TLS 1.3 it counts the content type and padding too.
struct RecordSizeLimit {
  std::uint16_t record_size_limit = min_record_size_limit;
};
template <>
inline constexpr auto wire<RecordSizeLimit> =
    Struct(Field<&RecordSizeLimit::record_size_limit>(Where(u16, detail::is_record_size_limit{})));

}  // namespace cxtls
