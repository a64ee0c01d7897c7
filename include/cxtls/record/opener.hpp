// The reading side of the record layer: records in, content out, decrypted where it lies.
#pragma once
#include "cxtls/record/header.hpp"
#include "cxtls/record/key.hpp"
#include "cxtls/record/opened.hpp"

namespace cxtls::record {

// Move-only. Plaintext until the first key is installed, never again after.
template <class B>
class opener {
 public:
  // Precondition: no handshake octets are left over from the key before (RFC 8446, 5.1: "Handshake messages MUST NOT
  // span key changes"). Errors: backend_failed; then nothing can be opened.
  template <crypto::stage Stage, crypto::sender Sender>
  constexpr status install(B const& b, crypto::suite_info const& suite,
                           crypto::traffic_secret<Stage, Sender> const& secret) {
    keyed_ = true;
    skipping_ = false;
    return key_.install(b, suite, secret);
  }
  constexpr bool keyed() const { return keyed_; }
  constexpr bool should_update() const { return key_.installed() && key_.should_update(); }
  constexpr std::uint64_t sequence_number() const { return key_.sequence_number(); }

  // RFC 8446, 4.2.10: a server that refuses early data skips it: "records with an external content type of
  // "application_data"" before keys, records that don't open with them after that, until one opens. At most
  // max_skipped_early_data octets of records.
  constexpr void skip_early_data() {
    skipping_ = true;
    skippable_ = max_skipped_early_data;
  }
  // An alert of a client that couldn't make keys comes in the clear, until a record has opened: afterwards anybody's
  // close_notify would pass for the client's, each time that a key is new.
  constexpr void allow_plaintext_alert() { plaintext_alert_ = true; }

  // For next(): the most that may follow a header now. Early data that is skipped was sealed by somebody.
  constexpr std::size_t max_fragment() const { return keyed_ || skipping_ ? max_ciphertext : max_content; }

  // `record` is one whole record, as next() found it. Every error is final: the peer gets its alert, and no other
  // record is opened. Errors: truncated and trailing_data (not one whole record), bad_record_mac, record_overflow,
  // record_type_unexpected, inner_plaintext_empty, empty_handshake_record, change_cipher_spec_unexpected,
  // sequence_exhausted, too_much_early_data; also those of next().
  constexpr result<opened> open(mutable_bytes record) {
    const auto head = next(record, max_fragment());
    if (!head) return head.error();
    if (!head->complete()) return errc::truncated;
    if (head->size != record.size()) return errc::trailing_data;
    const mutable_bytes fragment = record.subspan(header_size);
    if (head->type == ContentType::change_cipher_spec) return detail::change_cipher_spec(fragment);
    const bool may_skip = skipping_ && head->type == ContentType::application_data;
    if (!keyed_) return may_skip ? skipped(record.size()) : detail::handshake_or_alert(head->type, fragment);
    if (head->type == ContentType::alert && plaintext_alert_) return detail::handshake_or_alert(head->type, fragment);
    // RFC 8446, 5.2: "The outer opaque_type field of a TLSCiphertext record is always set to the value 23".
    if (head->type != ContentType::application_data) return errc::record_type_unexpected;
    auto content = decrypt(record.first(header_size), fragment);
    if (!content && content.error().code == errc::bad_record_mac && may_skip) return skipped(record.size());
    skipping_ = false;
    plaintext_alert_ = false;
    return content;
  }

 private:
  constexpr result<opened> skipped(std::size_t size) {
    if (size > skippable_) return errc::too_much_early_data;
    skippable_ -= size;
    return opened{};
  }
  constexpr result<opened> decrypt(bytes additional_data, mutable_bytes sealed) {
    if (sealed.size() < crypto::aead_tag_size) return errc::bad_record_mac;
    if (const status s = key_.open(sealed, additional_data); !s) return s.error();
    mutable_bytes inner = sealed.first(sealed.size() - crypto::aead_tag_size);
    if (inner.size() > max_inner_plaintext) return errc::record_overflow;
    // RFC 8446, 5.4: "the receiving implementation scans the field from the end toward the beginning until it finds a
    // non-zero octet. This non-zero octet is the content type of the message."
    while (!inner.empty() && inner.back() == 0) inner = inner.first(inner.size() - 1);
    // "If a receiving implementation does not find a non-zero octet in the cleartext, it MUST terminate the connection
    // with an "unexpected_message" alert."
    if (inner.empty()) return errc::inner_plaintext_empty;
    const auto type = static_cast<ContentType>(inner.back());
    const mutable_bytes content = inner.first(inner.size() - 1);
    if (type == ContentType::application_data) return opened{type, content};
    // RFC 8446, 5: "An implementation which receives ... a protected change_cipher_spec record MUST abort the handshake
    // with an "unexpected_message" alert."
    if (type == ContentType::change_cipher_spec) return errc::change_cipher_spec_unexpected;
    return detail::handshake_or_alert(type, content);
  }

  key<B> key_;
  std::size_t skippable_ = 0;  // octets of records
  bool skipping_ = false;
  bool keyed_ = false;
  bool plaintext_alert_ = false;
};

}  // namespace cxtls::record
