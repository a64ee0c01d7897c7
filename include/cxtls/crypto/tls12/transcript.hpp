// The running hash of a TLS 1.2 handshake's messages, whose type says where the handshake is; and, as long as a client's
// CertificateVerify may come, the messages themselves.
#pragma once
#include "cxtls/base/buffer.hpp"
#include "cxtls/crypto/any_hash.hpp"
#include "cxtls/crypto/tls12/transcript_points.hpp"

namespace cxtls::crypto::tls12 {

// Messages that are kept for CertificateVerify: a Certificate of the largest size each way (100 KiB), the rest of both
// flights many times over. What is longer can't be signed; a peer makes us hold no more.
inline constexpr std::size_t max_kept_messages = std::size_t{256} * 1024;

enum class keep : bool { hash_only, messages };

template <class B, class Last>
class transcript {
 public:
  constexpr transcript(transcript&&) = default;
  constexpr transcript& operator=(transcript&&) = default;

  // The ClientHello with its four-octet header, once the ServerHello has chosen the hash. keep::messages: by a server
  // that will ask for a certificate, by a client that has one.
  static constexpr transcript begin(B const& b, hash_algorithm a, bytes client_hello, keep what)
    requires std::is_same_v<Last, after::tls12::ClientHello>
  {
    transcript t(any_hash<B>(b, a), {}, what == keep::messages ? errc::none : errc::unexpected_message);
    t.take(client_hello);
    return t;
  }

  constexpr hash_algorithm algorithm() const { return state_.algorithm(); }

  // The whole message with its header.
  template <class Next>
  [[nodiscard]] constexpr transcript<B, Next> add(bytes raw_message) && {
    static_assert(MayFollow<Last, Next>,
                  "transcript: this message can't follow the last one that was added (RFC 5246, 7.3)");
    if constexpr (ends_signing<Next>) {
      not_kept_ = errc::unexpected_message;
      kept_.release();
    }
    take(raw_message);
    return transcript<B, Next>(std::move(state_), std::move(kept_), not_kept_);
  }

  // A message that may be left out was: what comes next may follow it.
  template <class Optional>
  [[nodiscard]] constexpr transcript<B, Optional> skip() && {
    static_assert(MayFollow<Last, Optional>,
                  "transcript: this message can't follow the last one that was added (RFC 5246, 7.3)");
    static_assert(may_be_left_out<Optional>, "transcript: this message is never left out (RFC 5246, 7.3)");
    return transcript<B, Optional>(std::move(state_), std::move(kept_), not_kept_);
  }

  // Hash(handshake_messages) up to here; more can be added afterwards. Errors: backend_failed.
  constexpr result<hash_upto<Last>> hash() const {
    any_hash<B> copy = state_.duplicate();
    const result<digest> d = copy.finish();
    if (!d) return d.error();
    return hash_upto<Last>{*d};
  }

  // RFC 5246, 7.4.8: what the client's CertificateVerify signs is "the concatenation of all the handshake structures ...
  // exchanged thus far", "not including this message". Good until the next add().
  // Errors: unexpected_message (no certificate went before, or nothing was to be kept), out_of_memory, message_too_long
  // (over max_kept_messages).
  constexpr result<bytes> certificate_verify_content() const {
    static_assert(MayFollow<Last, after::tls12::CertificateVerify>,
                  "transcript: CertificateVerify signs the messages up to ClientKeyExchange (RFC 5246, 7.4.8)");
    if (not_kept_ != errc::none) return not_kept_;
    return kept_.view();
  }

 private:
  template <class, class>
  friend class transcript;
  // From this message on no CertificateVerify can come: the server didn't ask for a certificate, the client has sent none,
  // it has signed or finished, or the handshake is an abbreviated one.
  template <class Next>
  static constexpr bool ends_signing =
      (std::is_same_v<Last, after::tls12::ServerKeyExchange> && std::is_same_v<Next, after::tls12::ServerHelloDone>) ||
      (std::is_same_v<Last, after::tls12::ServerHelloDone> && std::is_same_v<Next, after::tls12::ClientKeyExchange>) ||
      MayFollow<after::tls12::ClientKeyExchange, Next> || std::is_same_v<Next, after::tls12::resumed::ServerHello>;

  constexpr transcript(any_hash<B> state, buffer kept, errc not_kept)
      : state_(std::move(state)), kept_(std::move(kept)), not_kept_(not_kept) {}
  constexpr void take(bytes message) {
    state_.update(message);
    if (not_kept_ != errc::none) return;
    if (message.size() > max_kept_messages - kept_.size())
      not_kept_ = errc::message_too_long;
    else if (!kept_.append(message))
      not_kept_ = errc::out_of_memory;
    if (not_kept_ != errc::none) kept_.release();
  }
  any_hash<B> state_;
  buffer kept_;
  errc not_kept_;  // why certificate_verify_content() has none
};

}  // namespace cxtls::crypto::tls12
