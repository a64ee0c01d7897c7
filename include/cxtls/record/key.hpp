// An AEAD key together with the numbers that make its nonces: nobody else counts, so that no nonce is used twice.
#pragma once
#include "cxtls/crypto/any_aead.hpp"
#include "cxtls/crypto/suite.hpp"
#include "cxtls/crypto/traffic_secret.hpp"
#include "cxtls/record/nonce.hpp"

namespace cxtls::record {

// Move-only. Protects the records of one direction from one key change to the next.
template <class B>
class key {
 public:
  // Without a key: seals and opens nothing.
  constexpr key() = default;

  // Starts at sequence number 0 (RFC 8446, 5.3). After an error there is no key. Errors: backend_failed.
  template <crypto::stage Stage, crypto::sender Sender>
  constexpr status install(B const& b, crypto::suite_info const& suite,
                           crypto::traffic_secret<Stage, Sender> const& secret) {
    *this = key();
    auto keys = secret.keys(b, suite.aead);
    if (!keys) return keys.error();
    if (!aead_.init(b, keys->aead, keys->key.expose())) return errc::backend_failed;
    iv_ = std::move(keys->iv);
    limit_ = suite.record_limit;
    return done{};
  }

  constexpr bool installed() const { return limit_ != 0; }
  // Of the next record; thus also how many were sealed or opened.
  constexpr std::uint64_t sequence_number() const { return sequence_number_; }
  // Half of what the key may protect is used: 2^23.5 records for AES-GCM, so that a key update is over in time.
  constexpr bool should_update() const { return sequence_number_ >= limit_ / 2; }
  static_assert(crypto::aes_gcm_record_limit / 2 == crypto::aes_gcm_update_after);

  // `out` becomes the encryption of in||extra and its tag. Errors: sequence_exhausted, backend_failed.
  constexpr status seal(mutable_bytes out, bytes additional_data, bytes in, bytes extra) {
    if (sequence_number_ >= limit_) return errc::sequence_exhausted;
    const nonce n(iv_.expose(), sequence_number_);
    ++sequence_number_;  // whatever comes of it, this nonce is used
    if (!aead_.seal(out, n.octets(), additional_data, in, extra)) return errc::backend_failed;
    return done{};
  }
  // Decrypts in place; all but the last aead_tag_size octets of `sealed` are the plaintext. How many records it may
  // protect is its sender's decision: here only the sequence number ends. Errors: sequence_exhausted, bad_record_mac.
  constexpr status open(mutable_bytes sealed, bytes additional_data) {
    if (!installed() || sequence_number_ == crypto::sequence_number_limit) return errc::sequence_exhausted;
    if (!aead_.open(sealed, nonce(iv_.expose(), sequence_number_).octets(), additional_data))
      return errc::bad_record_mac;
    ++sequence_number_;
    return done{};
  }

 private:
  crypto::any_aead<B> aead_;
  secret<crypto::aead_nonce_size> iv_{crypto::aead_nonce_size};
  std::uint64_t sequence_number_ = 0;
  std::uint64_t limit_ = 0;  // 0: no key
};

}  // namespace cxtls::record
