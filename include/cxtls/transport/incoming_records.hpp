// Octets from the transport, as the things that they mean: handshake messages, application data, alerts.
#pragma once
#include "cxtls/base/fixed_buffer.hpp"
#include "cxtls/handshake/memory_limits.hpp"
#include "cxtls/handshake/output.hpp"
#include "cxtls/protocol/tls12/message_size.hpp"
#include "cxtls/protocol/tls13/handshake_header.hpp"
#include "cxtls/record/any_opener.hpp"
#include "cxtls/record/flood_guard.hpp"
#include "cxtls/record/handshake_inbox.hpp"
#include "cxtls/record/opener.hpp"
#include "cxtls/record/protector.hpp"

namespace cxtls::transport {

// What came next. The views are good until the next prepare().
struct incoming_item {
  enum class kind : std::uint8_t { nothing, handshake_message, application_data, alert, change_cipher_spec };
  kind is = kind::nothing;  // nothing: more octets are needed
  mutable_bytes content{};  // of everything but a handshake message
  std::optional<record::handshake_message> message{};
};

// V: of which versions. Of both: the hellos decide whose records these are. M: how much of them is held.
template <class B, spoken V = spoken::tls13, memory_limits M = memory_limits{}>
class incoming_records {
 public:
  // Room to read into. Errors: misuse_overfull (use up what is there first), out_of_memory.
  constexpr result<mutable_bytes> prepare() { return inbox_.prepare(); }
  constexpr void commit(std::size_t n) { inbox_.commit(n); }
  // Octets that were taken and not used up.
  constexpr std::size_t unused() const { return inbox_.size(); }
  // Is part of a handshake message there, and not the rest? Nothing that lets the connection go on may come in between.
  constexpr bool amid_message() const { return !inbox_.aligned(); }
  // Is a step without more input worth while?
  constexpr bool has_more() const { return more_; }

  template <crypto::stage Stage, crypto::sender Sender>
    requires(has_tls13(V))
  constexpr status install(B const& b, crypto::suite_info const& suite,
                           crypto::traffic_secret<Stage, Sender> const& secret) {
    // RFC 8446, 5.1: "Handshake messages MUST NOT span key changes."
    if (!inbox_.aligned()) return errc::key_change_unaligned;
    under_ = Stage == crypto::stage::application ? epoch::application
             : Stage == crypto::stage::handshake ? epoch::handshake
                                                 : epoch::early_data;
    return opener_.install(b, suite, secret);
  }

  // ---- of TLS 1.2 ----

  // Errors: as of any_opener.
  constexpr status choose_tls12()
    requires(has_tls12(V))
  {
    older_ = true;
    if constexpr (has_tls13(V)) return opener_.choose_tls12();
    return done{};
  }
  template <crypto::sender Sender>
    requires(has_tls12(V))
  constexpr status expect(B const& b, crypto::tls12::write_keys<Sender> const& keys) {
    return opener_.expect(b, keys);
  }

  // RFC 8449, 4: "An endpoint that receives a record larger than its advertised limit MUST generate a fatal "record_overflow"
  // alert". Of protected records, early data excepted; content, in TLS 1.3 with its padding.
  constexpr void limit_content(std::size_t n) { max_content_ = n; }

  // Of the keys in use.
  constexpr epoch under() const { return under_; }

  // Errors: those of the record layer, message_too_long, unexpected_message (a record of another type between the
  // fragments of a handshake message: RFC 8446, 5.1).
  constexpr result<incoming_item> next() {
    for (;;) {
      bool known = true;
      const auto message = inbox_.next([&](HandshakeType type) {
        known = is_known(type);
        return limit_of(type);
      });
      if (!message) return known ? message.error() : error{errc::unexpected_message};
      if (*message) return incoming_item{.is = incoming_item::kind::handshake_message, .message = *message};

      const mutable_bytes records = inbox_.records();
      more_ = false;
      const auto extent = first_ ? record::first(records) : record::next(records, opener_.max_fragment());
      if (!extent) return extent.error();
      if (!extent->complete()) return incoming_item{};
      more_ = true;
      first_ = false;
      const auto opened = opener_.open(records.first(extent->size));
      if (!opened) return opened.error();
      if (under_ >= epoch::handshake && opened->type != ContentType::invalid &&
          content_of(extent->size, *opened) > max_content_)
        return errc::record_overflow;
      if (opened->type == ContentType::handshake) {
        guard_.handshake_data();
        inbox_.keep(opened->content, extent->size);
        continue;
      }
      // An alert may cut a message off: its reason is worth more than the rule.
      if (!inbox_.aligned() && opened->type != ContentType::alert)
        return error{errc::unexpected_message, name_of(opened->type)};
      inbox_.drop(extent->size);
      if (opened->type == ContentType::invalid) continue;
      return other(*opened);
    }
  }
  constexpr void done_with(record::handshake_message const& message) { inbox_.consume(message); }
  constexpr record::flood_guard& guard() { return guard_; }

  // What only TLS 1.3 has: nothing, of records of TLS 1.2.
  constexpr void skip_early_data() {
    if constexpr (has_tls13(V)) opener_.skip_early_data();
  }
  constexpr void allow_plaintext_alert() {
    if constexpr (has_tls13(V)) opener_.allow_plaintext_alert();
  }

  constexpr void trim() { inbox_.release(); }

 private:
  // What counts against the limit: in TLS 1.3 all that the record protects but the content type.
  constexpr std::size_t content_of(std::size_t record, record::opened const& o) const {
    if (is_older() || o.type == ContentType::change_cipher_spec) return o.content.size();
    return record < record::protected_overhead ? o.content.size() : record - record::protected_overhead;
  }
  constexpr bool is_older() const { return V == spoken::tls12 || (V == spoken::both && older_); }
  constexpr std::size_t limit_of(HandshakeType type) const {
    const std::size_t own = own_limit_of(type);
    return own < M.message ? own : M.message;
  }
  constexpr std::size_t own_limit_of(HandshakeType type) const {
    if constexpr (has_tls12(V))
      if (is_older()) return max_tls12_message_size(type);
    return max_message_size(type);
  }
  constexpr bool is_known(HandshakeType type) const {
    // These three have no body. The last is known under the keys of early data alone (RFC 8446, 4.5).
    if (is_older() ? type == HandshakeType::hello_request || type == HandshakeType::server_hello_done
                   : type == HandshakeType::end_of_early_data && under_ == epoch::early_data)
      return true;
    return limit_of(type) != 0;
  }
  constexpr result<incoming_item> other(record::opened const& o) {
    using enum incoming_item::kind;
    switch (o.type) {
      case ContentType::application_data:
        if (!o.content.empty())
          guard_.application_data();
        else if (const status s = guard_.empty_record(); !s)
          return s.error();
        return incoming_item{.is = application_data, .content = o.content};
      case ContentType::alert:
        return incoming_item{.is = alert, .content = o.content};
      case ContentType::change_cipher_spec:
        if (is_older())
          under_ = epoch::application;  // the opener takes none that isn't expected
        else if (const status s = guard_.change_cipher_spec(); !s)
          return s.error();
        return incoming_item{.is = change_cipher_spec, .content = o.content};
      default:
        return errc::record_type_unexpected;
    }
  }
  using opener =
      std::conditional_t<V == spoken::both, record::any_opener<B>,
                         std::conditional_t<V == spoken::tls12, record::tls12::opener<B>, record::opener<B>>>;
  opener opener_;
  using fixed = fixed_buffer<record::handshake_inbox::octets_for(M.message)>;
  record::basic_handshake_inbox<std::conditional_t<M.in_place, fixed, buffer>> inbox_;
  record::flood_guard guard_;
  std::size_t max_content_ = record::max_content;
  epoch under_ = epoch::initial;
  bool older_ = false;  // TLS 1.2 was chosen
  bool first_ = true;
  bool more_ = false;
};

}  // namespace cxtls::transport
