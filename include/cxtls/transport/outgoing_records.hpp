// Records that wait for the transport: sealed straight from the caller's buffers, in order, bounded.
#pragma once
#include "cxtls/base/buffer.hpp"
#include "cxtls/base/fixed_buffer.hpp"
#include "cxtls/handshake/memory_limits.hpp"
#include "cxtls/handshake/policy.hpp"
#include "cxtls/record/any_protector.hpp"

namespace cxtls::transport {

// V: of which versions. Of both: the hellos decide whose records these are. M: how much of them is held.
template <class B, class Padding, spoken V = spoken::tls13, memory_limits M = memory_limits{}>
class outgoing_records {
 public:
  // Application data stops here until the transport has taken some.
  static constexpr std::size_t high_water = M.waiting_data;
  // A whole flight of handshake messages and an alert come on top.
  static constexpr std::size_t max_pending = M.outgoing;

  // The pending octets; they stay put until the next call that isn't const.
  constexpr bytes pending() const { return octets_.room().subspan(begin_, end_ - begin_); }
  constexpr bool full() const { return end_ - begin_ >= high_water; }
  // Precondition: n <= pending().size().
  constexpr void drop(std::size_t n) {
    begin_ += n;
    if (begin_ == end_) begin_ = end_ = 0;
  }
  constexpr void trim() {
    if (begin_ == end_) octets_.release();
  }

  template <crypto::stage Stage, crypto::sender Sender>
    requires(has_tls13(V))
  constexpr status install(B const& b, crypto::suite_info const& suite,
                           crypto::traffic_secret<Stage, Sender> const& secret) {
    return protector_.install(b, suite, secret);
  }
  constexpr void retract_early_data() {
    if constexpr (has_tls13(V)) protector_.retract_early_data();
  }

  // ---- of TLS 1.2 ----

  // Errors: as of any_protector.
  constexpr status choose_tls12()
    requires(has_tls12(V))
  {
    if constexpr (has_tls13(V)) return protector_.choose_tls12();
    return done{};
  }
  // ChangeCipherSpec, and what follows under these keys. Errors: as of write() and any_protector.
  template <crypto::sender Sender>
    requires(has_tls12(V))
  constexpr status change_cipher_spec(B const& b, crypto::tls12::write_keys<Sender> const& keys) {
    const std::uint8_t body[] = {1};
    if (const status s = write(ContentType::change_cipher_spec, body); !s) return s;
    return protector_.install(b, keys);
  }

  // TLS 1.2 alone has its own from the first record on (RFC 5246, E.1).
  constexpr void set_plaintext_version(ProtocolVersion version) {
    if constexpr (has_tls13(V)) protector_.set_plaintext_version(version);
  }
  // RFC 8449: no record has more content from here on. Precondition: 0 < n <= record::max_content.
  constexpr void limit_content(std::size_t n) { max_content_ = n; }
  constexpr bool wants_update() const { return protector_.should_update(); }

  // Handshake messages, an alert, or a change_cipher_spec: as many records as needed. Errors: out_of_memory, and those
  // of record::protector::seal().
  constexpr status write(ContentType type, bytes content) {
    const std::span<const bytes> pieces(&content, 1);
    const std::size_t size = protector_.template sealed_size_all<Padding>(type, content.size(), max_content_);
    if (const status s = make_room(size); !s) return s;
    const auto sealed = protector_.template seal_all<Padding>(type, pieces, free_room(), max_content_);
    if (!sealed) return sealed.error();
    end_ += *sealed;
    return done{};
  }
  // As much of the pieces as the high-water mark allows; returns how much. Errors: as above.
  constexpr result<std::size_t> write_application_data(std::span<const bytes> pieces) {
    std::size_t taken = 0;
    for (record::fragmenter f(pieces, max_content_); !f.done() && !full(); f.advance()) {
      const std::size_t padding = record::detail::padding_within<Padding>(f.next_size(), max_content_);
      const std::size_t size = protector_.sealed_size(ContentType::application_data, f.next_size(), padding);
      if (const status s = make_room(size); !s) return s.error();
      const auto sealed = protector_.seal(ContentType::application_data, f.next(), padding, free_room());
      if (!sealed) return sealed.error();
      end_ += *sealed;
      taken += f.next_size();
    }
    return taken;
  }

 private:
  constexpr mutable_bytes free_room() { return octets_.room().subspan(end_); }
  constexpr status make_room(std::size_t n) {
    if (n > max_pending - (end_ - begin_)) return errc::out_of_memory;
    if (octets_.capacity() - end_ >= n) return done{};
    const std::size_t waiting = end_ - begin_;
    if (M.in_place || octets_.capacity() >= waiting + n) {
      copy(pending(), octets_.room().data());
    } else if constexpr (!M.in_place) {
      const std::size_t doubled = 2 * octets_.capacity();
      buffer larger;
      if (!larger.reserve(waiting + n < doubled ? doubled : waiting + n)) return errc::out_of_memory;
      copy(pending(), larger.room().data());
      octets_.swap(larger);
    }
    begin_ = 0;
    end_ = waiting;
    return done{};
  }
  using protector =
      std::conditional_t<V == spoken::both, record::any_protector<B>,
                         std::conditional_t<V == spoken::tls12, record::tls12::protector<B>, record::protector<B>>>;
  protector protector_;
  std::conditional_t<M.in_place, fixed_buffer<max_pending>, buffer> octets_;
  std::size_t begin_ = 0, end_ = 0;
  std::size_t max_content_ = record::max_content;
};

}  // namespace cxtls::transport
