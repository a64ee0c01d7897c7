// A key that both sides got by other means than TLS (RFC 8446, 2.2 and 4.2.11).
#pragma once
#include "cxtls/base/bounded.hpp"
#include "cxtls/base/result.hpp"
#include "cxtls/crypto/algorithm.hpp"
#include "cxtls/crypto/hkdf.hpp"

namespace cxtls {

// RFC 9257, 6: "Each PSK SHOULD be derived from at least 128 bits of entropy".
inline constexpr std::size_t min_external_psk = 16;
inline constexpr std::size_t max_external_psk = 64;
// Whatever names a key; a longer name only makes ClientHellos longer.
inline constexpr std::size_t max_external_psk_identity = 128;

// Used as it is, bound to one hash (RFC 8446, 4.2.11: "default to SHA-256 if no such algorithm is defined"). Nothing in it
// says who is the client: it must not serve in both roles. imported_psk.hpp has keys that say so; peers without RFC 9258
// know only these.
class external_psk {
 public:
  // Errors: length_out_of_range (an empty or long identity, a short or long key).
  static constexpr result<external_psk> create(bytes name, bytes key,
                                               crypto::hash_algorithm hash = crypto::hash_algorithm::sha256) {
    if (name.empty() || name.size() > max_external_psk_identity) return error{errc::length_out_of_range, "identity"};
    if (key.size() < min_external_psk || key.size() > max_external_psk) return error{errc::length_out_of_range, "key"};
    external_psk psk(key, hash);
    for (std::uint8_t octet : name) (void)psk.identity_.push(octet);
    return psk;
  }
  constexpr bytes identity() const { return identity_.view(); }
  constexpr crypto::hash_algorithm hash() const { return hash_; }
  // In the clear, for the key schedule.
  constexpr bytes expose() const { return key_.expose(); }
  constexpr external_psk duplicate() const {
    external_psk copy(key_.expose(), hash_);
    copy.identity_ = identity_;
    return copy;
  }
  // By name and hash: keys aren't compared.
  friend constexpr bool operator==(external_psk const& a, external_psk const& b) {
    return a.identity_ == b.identity_ && a.hash_ == b.hash_;
  }

 private:
  constexpr external_psk(bytes key, crypto::hash_algorithm hash)
      : hash_(hash), key_(secret<max_external_psk>::of(key)) {}
  bounded<std::uint8_t, max_external_psk_identity> identity_{};
  crypto::hash_algorithm hash_;
  secret<max_external_psk> key_;
};

}  // namespace cxtls
