// The reading side of TLS 1.2's record layer, from the ServerHello on: records in, content out, decrypted where it lies.
#pragma once
#include "cxtls/record/header.hpp"
#include "cxtls/record/opened.hpp"
#include "cxtls/record/tls12/key.hpp"

namespace cxtls::record::tls12 {

// Move-only. Plaintext until the peer's ChangeCipherSpec comes while it is expected, never again after; keys change once,
// because nothing is renegotiated.
template <class B>
class opener {
 public:
  // The peer's ChangeCipherSpec may come from now on, and these keys with it. Called where the handshake's next message is
  // that or NewSessionTicket, and no sooner: a ChangeCipherSpec that comes before is refused (CVE-2014-0224).
  // Precondition when it comes: no handshake octets are left over. Errors: change_cipher_spec_unexpected (it was expected
  // before), backend_failed; then nothing can be opened.
  template <crypto::sender Sender>
  constexpr status expect(B const& b, crypto::tls12::write_keys<Sender> const& keys) {
    if (under_ != protection::none) return errc::change_cipher_spec_unexpected;
    const status installed = key_.install(b, keys);
    under_ = installed ? protection::pending : protection::keys;
    return installed;
  }
  constexpr bool expecting() const { return under_ == protection::pending; }
  constexpr bool keyed() const { return under_ == protection::keys; }
  // TLS 1.2 has no update of keys.
  constexpr bool should_update() const { return false; }
  constexpr std::uint64_t sequence_number() const { return key_.sequence_number(); }

  // For next(): the most that may follow a header now. RFC 5246, 6.2.3 allows any cipher 2^14 + 2048; from ours nothing
  // longer than this could open to 2^14 octets.
  constexpr std::size_t max_fragment() const { return keyed() ? max_content + key_.expansion() : max_content; }

  // `record` is one whole record, as next() found it. Every error is final: the peer gets its alert, and no other record
  // is opened. Errors: truncated and trailing_data (not one whole record), bad_record_mac, record_type_unexpected,
  // record_version, empty_handshake_record, change_cipher_spec_unexpected, sequence_exhausted; also those of next().
  constexpr result<opened> open(mutable_bytes record) {
    const auto head = next(record, max_fragment());
    if (!head) return head.error();
    if (!head->complete()) return errc::truncated;
    if (head->size != record.size()) return errc::trailing_data;
    const mutable_bytes fragment = record.subspan(header_size);
    if (head->type == ContentType::change_cipher_spec) return change_cipher_spec(fragment);
    if (!keyed()) return detail::handshake_or_alert(head->type, fragment);
    // RFC 5246, 6.2.1: "This document describes TLS Version 1.2, which uses the version { 3, 3 }."
    constexpr std::uint8_t version[] = {3, 3};
    if (!equal(record.subspan(1, 2), version)) return errc::record_version;
    const auto content = key_.open(fragment, head->type);
    if (!content) return content.error();
    if (head->type == ContentType::application_data) return opened{head->type, *content};
    return detail::handshake_or_alert(head->type, *content);
  }

 private:
  constexpr result<opened> change_cipher_spec(mutable_bytes fragment) {
    if (!expecting()) return errc::change_cipher_spec_unexpected;
    const auto o = detail::change_cipher_spec(fragment);
    if (o) under_ = protection::keys;
    return o;
  }
  enum class protection : std::uint8_t { none, pending, keys };
  key<B> key_;
  protection under_ = protection::none;
};

}  // namespace cxtls::record::tls12
