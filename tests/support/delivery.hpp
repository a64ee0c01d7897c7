// In which pieces octets are delivered.
#pragma once
#include <cstddef>
#include <cstdint>

namespace cxtls::test {

enum class delivery : std::uint8_t { whole, single_octets, random_splits };

// `dice` draws the random ones.
inline std::size_t piece_of(delivery how, std::uint64_t& dice, std::size_t available) {
  if (how == delivery::whole) return available;
  if (how == delivery::single_octets) return 1;
  dice = dice * 6364136223846793005u + 1442695040888963407u;
  const std::size_t most = available < 300 ? available : 300;
  return 1 + (dice >> 33) % most;
}

}  // namespace cxtls::test
