// The pre-shared key of a TLS 1.3 client's handshake (RFC 8446, 4.2.11), once the server took it.
#pragma once
#include "cxtls/handshake/hello/client/psk.hpp"

namespace cxtls::tls13::client {

using hello::client::PskToOffer;

// The server took the key that our ClientHello offered; that it has the key, its Finished proves.
class PskAccepted {
 public:
  // RFC 8446, 4.2.11: "Clients MUST verify that the server's selected_identity is within the range supplied by the
  // client, that the server selected a cipher suite indicating a Hash associated with the PSK, and that a server
  // "key_share" extension is present if required". Errors: psk_not_offered, psk_hash_mismatch.
  static constexpr result<PskAccepted> check(PskToOffer const* ours, SelectedPsk const& theirs,
                                             crypto::suite_info const& suite) {
    if (ours == nullptr || ours->is_older_session() || theirs.selected_identity >= ours->size())
      return errc::psk_not_offered;
    if (ours->hash(theirs.selected_identity) != suite.hash) return errc::psk_hash_mismatch;
    ticket const* session = ours->session();
    return PskAccepted(session == nullptr, session == nullptr ? unix_time{} : session->authenticated_until);
  }
  // The peer is whoever has the external key.
  constexpr bool by_external_key() const { return external_; }
  // Of the certificates that the session rests on.
  constexpr unix_time authenticated_until() const { return until_; }
  // They were verified again.
  constexpr PskAccepted reverified(x509::verified_chain const& chain) const {
    return {external_, chain.valid_until() < until_ ? chain.valid_until() : until_};
  }

 private:
  constexpr PskAccepted(bool external, unix_time until) : external_(external), until_(until) {}  // check() makes it
  bool external_;
  unix_time until_;
};

}  // namespace cxtls::tls13::client
