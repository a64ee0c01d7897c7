// A TLS 1.3 client for tests: honest by default, and otherwise as its plan says. Its records are always well protected,
// so that what the server refuses is refused for what the test did and not for a MAC.
#pragma once
#include <functional>
#include <optional>

#include "cxtls/crypto/any_key_exchange.hpp"
#include "cxtls/crypto/key_schedule.hpp"
#include "cxtls/protocol/record.hpp"
#include "cxtls/protocol/registry/alert_description.hpp"
#include "cxtls/record/opener.hpp"
#include "cxtls/record/protector.hpp"
#include "cxtls/x509/certificate_chain.hpp"
#include "support/backend.hpp"
#include "support/client_messages.hpp"
#include "vectors/openssl_chains.hpp"

namespace cxtls::test {

// The messages of the client's last flight.
enum class tell : std::uint8_t { certificate, certificate_verify, finished };

struct client_plan {
  // ---- what it offers ----
  std::vector<CipherSuite> suites{CipherSuite::TLS_AES_128_GCM_SHA256, CipherSuite::TLS_AES_256_GCM_SHA384,
                                  CipherSuite::TLS_CHACHA20_POLY1305_SHA256};
  std::vector<NamedGroup> groups{NamedGroup::x25519, NamedGroup::secp256r1, NamedGroup::secp384r1};
  std::vector<NamedGroup> shares{NamedGroup::x25519};
  std::vector<SignatureScheme> schemes{SignatureScheme::ecdsa_secp256r1_sha256, SignatureScheme::ed25519,
                                       SignatureScheme::ecdsa_secp384r1_sha384, SignatureScheme::rsa_pss_rsae_sha256};
  std::string server_name = "server.example";  // empty: no server_name
  std::vector<std::string> alpn{};  // empty: none offered
  std::vector<offered_psk> psks{};
  bool compatible = true;  // RFC 8446, D.4: a legacy_session_id, and change_cipher_spec
  // After its first hello, under a key that the server doesn't have: refused early data.
  std::vector<octets> early_data{};

  // ---- what it shows when it is asked ----
  std::string_view credential{};  // PEM; empty: none
  octets certificate_der{}, key_der{};  // or these
  std::optional<SignatureScheme> scheme{};  // none: the key's first for TLS 1.3
  bool signs_as_server = false;  // its CertificateVerify has the server's context string
  bool answer_updates = true;  // a KeyUpdate that asks for one is answered

  // ---- what it says ----
  std::optional<std::vector<tell>> flight{};  // none: as the server asked
  std::function<void(client_hello_model&)> hello{};  // both hellos
  std::function<void(client_hello_model&)> first_hello{};  // then this one
  std::function<void(client_hello_model&)> second_hello{};  // or this one
  std::function<void(std::vector<octets>&)> binders{};
  std::function<void(client_hello_model&)> after_binders{};  // whose binders are then wrong, unless they are no matter
  std::function<void(certificate_model&)> certificate{};
  std::function<void(verify_model&)> certificate_verify{};
  std::function<void(octets& verify_data)> finished{};
  // Any message, before it is hashed and sent.
  std::function<void(HandshakeType, octets&)> alter{};
  // Called before the hellos and before each message of the last flight are sent: here a test puts in what doesn't
  // belong there.
  std::function<void(class scripted_client&)> before_first_hello{};
  std::function<void(class scripted_client&)> before_second_hello{};
  std::function<void(class scripted_client&, tell)> before{};
  bool stops_at_retry = false;  // no second hello
  bool stops_at_flight = false;  // it reads the server's flight and doesn't answer; say_flight() does

  // ---- how it says it ----
  std::size_t fragment = record::max_content;  // octets of a record
  bool coalesce = false;  // its last flight in as few records as possible
  std::uint64_t seed = 11;
};

class scripted_client {
 public:
  using backend = faulty_backend;

  explicit scripted_client(client_plan plan = {});

  // ---- the wire ----

  // Says the first hello, once.
  void start();
  void take(bytes from_the_server);
  octets outgoing{};  // what is on its way to the server; the test removes it

  // ---- things to say, beside the plan ----

  // Goes into the transcript; for messages of the handshake.
  void say_message(octets const& message);
  // Goes into the transcript and nowhere else.
  void hash_only(bytes message) { transcript_ = joined({transcript_, message}); }
  // Doesn't go into the transcript.
  void put_handshake(bytes octets_of_messages);
  void put(ContentType type, bytes content, std::size_t padding = 0);
  void put_alert(AlertDescription description, std::uint8_t level = 2);
  void put_data(std::string_view characters) { put(ContentType::application_data, text(characters)); }
  // As it is, without protection.
  void put_plaintext(ContentType type, bytes content);
  // A record of application data that no key of this connection made.
  void put_undecipherable(std::size_t size);
  // Sealed, as TLS 1.3 forbids. Only as the first record under the handshake keys.
  void put_protected_change_cipher_spec();
  void put_key_update(std::uint8_t request_update = 0);
  void close() { put_alert(AlertDescription::close_notify, 1); }
  // Called by itself after the server's Finished.
  void say_flight();
  void flush();
  // Its next record is sealed with a tag that is wrong.
  void break_next_record() { break_next_ = true; }
  // The first hello of another connection, to go on from what the server answered to it: a cookie's way.
  octets const& hello(std::size_t which = 0) const { return hellos_.at(which); }

  // ---- what it saw ----

  struct seen_ticket {
    std::uint32_t lifetime = 0, age_add = 0;
    octets nonce{}, identity{};
    octets psk{};
  };
  struct {
    std::vector<octets> messages{};  // with their headers
    std::vector<Alert> alerts{};
    std::vector<bool> alert_protected{};
    octets data{};
    octets half_rtt{};  // what of it came before the client's Finished went out
    std::vector<seen_ticket> tickets{};
    std::vector<octets> certificates{};  // DER, leaf first
    std::vector<raw_extension> certificate_extensions{};  // of the leaf
    std::vector<raw_extension> encrypted_extensions{};
    std::optional<std::vector<raw_extension>> request{};  // a CertificateRequest's
    std::optional<octets> retry_cookie{};
    std::optional<NamedGroup> retry_group{};
    std::optional<std::uint16_t> selected_psk{};
    std::optional<SignatureScheme> scheme{};
    unsigned change_cipher_specs = 0;
    unsigned key_updates = 0;  // received
    unsigned key_update_requests = 0;  // among them
    std::vector<ContentType> records{};  // outer types
    std::vector<std::uint16_t> versions{};
    bool retried = false;
    bool signature = false;  // the server's CertificateVerify is right
    bool finished = false;  // the server's Finished is right
    bool closed = false;  // close_notify
    unsigned after_end = 0;  // records after an error alert or close_notify
    std::optional<errc> broken{};  // a record couldn't be opened
  } seen;
  std::vector<HandshakeType> types_seen() const;

  // ---- what both sides should know ----

  octets exported(std::string_view label, bytes context, std::size_t size) const;
  crypto::suite_info const& suite() const { return *suite_; }
  std::optional<NamedGroup> group() const { return group_; }
  bool done() const { return finished_; }  // its Finished is out
  // The ticket as what a later connection offers.
  offered_psk resumption(std::size_t which = 0) const;

 private:
  using handshake_read = crypto::traffic_secret<crypto::stage::handshake, crypto::sender::server>;
  using handshake_write = crypto::traffic_secret<crypto::stage::handshake, crypto::sender::client>;
  using application_read = crypto::traffic_secret<crypto::stage::application, crypto::sender::server>;
  using application_write = crypto::traffic_secret<crypto::stage::application, crypto::sender::client>;

  octets make_hello(bool second);
  std::vector<octets> binders_of(client_hello_model const& m) const;
  void say_hello(bool second);
  void take_record(mutable_bytes record);
  void take_handshake(bytes content);
  void take_alert(bytes content, bool was_protected);
  void on_message(HandshakeType type, octets const& raw);
  void on_retry(bytes body, octets const& raw);
  void on_server_hello(bytes body);
  void on_certificate(bytes body);
  void on_certificate_verify(bytes body);
  void on_ticket(bytes body);
  void say_one(tell what);
  octets certificate();
  octets certificate_verify();
  octets finished();
  void start_application_keys();
  crypto::digest transcript_hash() const;

  client_plan plan_;
  faults faults_;
  backend b_{faults_};
  std::optional<x509::certificate_chain> chain_;
  std::optional<backend::private_key> key_;
  crypto::suite_info const* suite_ = nullptr;
  std::optional<NamedGroup> group_;
  octets in_, handshake_in_, flight_, transcript_;
  Random random_{};
  octets session_id_;
  std::vector<octets> hellos_;
  std::vector<crypto::any_key_exchange<backend>> exchanges_;
  std::optional<crypto::handshake_secret<backend>> handshake_;
  std::optional<crypto::main_secret<backend>> main_;
  std::optional<handshake_read> handshake_read_;
  std::optional<handshake_write> handshake_write_;
  std::optional<application_read> read_secret_;
  std::optional<application_write> write_secret_;
  std::optional<crypto::exporter_secret> exporter_;
  std::optional<crypto::resumption_secret> resumption_;
  record::opener<backend> read_;
  record::protector<backend> write_;
  bool finished_ = false;
  bool ended_ = false;
  bool break_next_ = false;
  bool compatibility_sent_ = false;
};

}  // namespace cxtls::test
