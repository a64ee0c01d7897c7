// How long a record looks to those who can't read it: RFC 8446, 5.4.
#pragma once
#include <concepts>

#include "cxtls/record/limits.hpp"

namespace cxtls::record {

// A policy says how many zeros follow `content` octets in a protected record. content + padding <= max_content.
template <class P>
concept PaddingPolicy = requires(std::size_t content) {
  { P::padding(content) } -> std::same_as<std::size_t>;
};

namespace padding_policy {

struct none {
  static constexpr std::size_t padding(std::size_t) { return 0; }
};

// Every record holds a multiple of N octets, an empty one N. Near max_content, where no multiple fits, max_content.
template <std::size_t N>
struct to_multiple {
  static_assert(N > 0 && N <= max_content, "records are padded to 1 to 2^14 octets");
  static constexpr std::size_t padding(std::size_t content) {
    const std::size_t blocks = content == 0 ? 1 : (content + N - 1) / N;
    const std::size_t padded = blocks * N < max_content ? blocks * N : max_content;
    return padded > content ? padded - content : 0;
  }
};

}  // namespace padding_policy
}  // namespace cxtls::record
