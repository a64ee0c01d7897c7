// How a server chooses from what a client offers: pure functions of both lists.
#pragma once
#include <optional>

#include "cxtls/crypto/suite.hpp"
#include "cxtls/handshake/hello/offer.hpp"
#include "cxtls/handshake/hello/post_quantum.hpp"
#include "cxtls/protocol/extension/key_share.hpp"

namespace cxtls {

// The first of ours that the client offers: the server's order decides.
template <class List, class T>
constexpr std::optional<T> select_common(List const& ours, list<T> const& theirs) {
  for (T const& one : ours)
    if (theirs.contains(one)) return one;
  return std::nullopt;
}

// Ours of the suites, in our order; but a client that prefers ChaCha20-Poly1305 has no instructions for AES and gets it.
constexpr std::optional<CipherSuite> select_suite(suite_list const& ours, list<CipherSuite> const& theirs) {
  for (CipherSuite one : theirs) {
    if (!ours.contains(one)) continue;
    if (one == CipherSuite::TLS_CHACHA20_POLY1305_SHA256) return one;
    break;
  }
  return select_common(ours, theirs);
}

// Shares in one ClientHello. A client of ours sends two at most, browsers add GREASE.
inline constexpr std::size_t max_client_shares = 16;

struct group_choice {
  NamedGroup group{};
  bool has_share = false;  // else a HelloRetryRequest asks for one
};

// Our most preferred common group; but among the post-quantum ones, and among the others, one that the client sent a
// share of goes first, because a retry costs a round trip and gains nothing. Nothing: no group in common.
constexpr std::optional<group_choice> select_group(group_list const& ours, list<NamedGroup> const& theirs,
                                                   list<KeyShareEntry> const& shares) {
  const auto has_share = [&](NamedGroup group) {
    for (KeyShareEntry const& share : shares)
      if (share.group == group) return true;
    return false;
  };
  for (bool post_quantum : {true, false}) {
    std::optional<group_choice> first;
    for (NamedGroup group : ours) {
      if (is_post_quantum(group) != post_quantum || !theirs.contains(group)) continue;
      if (has_share(group)) return group_choice{group, true};
      if (!first) first = group_choice{group, false};
    }
    if (first) return first;
  }
  return std::nullopt;
}

}  // namespace cxtls
