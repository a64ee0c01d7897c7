// Finished of TLS 1.2 (RFC 5246, 7.4.9).
#pragma once
#include "cxtls/wire/wire.hpp"

namespace cxtls {

namespace tls12 {

//  struct {                                                RFC 5246, 7.4.9
//      opaque verify_data[verify_data_length];
//  } Finished;
// RFC 5246, 7.4.9: "Any cipher suite which does not explicitly specify verify_data_length has a verify_data_length
// equal to 12. This includes all existing cipher suites."
struct Finished {
  std::array<std::uint8_t, 12> verify_data{};
};

}  // namespace tls12

template <>
inline constexpr auto wire<tls12::Finished> = Struct(Field<&tls12::Finished::verify_data>(Bytes<12>));

}  // namespace cxtls
