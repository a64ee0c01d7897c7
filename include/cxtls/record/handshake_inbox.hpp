// What was received and isn't used up: handshake messages put together from their records, then the records that were
// not opened yet. One owned buffer, nothing is copied but handshake octets over the record headers between them.
#pragma once
#include <optional>

#include "cxtls/base/buffer.hpp"
#include "cxtls/base/result.hpp"
#include "cxtls/protocol/tls13/handshake_header.hpp"
#include "cxtls/record/limits.hpp"
#include "cxtls/wire/codec.hpp"

namespace cxtls::record {

// One whole handshake message. The views are good until the next prepare() or release().
struct handshake_message {
  HandshakeType type{};
  bytes raw{};  // with its header: what the transcript takes
  constexpr bytes body() const { return raw.subspan(cxtls::handshake_header_size); }
};

// Storage: where it is kept; buffer, or a fixed_buffer of octets_for() the longest message that is let in.
template <class Storage>
class basic_handshake_inbox {
 public:
  // All that may be held at once: keep() and prepare() say why.
  static constexpr std::size_t octets_for(std::size_t longest_message) {
    return cxtls::handshake_header_size + longest_message + max_content + max_record;
  }

  // ---- octets come in ----

  // Room to receive into, so that records() may become `in_flight` octets; views of before are no longer good. One
  // record in flight is enough to go on, more saves calls. Errors: misuse_overfull (so much is there already: use it up
  // first), out_of_memory.
  constexpr result<mutable_bytes> prepare(std::size_t in_flight = max_record) {
    const std::size_t here = records_end_ - records_;
    if (here >= in_flight) return errc::misuse_overfull;
    const std::size_t wanted = in_flight - here;
    if (room().size() < wanted) {
      compact();
      if (room().size() < wanted && !grow(records_end_ + wanted) && room().empty()) return errc::out_of_memory;
    }
    return room().size() < wanted ? room() : room().first(wanted);
  }
  // So many octets of the room were filled. Precondition: n <= its size.
  constexpr void commit(std::size_t n) { records_end_ += n; }

  // ---- records ----

  // Received and not used up: records, the last of them maybe in part.
  constexpr mutable_bytes records() { return store_.edit().subspan(records_, records_end_ - records_); }
  // The first n octets of records() were used up: a record that isn't the handshake's.
  constexpr void drop(std::size_t n) { records_ += n; }
  // The first n octets of records() are a handshake record, and `content`, within them, is what it held.
  // Precondition: next() was asked until it had no more, so that what is kept is bounded by one message and one record.
  constexpr void keep(bytes content, std::size_t n) {
    if (begin_ == end_) {
      // Nothing to join: the content stays where it is.
      begin_ = end_ = static_cast<std::size_t>(content.data() - store_.view().data());
    } else {
      copy(content, store_.edit().data() + end_);
    }
    end_ += content.size();
    records_ += n;
  }

  // ---- messages ----

  // The first message that wasn't consumed, if all of it is there. `limit_of(type)` is the most octets that a body may
  // have; it is asked before they are waited for. Errors: message_too_long.
  template <class LimitOf>
  constexpr result<std::optional<handshake_message>> next(LimitOf const& limit_of) const {
    const bytes unread = store_.view().subspan(begin_, end_ - begin_);
    const auto header = parse_prefix<HandshakeHeader>(unread);
    if (!header) return std::optional<handshake_message>();
    const HandshakeType type = header.value.msg_type;
    if (header.value.length > limit_of(type)) return error{errc::message_too_long, name_of(type)};
    const std::size_t size = header.size + header.value.length;
    if (unread.size() < size) return std::optional<handshake_message>();
    return std::optional(handshake_message{type, unread.first(size)});
  }
  // Done with a message that next() gave.
  constexpr void consume(handshake_message const& message) { begin_ += message.raw.size(); }
  // False while octets of a message, whole or in part, wait. Keys change only when true (RFC 8446, 5.1), and records of
  // other types may not come in between.
  constexpr bool aligned() const { return begin_ == end_; }

  // ---- memory ----

  constexpr std::size_t capacity() const { return store_.capacity(); }
  constexpr bool empty() const { return size() == 0; }
  // Of messages and records.
  constexpr std::size_t size() const { return end_ - begin_ + (records_end_ - records_); }
  // Gives the memory back if nothing is in it. Views of before are no longer good.
  constexpr void release() {
    if (!empty()) return;
    store_.release();
    begin_ = end_ = records_ = records_end_ = 0;
  }

 private:
  // store_: | gone | begin_ messages end_ | gone | records_ ... records_end_ | room() |
  constexpr mutable_bytes room() { return store_.edit().subspan(records_end_); }

  constexpr void compact() {
    std::uint8_t* const base = store_.edit().data();
    const std::size_t messages = end_ - begin_, records = records_end_ - records_;
    if (begin_ != 0) copy({base + begin_, messages}, base);
    if (records_ != messages) copy({base + records_, records}, base + messages);
    begin_ = 0;
    end_ = records_ = messages;
    records_end_ = messages + records;
  }
  // All of the buffer is in use, as far as it knows: what is used of it stands in the offsets.
  constexpr bool grow(std::size_t size) { return store_.reserve(size) && store_.resize(store_.capacity()); }

  Storage store_;
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
  std::size_t records_ = 0;
  std::size_t records_end_ = 0;
};

using handshake_inbox = basic_handshake_inbox<buffer>;

}  // namespace cxtls::record
