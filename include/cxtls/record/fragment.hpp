// Cuts what is to be sent into pieces that fit a record, without copying it.
#pragma once
#include "cxtls/base/bytes.hpp"
#include "cxtls/record/limits.hpp"

namespace cxtls::record {

// A run of `size` octets that starts `offset` octets into the first piece and goes on through the following ones.
struct fragment {
  std::span<const bytes> pieces{};
  std::size_t offset = 0;
  std::size_t size = 0;

  // All octets of the pieces.
  static constexpr fragment all_of(std::span<const bytes> pieces) {
    fragment f{pieces, 0, 0};
    for (bytes piece : pieces) f.size += piece.size();
    return f;
  }

  // Does it lie in memory in one run? Then that run.
  constexpr bool contiguous() const { return size == 0 || offset + size <= pieces.front().size(); }
  constexpr bytes run() const { return size == 0 ? bytes{} : pieces.front().subspan(offset, size); }

  // Copies it to where size octets are.
  constexpr void gather(std::uint8_t* to) const {
    std::size_t skip = offset, left = size;
    for (std::size_t i = 0; left > 0; ++i, skip = 0) {
      const std::size_t here = pieces[i].size() - skip < left ? pieces[i].size() - skip : left;
      copy(pieces[i].subspan(skip, here), to);
      to += here;
      left -= here;
    }
  }
};

// Hands out a payload record by record. Several handshake messages given as pieces share records; an empty payload
// needs none.
class fragmenter {
 public:
  // Precondition: 0 < max_size <= max_content.
  constexpr explicit fragmenter(std::span<const bytes> pieces, std::size_t max_size = max_content)
      : rest_(fragment::all_of(pieces)), max_size_(max_size) {
    skip_used_pieces();
  }

  constexpr bool done() const { return rest_.size == 0; }
  // Octets not handed out yet.
  constexpr std::size_t left() const { return rest_.size; }
  // Of the next fragment; 0 when done.
  constexpr std::size_t next_size() const { return rest_.size < max_size_ ? rest_.size : max_size_; }
  constexpr fragment next() const { return {rest_.pieces, rest_.offset, next_size()}; }
  constexpr void advance() {
    const std::size_t n = next_size();
    rest_.size -= n;
    rest_.offset += n;
    skip_used_pieces();
  }

 private:
  constexpr void skip_used_pieces() {
    while (!rest_.pieces.empty() && rest_.offset >= rest_.pieces.front().size()) {
      rest_.offset -= rest_.pieces.front().size();
      rest_.pieces = rest_.pieces.subspan(1);
    }
  }
  fragment rest_;
  std::size_t max_size_;
};

}  // namespace cxtls::record
