// The secrets that protect records, one type per stage and sender, and the keys made from them (RFC 8446, 7.2 and 7.3).
#pragma once
#include "cxtls/crypto/any_aead.hpp"
#include "cxtls/crypto/hkdf.hpp"
#include "cxtls/crypto/sender.hpp"
#include "cxtls/crypto/transcript_points.hpp"

namespace cxtls::crypto {

namespace detail {
class stage_secret;
}

enum class stage : std::uint8_t { early_data, handshake, application };

// What a record protection is made from.
struct traffic_keys {
  aead_algorithm aead;
  secret<max_aead_key_size> key;
  secret<aead_nonce_size> iv;
};

// All functions: errors: backend_failed.
template <stage Stage, sender Sender>
class traffic_secret {
 public:
  // From octets that came from elsewhere: a published trace, another key schedule.
  static constexpr traffic_secret of(hash_algorithm a, bytes secret) { return {a, hash_secret::of(secret)}; }

  constexpr hash_algorithm algorithm() const { return algorithm_; }
  // In the clear: for key logs and for transports that take the secret itself.
  constexpr bytes expose() const { return secret_.expose(); }

  template <class B>
  constexpr result<secret<max_aead_key_size>> key(B const& b, std::size_t size) const {
    return expanded<max_aead_key_size>(b, "key", size);
  }
  template <class B>
  constexpr result<secret<aead_nonce_size>> iv(B const& b) const {
    return expanded<aead_nonce_size>(b, "iv", aead_nonce_size);
  }
  template <class B>
  constexpr result<traffic_keys> keys(B const& b, aead_algorithm aead) const {
    auto k = key(b, aead_key_size<B>(aead));
    if (!k) return k.error();
    auto v = iv(b);
    if (!v) return v.error();
    return traffic_keys{aead, *std::move(k), *std::move(v)};
  }

  // The secret after a KeyUpdate; this one is gone. RFC 8446, 7.2.
  template <class B>
    requires(Stage == stage::application)
  constexpr result<traffic_secret> next(B const& b) && {
    auto n = derive(b, algorithm_, secret_.expose(), "traffic upd", {});
    if (!n) return n.error();
    return traffic_secret(algorithm_, *std::move(n));
  }

  // verify_data of this sender's Finished: RFC 8446, 4.4.4. `context` hashes all messages before that Finished.
  template <class B, class Last>
    requires(Stage == stage::handshake)
  constexpr result<digest> finished(B const& b, hash_upto<Last> const& context) const {
    static_assert(
        Sender == sender::server ? MayFollow<Last, after::ServerFinished> : MayFollow<Last, after::ClientFinished>,
        "Finished: this sender's Finished can't follow the last message in this transcript "
        "(RFC 8446, 4.4.4)");
    auto finished_key = derive(b, algorithm_, secret_.expose(), "finished", {});
    if (!finished_key) return finished_key.error();
    digest verify_data(hash_size(algorithm_));
    if (!hmac(b, algorithm_, finished_key->expose(), context.value.view(), verify_data.fill()))
      return errc::backend_failed;
    return verify_data;
  }

 private:
  friend class detail::stage_secret;
  constexpr traffic_secret(hash_algorithm a, hash_secret s) : algorithm_(a), secret_(std::move(s)) {}

  template <std::size_t Capacity, class B>
  constexpr result<secret<Capacity>> expanded(B const& b, std::string_view label, std::size_t size) const {
    if (size > Capacity) return errc::no_space;
    secret<Capacity> out(size);
    if (const status s = expand_label(b, algorithm_, secret_.expose(), label, {}, out.fill()); !s) return s.error();
    return out;
  }

  hash_algorithm algorithm_;
  hash_secret secret_;
};

}  // namespace cxtls::crypto
