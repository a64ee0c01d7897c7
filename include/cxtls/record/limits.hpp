// How large a record may be; protocol/record.hpp has the RFC's own words.
#pragma once
#include "cxtls/protocol/record.hpp"

namespace cxtls::record {

inline constexpr std::size_t header_size = record_header_size;
// Of a plaintext record, and of what a protected one holds besides its content type and padding.
inline constexpr std::size_t max_content = max_plaintext;
// After the header of a protected record.
inline constexpr std::size_t max_ciphertext = max_ciphertext_tls13;
// The largest record there is.
inline constexpr std::size_t max_record = header_size + max_ciphertext;

// Refused early data that is skipped: as much as servers that take it usually allow (14336 octets), with its records'
// headers and tags. A client that sends more before it has read our answer is flooding us.
inline constexpr std::size_t max_skipped_early_data = 16384;

}  // namespace cxtls::record
