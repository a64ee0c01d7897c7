// A TLS 1.3 server for tests: honest by default, and otherwise as its plan says. Its records are always well protected,
// so that what the client refuses is refused for what the test did and not for a MAC.
#pragma once
#include <functional>
#include <optional>
#include <string>

#include "cxtls/crypto/key_schedule.hpp"
#include "cxtls/protocol/record.hpp"
#include "cxtls/record/opener.hpp"
#include "cxtls/record/protector.hpp"
#include "cxtls/x509/certificate_chain.hpp"
#include "support/backend.hpp"
#include "support/server_messages.hpp"
#include "vectors/openssl_chains.hpp"

namespace cxtls::test {

// The messages of the server's flight.
enum class say : std::uint8_t {
  server_hello,
  encrypted_extensions,
  certificate_request,
  certificate,
  certificate_verify,
  finished
};

// A pre-shared key that the server knows.
struct known_psk {
  octets identity{};
  octets key{};
  bool external = false;
};

struct server_plan {
  // ---- what it negotiates ----
  CipherSuite suite = usual_suite();
  std::optional<NamedGroup> group{};  // none: that of the client's first share
  std::string_view credential = usual_chain();  // PEM
  std::optional<SignatureScheme> scheme{};  // none: the key's first for TLS 1.3
  bool request_certificate = false;
  bool signs_as_client = false;  // its CertificateVerify has the client's context string
  bool answer_updates = true;  // a KeyUpdate that asks for one is answered
  // Taken if the ClientHello offers it; then the flight is psk_flight.
  std::optional<known_psk> psk{};
  std::uint16_t selected_identity = 0;  // what it says to have taken
  // A HelloRetryRequest comes first if either is there.
  std::optional<NamedGroup> retry_group{};
  octets retry_cookie{};

  // ---- what it says ----
  std::vector<say> flight{say::server_hello, say::encrypted_extensions, say::certificate, say::certificate_verify,
                          say::finished};
  std::vector<say> psk_flight{say::server_hello, say::encrypted_extensions, say::finished};
  std::vector<raw_extension> encrypted_extensions{};
  std::function<void(hello_model&)> retry{};
  std::function<void(hello_model&)> hello{};
  std::function<void(request_model&)> request{};
  std::function<void(certificate_model&)> certificate{};
  std::function<void(verify_model&)> certificate_verify{};
  std::function<void(octets& verify_data)> finished{};
  // Any message, before it is hashed and sent.
  std::function<void(HandshakeType, octets&)> alter{};
  // Called before each message of the flight is sent: here a test puts in what doesn't belong there.
  std::function<void(class scripted_server&, say)> before{};

  // ---- how it says it ----
  std::size_t fragment = record::max_content;  // octets of a record
  bool coalesce = false;  // as few records as the key changes allow
  unsigned change_cipher_specs = 1;
  std::uint64_t seed = 7;
};

class scripted_server {
 public:
  using backend = faulty_backend;

  explicit scripted_server(server_plan plan = {});

  // ---- the wire ----

  void take(bytes from_the_client);
  octets outgoing{};  // what is on its way to the client; the test removes it

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
  // Sealed, as TLS 1.3 forbids. Only as the first record under the handshake keys.
  void put_protected_change_cipher_spec();
  void put_key_update(std::uint8_t request_update = 0);
  void put_ticket(ticket_model const& ticket = {}) { put_handshake(encode(ticket)); }
  void close() { put_alert(AlertDescription::close_notify, 1); }
  // The rest of the plan's flight, from this message on. Called by itself after the ClientHello.
  void say_flight(std::size_t from = 0);
  void flush();
  // Its next record is sealed with a tag that is wrong.
  void break_next_record() { break_next_ = true; }

  // ---- what it saw ----

  struct {
    std::vector<octets> messages{};  // with their headers
    std::vector<Alert> alerts{};
    octets data{};
    unsigned change_cipher_specs = 0;
    unsigned key_updates = 0;  // received
    unsigned key_update_requests = 0;  // among them
    std::vector<ContentType> records{};  // outer types
    std::vector<std::uint16_t> versions{};
    unsigned psks = 0;  // in the last ClientHello
    octets psk_identity{};  // the first of them
    std::uint32_t obfuscated_ticket_age = 0;
    bool binder = false;  // it is right for the known key
    bool finished = false;  // the client's Finished is right
    bool certificate = false;  // it sent certificates
    bool certificate_verified = false;  // and proved that it holds the key
    octets delegated_credential{};  // beside its leaf
    bool closed = false;  // close_notify
    unsigned after_end = 0;  // records after an error alert or close_notify
    std::optional<errc> broken{};  // a record couldn't be opened
  } seen;
  octets client_hello(std::size_t which = 0) const;  // with its header

  // ---- what both sides should know ----

  octets exported(std::string_view label, bytes context, std::size_t size) const;
  octets resumption_psk(bytes nonce) const;
  x509::certificate_chain const& chain() const { return *chain_; }
  crypto::suite_info const& suite() const { return *suite_; }
  bool keyed() const { return write_.keyed(); }

 private:
  using handshake_read = crypto::traffic_secret<crypto::stage::handshake, crypto::sender::client>;
  using handshake_write = crypto::traffic_secret<crypto::stage::handshake, crypto::sender::server>;
  using application_read = crypto::traffic_secret<crypto::stage::application, crypto::sender::client>;
  using application_write = crypto::traffic_secret<crypto::stage::application, crypto::sender::server>;

  void take_record(mutable_bytes record);
  void take_handshake(bytes content);
  void take_alert(bytes content);
  void on_message(HandshakeType type, octets const& raw);
  void on_client_hello(octets const& raw);
  void look_at_psks(octets const& raw);
  crypto::early_secret<backend> early_secret();
  void on_client_certificate(bytes body);
  void on_certificate_verify(bytes body);
  void on_finished(bytes body);
  void say_retry();
  void say_one(say what);
  octets server_hello();
  octets certificate();
  octets certificate_request();
  octets certificate_verify();
  octets finished();
  void start_handshake_keys();
  void start_application_keys();
  crypto::digest transcript_hash() const;

  server_plan plan_;
  faults faults_;
  backend b_{faults_};
  std::optional<x509::certificate_chain> chain_;
  std::optional<backend::private_key> key_;
  crypto::suite_info const* suite_ = nullptr;
  octets in_, handshake_in_, flight_, transcript_;
  octets session_id_, client_leaf_;
  std::vector<octets> hellos_;
  std::optional<crypto::shared_secret> shared_;
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
  bool retried_ = false;
  bool psk_taken_ = false;
  bool ended_ = false;
  bool break_next_ = false;
};

}  // namespace cxtls::test
