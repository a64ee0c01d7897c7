// Whose records and whose Finished a key is for.
#pragma once
#include <cstdint>

namespace cxtls::crypto {

enum class sender : std::uint8_t { client, server };

}  // namespace cxtls::crypto
