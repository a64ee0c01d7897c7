// The running hash of the handshake's messages, whose type says where the handshake is.
#pragma once
#include "cxtls/base/buffer.hpp"
#include "cxtls/crypto/any_hash.hpp"
#include "cxtls/crypto/transcript_points.hpp"

namespace cxtls::crypto {

class early_transcript;
template <class B, class Last>
class transcript;

// RFC 8446, 4.2.11.2: the hash that PSK binders are made over, "up to and including the PreSharedKeyExtension.identities
// field". `truncated_hello`: the ClientHello with its header, in which all lengths are those of the whole message, up to
// where the binders begin (their length field is left out, too). Errors: backend_failed.
template <class B>
constexpr result<digest> partial_client_hello_hash(B const& b, hash_algorithm a, bytes truncated_hello) {
  return hash_of(b, a, truncated_hello);
}
// Of the second ClientHello: what went before it is hashed, too. The transcript can go on afterwards.
template <class B>
constexpr result<digest> partial_client_hello_hash(B const&, transcript<B, after::HelloRetryRequest> const& before,
                                                   bytes truncated_hello);

template <class B, class Last>
class transcript {
 public:
  transcript(transcript const&) = delete;  // duplicate() says it on purpose
  constexpr transcript(transcript&&) = default;
  constexpr transcript& operator=(transcript&&) = default;
  constexpr transcript duplicate() const { return transcript(state_.duplicate()); }

  constexpr hash_algorithm algorithm() const { return state_.algorithm(); }

  // The whole message with its four-octet handshake header.
  template <class Next>
  [[nodiscard]] constexpr transcript<B, Next> add(bytes raw_message) && {
    static_assert(MayFollow<Last, Next>,
                  "transcript: this message can't follow the last one that was added (RFC 8446, 4.4.1)");
    state_.update(raw_message);
    return transcript<B, Next>(std::move(state_));
  }
  template <class Next>
  constexpr void add(bytes) & {
    static_assert(!std::is_same_v<Next, Next>,
                  "a message goes to one transcript: std::move(it).add<...>(), or its duplicate() first");
  }

  // Transcript-Hash up to here; more can be added afterwards. Errors: backend_failed.
  constexpr result<hash_upto<Last>> hash() const {
    any_hash<B> copy = state_.duplicate();
    const result<digest> d = copy.finish();
    if (!d) return d.error();
    return hash_upto<Last>{*d};
  }

 private:
  template <class, class>
  friend class transcript;
  friend class early_transcript;
  template <class Backend>
  friend constexpr result<digest> partial_client_hello_hash(Backend const&,
                                                            transcript<Backend, after::HelloRetryRequest> const&,
                                                            bytes);
  constexpr explicit transcript(any_hash<B> state) : state_(std::move(state)) {}
  any_hash<B> state_;
};

template <class B>
constexpr result<digest> partial_client_hello_hash(B const&, transcript<B, after::HelloRetryRequest> const& before,
                                                   bytes truncated_hello) {
  any_hash<B> state = before.state_.duplicate();
  state.update(truncated_hello);
  return state.finish();
}

// Before the ServerHello or HelloRetryRequest has chosen the hash: the first ClientHello, kept as it was sent.
class early_transcript {
 public:
  // The whole ClientHello with its four-octet handshake header, in pieces if need be. False when memory is short.
  [[nodiscard]] constexpr bool add(bytes piece) { return client_hello_.append(piece); }
  constexpr bytes client_hello() const { return client_hello_.view(); }

  template <class B>
  constexpr transcript<B, after::ClientHello> begin(B const& b, hash_algorithm a) const {
    return begin_with(b, a, client_hello_.view());
  }
  // The same by who knows the hash already: a server.
  template <class B>
  static constexpr transcript<B, after::ClientHello> begin_with(B const& b, hash_algorithm a, bytes client_hello) {
    any_hash<B> state(b, a);
    state.update(client_hello);
    return transcript<B, after::ClientHello>(std::move(state));
  }

  // RFC 8446, 4.4.1: "when the server responds to a ClientHello with a HelloRetryRequest, the value of ClientHello1 is
  // replaced with a special synthetic handshake message of handshake type "message_hash" containing Hash(ClientHello1)".
  template <class B>
  constexpr transcript<B, after::HelloRetryRequest> retry(B const& b, hash_algorithm a,
                                                          bytes hello_retry_request) const {
    if (const result<digest> client_hello_1 = hash_of(b, a, client_hello_.view()))
      return retry_from_hash(b, a, client_hello_1->view(), hello_retry_request);
    any_hash<B> broken(b, a);
    broken.fail();
    return transcript<B, after::HelloRetryRequest>(std::move(broken));
  }
  // The same by who knows only Hash(ClientHello1), from a cookie.
  template <class B>
  static constexpr transcript<B, after::HelloRetryRequest> retry_from_hash(B const& b, hash_algorithm a,
                                                                           bytes client_hello_1,
                                                                           bytes hello_retry_request) {
    any_hash<B> state(b, a);
    constexpr std::uint8_t message_hash = 254;
    const std::uint8_t header[] = {message_hash, 0, 0, static_cast<std::uint8_t>(client_hello_1.size())};
    state.update(header);
    state.update(client_hello_1);
    state.update(hello_retry_request);
    return transcript<B, after::HelloRetryRequest>(std::move(state));
  }

 private:
  buffer client_hello_;
};

}  // namespace cxtls::crypto
