// A hash value that is public: transcript hashes, verify_data. Compare one that authenticates by the backend's equal.
#pragma once
#include <array>

#include "cxtls/base/bytes.hpp"
#include "cxtls/crypto/algorithm.hpp"

namespace cxtls::crypto {

class digest {
 public:
  // Zeros, to be filled through fill(). Precondition: size <= max_hash_size.
  constexpr explicit digest(std::size_t size) : size_(size) {}
  constexpr std::size_t size() const { return size_; }
  constexpr bytes view() const { return bytes(octets_).first(size_); }
  constexpr mutable_bytes fill() { return mutable_bytes(octets_).first(size_); }

 private:
  std::array<std::uint8_t, max_hash_size> octets_{};
  std::size_t size_;
};

}  // namespace cxtls::crypto
