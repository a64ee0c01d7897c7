// An AEAD key of TLS 1.2 together with the numbers that make its nonces and its additional data: nobody else counts.
#pragma once
#include "cxtls/crypto/any_aead.hpp"
#include "cxtls/crypto/tls12/secrets.hpp"
#include "cxtls/protocol/record.hpp"
#include "cxtls/record/nonce.hpp"

namespace cxtls::record::tls12 {

// The most that protection adds to a fragment.
inline constexpr std::size_t max_expansion =
    crypto::tls12::explicit_nonce_size(crypto::aead_algorithm::aes_128_gcm) + crypto::aead_tag_size;

// Move-only. Protects the records of one direction until the connection ends.
template <class B>
class key {
 public:
  // Without a key: seals and opens nothing.
  constexpr key() = default;

  // Starts at sequence number 0 (RFC 5246, 6.1). After an error there is no key. Errors: backend_failed.
  template <crypto::sender Sender>
  constexpr status install(B const& b, crypto::tls12::write_keys<Sender> const& keys) {
    *this = key();
    const std::size_t fixed = crypto::tls12::fixed_iv_size(keys.suite.aead);
    if (keys.iv.size() != fixed || !aead_.init(b, keys.suite.aead, keys.key.expose())) return errc::backend_failed;
    copy(keys.iv.expose(), iv_.fill().data());
    explicit_ = crypto::tls12::explicit_nonce_size(keys.suite.aead);
    limit_ = keys.suite.record_limit;
    return done{};
  }

  constexpr bool installed() const { return limit_ != 0; }
  // Of the next record; thus also how many were sealed or opened.
  constexpr std::uint64_t sequence_number() const { return sequence_number_; }
  // Octets of a nonce that stand before the ciphertext.
  constexpr std::size_t explicit_nonce_size() const { return explicit_; }
  // Octets that a fragment grows by.
  constexpr std::size_t expansion() const { return explicit_ + crypto::aead_tag_size; }

  // `out` becomes the explicit nonce, the encryption of `in`, and its tag: expansion() octets more than `in`, which is
  // disjoint from it or starts where its encryption will. RFC 5288, 3: "The nonce_explicit MAY be the 64-bit sequence
  // number." Errors: sequence_exhausted (no update of keys follows: the connection ends), backend_failed.
  constexpr status seal(mutable_bytes out, ContentType type, bytes in) {
    if (sequence_number_ >= limit_) return errc::sequence_exhausted;
    if (out.size() != in.size() + expansion()) return errc::backend_failed;
    const additional_data about(sequence_number_, type, in.size());
    const nonce n(iv_.expose(), sequence_number_);
    ++sequence_number_;  // whatever comes of it, this nonce is used
    copy(n.octets().last(explicit_), out.data());
    if (!aead_.seal(out.subspan(explicit_), n.octets(), about.octets(), in, {})) return errc::backend_failed;
    return done{};
  }
  // Decrypts in place; returns the plaintext, within `sealed`. A peer may choose its explicit nonces as it likes. How
  // many records it may protect is its own decision: here only the sequence number ends.
  // Errors: sequence_exhausted, bad_record_mac.
  constexpr result<mutable_bytes> open(mutable_bytes sealed, ContentType type) {
    if (!installed() || sequence_number_ == crypto::sequence_number_limit) return errc::sequence_exhausted;
    if (sealed.size() < expansion()) return errc::bad_record_mac;
    const std::size_t size = sealed.size() - expansion();
    const nonce n(iv_.expose(), explicit_ == 0 ? sequence_number_ : number_of(sealed.first(explicit_)));
    const additional_data about(sequence_number_, type, size);
    sealed = sealed.subspan(explicit_);
    if (!aead_.open(sealed, n.octets(), about.octets())) return errc::bad_record_mac;
    ++sequence_number_;
    return sealed.first(size);
  }

 private:
  // RFC 5246, 6.2.3.3: "additional_data = seq_num + TLSCompressed.type + TLSCompressed.version + TLSCompressed.length":
  // the length before encryption.
  class additional_data {
   public:
    constexpr additional_data(std::uint64_t number, ContentType type, std::size_t size) {
      for (std::size_t i = 0; i < 8; ++i) octets_[7 - i] = static_cast<std::uint8_t>(number >> (8 * i));
      (void)build(RecordHeader{type, ProtocolVersion::tls12, static_cast<std::uint16_t>(size)},
                  mutable_bytes(octets_).last(record_header_size));
    }
    constexpr bytes octets() const { return octets_; }

   private:
    std::array<std::uint8_t, 8 + record_header_size> octets_{};
  };
  static constexpr std::uint64_t number_of(bytes octets) {
    std::uint64_t n = 0;
    for (std::uint8_t octet : octets) n = n << 8 | octet;
    return n;
  }

  crypto::any_aead<B> aead_;
  // The fixed octets, then zeros where an explicit nonce goes: XOR with a number puts them together (RFC 5288, 3), as it
  // makes the nonce of ChaCha20-Poly1305 (RFC 7905, 2).
  secret<crypto::aead_nonce_size> iv_{crypto::aead_nonce_size};
  std::uint64_t sequence_number_ = 0;
  std::uint64_t limit_ = 0;  // 0: no key
  std::size_t explicit_ = 0;
};

}  // namespace cxtls::record::tls12
