// The writing side of TLS 1.2's record layer, from the ServerHello on: content in, records out.
#pragma once
#include "cxtls/record/seal_all.hpp"
#include "cxtls/record/tls12/key.hpp"
#include "cxtls/wire/codec.hpp"

namespace cxtls::record::tls12 {

// Move-only. Plaintext until our ChangeCipherSpec has gone out and the keys are installed after it, never again after;
// keys change once, because nothing is renegotiated.
template <class B>
class protector {
 public:
  // RFC 5246, 7.1: "Immediately after sending this message, the sender MUST instruct the record layer to make the write
  // pending state the write active state." Errors: change_cipher_spec_unexpected (none was sealed just before),
  // backend_failed; then nothing can be sealed.
  template <crypto::sender Sender>
  constexpr status install(B const& b, crypto::tls12::write_keys<Sender> const& keys) {
    if (under_ != protection::announced) return errc::change_cipher_spec_unexpected;
    under_ = protection::keys;
    return key_.install(b, keys);
  }
  constexpr bool keyed() const { return under_ == protection::keys; }
  // TLS 1.2 has no update of keys.
  constexpr bool should_update() const { return false; }
  constexpr std::uint64_t sequence_number() const { return key_.sequence_number(); }

  // Octets of the record that seal() makes of so much content. Nothing is padded: an AEAD of TLS 1.2 can't be.
  constexpr std::size_t sealed_size(ContentType, std::size_t content, std::size_t = 0) const {
    return header_size + content + (keyed() ? key_.expansion() : 0);
  }
  // Where in a record its content is encrypted.
  constexpr std::size_t content_offset() const { return header_size + key_.explicit_nonce_size(); }

  // One record at the start of `out`; returns its size. The content is read where it lies: it must be disjoint from
  // `out`, or lie content_offset() octets into it. One run is encrypted straight into `out`; pieces are gathered there
  // first. The padding is left out. Errors: record_overflow (over max_content), empty_handshake_record,
  // record_type_unexpected (application data without a key), change_cipher_spec_unexpected (a second one, or anything
  // between ours and the keys), no_space, sequence_exhausted, backend_failed. After an error nothing in `out` may be
  // sent.
  constexpr result<std::size_t> seal(ContentType type, fragment const& content, std::size_t /*padding*/,
                                     mutable_bytes out) {
    if (under_ == protection::announced || (keyed() && type == ContentType::change_cipher_spec))
      return errc::change_cipher_spec_unexpected;
    if (!keyed() && type == ContentType::application_data) return errc::record_type_unexpected;
    if (content.size > max_content) return errc::record_overflow;
    if (content.size == 0 && type != ContentType::application_data) return errc::empty_handshake_record;
    const std::size_t size = sealed_size(type, content.size);
    if (out.size() < size) return errc::no_space;
    out = out.first(size);
    if (!keyed()) {
      content.gather(out.data() + header_size);
      if (type == ContentType::change_cipher_spec) under_ = protection::announced;
    } else if (const status s = encrypt(type, content, out.subspan(header_size)); !s) {
      return s.error();
    }
    (void)build(RecordHeader{type, ProtocolVersion::tls12, static_cast<std::uint16_t>(size - header_size)}, out);
    return size;
  }
  constexpr result<std::size_t> seal(ContentType type, std::span<const bytes> pieces, std::size_t padding,
                                     mutable_bytes out) {
    return seal(type, fragment::all_of(pieces), padding, out);
  }
  constexpr result<std::size_t> seal(ContentType type, bytes content, std::size_t padding, mutable_bytes out) {
    return seal(type, std::span<const bytes>(&content, 1), padding, out);
  }

  // As many records as the payload needs, and what they will take together: exactly what seal_all() writes.
  template <PaddingPolicy Padding = padding_policy::none>
  constexpr std::size_t sealed_size_all(ContentType type, std::size_t payload,
                                        std::size_t max_fragment = max_content) const {
    return detail::sealed_size_all<Padding>(*this, type, payload, max_fragment);
  }
  // All or nothing: errors as of seal(), and no_space before anything is sealed.
  template <PaddingPolicy Padding = padding_policy::none>
  constexpr result<std::size_t> seal_all(ContentType type, std::span<const bytes> pieces, mutable_bytes out,
                                         std::size_t max_fragment = max_content) {
    return detail::seal_all<Padding>(*this, type, pieces, out, max_fragment);
  }

 private:
  constexpr status encrypt(ContentType type, fragment const& content, mutable_bytes sealed) {
    if (content.contiguous()) return key_.seal(sealed, type, content.run());
    const mutable_bytes gathered = sealed.subspan(key_.explicit_nonce_size(), content.size);
    content.gather(gathered.data());
    return key_.seal(sealed, type, gathered);
  }
  enum class protection : std::uint8_t { none, announced, keys };
  key<B> key_;
  protection under_ = protection::none;
};

}  // namespace cxtls::record::tls12
