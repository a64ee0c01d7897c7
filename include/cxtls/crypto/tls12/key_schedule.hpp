// The key schedule of TLS 1.2 (RFC 5246, 6.3 and 8.1), with the extended master secret of RFC 7627 and no other.
#pragma once
#include "cxtls/crypto/any_aead.hpp"
#include "cxtls/crypto/any_key_exchange.hpp"
#include "cxtls/crypto/tls12/exporter.hpp"
#include "cxtls/crypto/tls12/transcript_points.hpp"

namespace cxtls::crypto::tls12 {

// Move-only; duplicate() says that a session is to keep it, too. It knows its suite, so that nothing is made for another.
class master_secret {
 public:
  // RFC 7627, 4: "PRF(pre_master_secret, "extended master secret", session_hash) [0..47]". There is no function for the
  // "master secret" of RFC 5246, which isn't bound to its handshake (RFC 7627, 1): a peer without the extension gets no
  // connection. A missing premaster secret would make the keys predictable (CVE-2023-3724): an empty one is refused.
  // Errors: key_exchange_failed, backend_failed.
  template <class B, class Messages>
  static constexpr result<master_secret> extended(B const& b, suite_info const& suite, shared_secret const& premaster,
                                                  Messages const& session_hash) {
    static_assert(std::is_same_v<Messages, hash_upto<after::tls12::ClientKeyExchange>>,
                  "master secret: made from the hash of the messages up to ClientKeyExchange (RFC 7627, 4)");
    if (premaster.size() == 0) return errc::key_exchange_failed;
    master_octets out(master_secret_size);
    const bytes seed[] = {session_hash.value.view()};
    if (const status s = prf(b, suite.hash, premaster.expose(), "extended master secret", seed, out.fill()); !s)
      return s.error();
    return master_secret(suite, std::move(out));
  }
  // Of a session that is resumed: what expose() gave when it began. Errors: length_out_of_range.
  static constexpr result<master_secret> of_session(suite_info const& suite, bytes octets) {
    if (octets.size() != master_secret_size) return errc::length_out_of_range;
    return master_secret(suite, master_octets::of(octets));
  }

  constexpr suite_info const& suite() const { return suite_; }
  // In the clear: for sessions, and for key logs (after "CLIENT_RANDOM" and the client's random).
  constexpr bytes expose() const { return octets_.expose(); }
  constexpr master_secret duplicate() const { return {suite_, octets_.duplicate()}; }

  // RFC 5246, 6.3: "key_block = PRF(SecurityParameters.master_secret, "key expansion",
  // SecurityParameters.server_random + SecurityParameters.client_random)". An AEAD has no MAC keys.
  // Errors: backend_failed.
  template <class B>
  constexpr result<key_block> keys(B const& b, randoms const& r) const {
    const std::size_t key = aead_key_size<B>(suite_.aead), iv = fixed_iv_size(suite_.aead);
    secret<2 * (max_aead_key_size + aead_nonce_size)> block(2 * (key + iv));
    const bytes seed[] = {r.server, r.client};
    if (const status s = prf(b, suite_.hash, octets_.expose(), "key expansion", seed, block.fill()); !s)
      return s.error();
    const bytes all = block.expose();
    return key_block{
        {suite_, secret<max_aead_key_size>::of(all.first(key)), secret<aead_nonce_size>::of(all.subspan(2 * key, iv))},
        {suite_, secret<max_aead_key_size>::of(all.subspan(key, key)),
         secret<aead_nonce_size>::of(all.subspan(2 * key + iv, iv))}};
  }

  // RFC 5246, 7.4.9: "PRF(master_secret, finished_label, Hash(handshake_messages))", of all messages before this Finished,
  // the other side's among them if that came first. Errors: backend_failed.
  template <class B, class Last>
  constexpr result<verify_data<sender::client>> client_finished(B const& b, hash_upto<Last> const& messages) const {
    static_assert(
        MayFollow<Last, after::tls12::ClientFinished> || MayFollow<Last, after::tls12::resumed::ClientFinished>,
        "Finished: the client's can't follow the last message in this transcript (RFC 5246, 7.4.9)");
    return finished<sender::client>(b, "client finished", messages.value);
  }
  template <class B, class Last>
  constexpr result<verify_data<sender::server>> server_finished(B const& b, hash_upto<Last> const& messages) const {
    static_assert(
        MayFollow<Last, after::tls12::ServerFinished> || MayFollow<Last, after::tls12::resumed::ServerFinished>,
        "Finished: the server's can't follow the last message in this transcript (RFC 5246, 7.4.9)");
    return finished<sender::server>(b, "server finished", messages.value);
  }

  constexpr exporter_secret exporter(randoms const& r) const { return {suite_.hash, octets_.duplicate(), r}; }

 private:
  constexpr master_secret(suite_info const& suite, master_octets octets) : suite_(suite), octets_(std::move(octets)) {}
  template <sender Sender, class B>
  constexpr result<verify_data<Sender>> finished(B const& b, std::string_view label, digest const& messages) const {
    verify_data<Sender> out;
    const bytes seed[] = {messages.view()};
    if (const status s = prf(b, suite_.hash, octets_.expose(), label, seed, out.octets); !s) return s.error();
    return out;
  }
  suite_info suite_;
  master_octets octets_;
};

}  // namespace cxtls::crypto::tls12
