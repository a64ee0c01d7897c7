// What a server that keeps nothing between HelloRetryRequest and the second ClientHello puts into its cookie (RFC 8446,
// 4.2.2), and who protects it.
#pragma once
#include <optional>

#include "cxtls/base/buffer.hpp"
#include "cxtls/base/clock.hpp"
#include "cxtls/crypto/digest.hpp"
#include "cxtls/protocol/registry/cipher_suite.hpp"
#include "cxtls/protocol/registry/named_group.hpp"
#include "cxtls/wire/wire.hpp"

namespace cxtls {

// A round trip and a slow client's computation; longer lets an attacker use one cookie for longer.
inline constexpr std::int64_t retry_cookie_lifetime = 60;  // seconds

// Views.
struct retry_cookie {
  CipherSuite cipher_suite{};
  NamedGroup group{};
  std::uint64_t expires_at = 0;  // seconds, as unix_time has them
  bytes client_hello_hash{};  // of the first ClientHello: RFC 8446, 4.4.1
  bytes fixed_parts{};  // digest of what the second ClientHello must repeat: RFC 8446, 4.1.2
};
template <>
inline constexpr auto wire<retry_cookie> =
    Struct(Field<&retry_cookie::cipher_suite>(wire<CipherSuite>), Field<&retry_cookie::group>(wire<NamedGroup>),
           Field<&retry_cookie::expires_at>(u64),
           Field<&retry_cookie::client_hello_hash>(PrefixedBytes(u8, {.min = 32, .max = crypto::max_hash_size})),
           Field<&retry_cookie::fixed_parts>(PrefixedBytes(u8, {.min = 32, .max = crypto::max_hash_size})));

// Seals cookies so that only their maker, or one who shares its keys, opens them. Caller-owned and thread-safe; outlives
// the server contexts that use it.
class cookie_protector {
 public:
  // Appends. Errors: those of the implementation; the server then keeps its state in the connection.
  virtual constexpr status seal(bytes cookie, unix_time now, buffer& out) const = 0;
  // Nothing for a cookie that isn't ours, whatever it is.
  virtual constexpr std::optional<buffer> open(bytes sealed, unix_time now) const = 0;

 protected:
  constexpr ~cookie_protector() = default;
};

}  // namespace cxtls
