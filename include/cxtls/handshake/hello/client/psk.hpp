// What a client's hello may resume or rest on: a ticket of an earlier connection or an external key, which are pre-shared
// keys of TLS 1.3 (RFC 8446, 4.2.11), or a session of TLS 1.2. A ClientHello offers one of them at most.
#pragma once
#include <variant>

#include "cxtls/crypto/key_schedule.hpp"
#include "cxtls/crypto/suite.hpp"
#include "cxtls/crypto/tls12/secrets.hpp"
#include "cxtls/handshake/hello/offer.hpp"
#include "cxtls/handshake/imported_psk.hpp"
#include "cxtls/handshake/ticket.hpp"
#include "cxtls/protocol/extension/pre_shared_key.hpp"
#include "cxtls/session/lifetime.hpp"
#include "cxtls/x509/verify.hpp"

namespace cxtls::hello::client {

//  opaque SessionID<0..32>;                                RFC 5246, 7.4.1.2
inline constexpr std::size_t max_session_id = 32;
using session_id = bounded<std::uint8_t, max_session_id>;

// A server's ticket may have 65,535 octets, and so may all extensions of a ClientHello together: 16 KiB are left for the
// others.
inline constexpr std::size_t max_offered_ticket = std::size_t{48} * 1024;

// What one connection may offer. It is gone with the connection: nothing of it is used twice.
class PskToOffer {
 public:
  constexpr explicit PskToOffer(ticket&& t) : key_(std::move(t)) {}
  constexpr explicit PskToOffer(external_psk&& k) : key_(std::move(k)) {}
  constexpr explicit PskToOffer(client_psk&& k) : key_(std::move(k)) {}

  constexpr ticket* session() { return std::get_if<ticket>(&key_); }
  constexpr ticket const* session() const { return std::get_if<ticket>(&key_); }
  constexpr bool is_external() const { return !std::holds_alternative<ticket>(key_); }
  constexpr client_psk const* imported() const { return std::get_if<client_psk>(&key_); }
  // A session of TLS 1.2 is no pre-shared key: no function below is for it but is_usable().
  constexpr bool is_older_session() const { return !is_external() && session()->version == ProtocolVersion::tls12; }

  // An imported key is offered once for each hash of the suites; until one was added, it isn't offered at all.
  constexpr std::size_t size() const { return imported() != nullptr ? targets_.size() : 1; }
  constexpr void import_for(crypto::hash_algorithm suites_hash) {
    if (imported() == nullptr || targets_.contains(suites_hash) || !targets_.push(suites_hash)) return;
    identities_[targets_.size() - 1] = imported()->identity(suites_hash);
  }
  // What is left for suites of this hash (RFC 8446, 4.1.4). False: nothing.
  constexpr bool keep(crypto::hash_algorithm suites_hash) {
    if (imported() == nullptr) return hash() == suites_hash;
    const bool offered = targets_.contains(suites_hash);
    targets_.clear();
    if (offered) import_for(suites_hash);
    return offered;
  }

  // Precondition, of all below: i < size().
  constexpr bytes identity(std::size_t i = 0) const {
    if (imported() != nullptr) return identities_[i].view();
    return is_external() ? external().identity() : session()->identity.view();
  }
  constexpr crypto::hash_algorithm hash(std::size_t i = 0) const {
    if (imported() != nullptr) return targets_[i];
    if (is_external()) return external().hash();
    for (crypto::suite_info const& row : crypto::suite_table)
      if (row.id == session()->cipher_suite) return row.hash;
    // A suite of the backend's own. RFC 8446, 4.6.1: the PSK is as long as its hash.
    return crypto::hash_of_size(session()->psk.size()).value_or(crypto::hash_algorithm{});
  }
  // RFC 8446, 4.2.11: milliseconds since the ticket came, plus ticket_age_add; "For identities established externally,
  // an obfuscated_ticket_age of 0 SHOULD be used".
  constexpr std::uint32_t obfuscated_ticket_age(unix_time now) const {
    if (is_external()) return 0;
    return static_cast<std::uint32_t>(1000 * elapsed(session()->received_at, now)) + session()->ticket_age_add;
  }

  // May a ticket be offered to this peer, at this time, under these rules? If not, the handshake is a full one.
  constexpr bool is_usable(cxtls::identity const& peer, policy_id const& policy, offer const& o, unix_time now) const {
    if (is_external()) return true;
    ticket const& t = *session();
    return t.peer == peer && t.policy == policy && offered(o.versions, t.version) &&
           offered(o.cipher_suites, t.cipher_suite) && is_within(t.received_at, t.expires_at, now) &&
           t.identity.size() <= max_offered_ticket && (!is_older_session() || has_older_form(t));
  }

  // Errors: backend_failed.
  template <class B>
  constexpr result<crypto::early_secret<B>> early_secret(B const& b, std::size_t i = 0) const {
    if (auto const* psk = imported()) {
      const auto key = psk->key(b, hash(i));
      if (!key) return key.error();
      return crypto::early_secret<B>::from_psk(b, hash(i), key->expose());
    }
    return crypto::early_secret<B>::from_psk(b, hash(), is_external() ? external().expose() : session()->psk.expose());
  }
  template <class B>
  constexpr result<crypto::digest> binder(B const& b, crypto::digest const& partial_client_hello,
                                          std::size_t i = 0) const {
    const auto early = early_secret(b, i);
    if (!early) return early.error();
    const auto key = imported() != nullptr ? early->imported_binder_key(b)
                     : is_external()       ? early->external_binder_key(b)
                                           : early->resumption_binder_key(b);
    if (!key) return key.error();
    return key->binder(b, partial_client_hello);
  }

 private:
  // Of a ticket that an application made up, too.
  static constexpr bool has_older_form(ticket const& t) {
    return t.psk.size() == crypto::tls12::master_secret_size && !t.identity.empty() &&
           (!t.by_session_id || t.identity.size() <= max_session_id);
  }
  constexpr external_psk const& external() const { return *std::get_if<external_psk>(&key_); }
  std::variant<ticket, external_psk, client_psk> key_;
  bounded<crypto::hash_algorithm, max_offered_identities> targets_{};
  imported_identity identities_[max_offered_identities]{};  // as `targets_`
};

}  // namespace cxtls::hello::client
