// How large a record may be. RFC 8446, 5.1, 5.2 and 5.4.
#pragma once
#include <cstddef>

namespace cxtls::record {

// type, legacy_record_version, length
inline constexpr std::size_t header_size = 5;
// "The record layer fragments information blocks into TLSPlaintext records carrying data in chunks of 2^14 bytes or less."
inline constexpr std::size_t max_content = std::size_t{1} << 14;
// "the full encoded TLSInnerPlaintext MUST NOT exceed 2^14 + 1 octets": content, its type, padding.
inline constexpr std::size_t max_inner_plaintext = max_content + 1;
// "The length MUST NOT exceed 2^14 + 256 bytes."
inline constexpr std::size_t max_ciphertext = max_content + 256;
inline constexpr std::size_t max_record = header_size + max_ciphertext;

}  // namespace cxtls::record
