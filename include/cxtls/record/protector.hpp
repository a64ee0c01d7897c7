// The writing side of the record layer: content in, records out.
#pragma once
#include "cxtls/record/fragment.hpp"
#include "cxtls/record/header.hpp"
#include "cxtls/record/key.hpp"
#include "cxtls/record/seal_all.hpp"

namespace cxtls::record {

// What protection adds to the content: the header, the inner content type, the tag.
inline constexpr std::size_t protected_overhead = header_size + 1 + crypto::aead_tag_size;

// Move-only. Plaintext until the first key is installed, and after a HelloRetryRequest, never again.
template <class B>
class protector {
 public:
  // Errors: backend_failed; then nothing can be sealed.
  template <crypto::stage Stage, crypto::sender Sender>
  constexpr status install(B const& b, crypto::suite_info const& suite,
                           crypto::traffic_secret<Stage, Sender> const& secret) {
    keyed_ = true;
    return key_.install(b, suite, secret);
  }
  // Early data was refused by a HelloRetryRequest: its answer is in the clear (RFC 8446, 4.2.10). A server's sender, and a
  // client's that has handshake keys, never needs this.
  constexpr void retract_early_data() {
    key_ = key<B>();
    keyed_ = false;
  }
  constexpr bool keyed() const { return keyed_; }
  constexpr bool should_update() const { return key_.installed() && key_.should_update(); }
  constexpr std::uint64_t sequence_number() const { return key_.sequence_number(); }

  // RFC 8446, 5.1: 0x0303, but "an initial ClientHello ... MAY also be 0x0301 for compatibility purposes".
  // Of plaintext records only; protected ones always say 0x0303.
  constexpr void set_plaintext_version(ProtocolVersion version) { plaintext_version_ = version; }

  // Octets of the record that seal() makes of so much content.
  constexpr std::size_t sealed_size(ContentType type, std::size_t content, std::size_t padding = 0) const {
    return protects(type) ? protected_overhead + content + padding : header_size + content;
  }

  // One record at the start of `out`; returns its size. The content is read where it lies: it must be disjoint from
  // `out`, or lie header_size octets into it. One unpadded run is encrypted straight into `out`; pieces are gathered
  // there first. ChangeCipherSpec is never protected (RFC 8446, 5), and plaintext records aren't padded.
  // Errors: record_overflow (content and padding exceed max_content), empty_handshake_record (RFC 8446, 5.1 forbids to
  // send one), record_type_unexpected (application data without a key), no_space, sequence_exhausted, backend_failed.
  // After an error nothing in `out` may be sent.
  constexpr result<std::size_t> seal(ContentType type, fragment const& content, std::size_t padding,
                                     mutable_bytes out) {
    if (!keyed_ && type == ContentType::application_data) return errc::record_type_unexpected;
    if (content.size > max_content || padding > max_content - content.size) return errc::record_overflow;
    if (content.size == 0 && type != ContentType::application_data) return errc::empty_handshake_record;
    const std::size_t size = sealed_size(type, content.size, padding);
    if (out.size() < size) return errc::no_space;
    out = out.first(size);
    if (!protects(type)) {
      content.gather(out.data() + header_size);
      write_header(out, type, plaintext_version_);
      return size;
    }
    write_header(out, ContentType::application_data, ProtocolVersion::tls12);
    if (const status s = encrypt(type, content, padding, out); !s) return s.error();
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
  constexpr bool protects(ContentType type) const { return keyed_ && type != ContentType::change_cipher_spec; }

  static constexpr void write_header(mutable_bytes record, ContentType type, ProtocolVersion version) {
    // Every header is one that fits its place: nothing can fail.
    (void)build(RecordHeader{type, version, static_cast<std::uint16_t>(record.size() - header_size)}, record);
  }
  constexpr status encrypt(ContentType type, fragment const& content, std::size_t padding, mutable_bytes record) {
    const bytes additional_data = record.first(header_size);
    const mutable_bytes sealed = record.subspan(header_size);
    if (content.contiguous() && padding == 0) {
      const std::uint8_t inner_type[] = {static_cast<std::uint8_t>(type)};
      return key_.seal(sealed, additional_data, content.run(), inner_type);
    }
    const mutable_bytes inner = sealed.first(content.size + 1 + padding);
    content.gather(inner.data());
    inner[content.size] = static_cast<std::uint8_t>(type);
    for (std::uint8_t& zero : inner.last(padding)) zero = 0;
    return key_.seal(sealed, additional_data, inner, {});
  }

  key<B> key_;
  bool keyed_ = false;
  ProtocolVersion plaintext_version_ = ProtocolVersion::tls12;
};

}  // namespace cxtls::record
