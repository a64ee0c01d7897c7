// A TLS 1.2 client for tests: honest by default, and otherwise as its plan says. What it says after its own
// ChangeCipherSpec is well protected, so that what the server refuses is refused for what the test did.
#pragma once
#include <functional>
#include <optional>

#include "cxtls/crypto/tls12/key_schedule.hpp"
#include "cxtls/protocol/record.hpp"
#include "cxtls/record/tls12/key.hpp"
#include "cxtls/x509/certificate_chain.hpp"
#include "support/backend.hpp"
#include "support/client_messages.hpp"
#include "support/server_duet.hpp"

namespace cxtls::test {

// What the client says after the server's flight. Of a session that is resumed: the last ones.
enum class tell12 : std::uint8_t {
  certificate,
  client_key_exchange,
  certificate_verify,
  change_cipher,
  finished,
  application_data,
};

// What a client keeps of a connection.
struct session12 {
  octets ticket{};
  octets id{};  // the server's; without a ticket it is by this that the session is resumed
  octets master{};
};

struct client12_plan {
  // ---- what it offers ----
  std::vector<CipherSuite> suites{CipherSuite::TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256,
                                  CipherSuite::TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256,
                                  CipherSuite::TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256,
                                  CipherSuite::TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256};
  std::vector<NamedGroup> groups{NamedGroup::x25519, NamedGroup::secp256r1, NamedGroup::secp384r1};
  std::vector<SignatureScheme> schemes{SignatureScheme::ecdsa_secp256r1_sha256, SignatureScheme::ed25519,
                                       SignatureScheme::ecdsa_secp384r1_sha384, SignatureScheme::rsa_pss_rsae_sha256};
  std::string server_name = "server.example";
  bool takes_tickets = true;
  std::optional<session12> resume{};

  // ---- what it shows when it is asked ----
  std::string_view credential{};  // PEM; empty: none
  std::optional<SignatureScheme> scheme{};  // none: the key's first

  // ---- what it says otherwise ----
  std::optional<std::vector<tell12>> flight{};  // none: as the server asked
  std::function<void(client_hello_model&)> hello{};
  std::function<void(octets& point)> key_exchange{};  // the secret stays that of the honest one
  std::function<void(std::vector<octets>& list)> certificate{};
  std::function<void(verify_model&)> certificate_verify{};
  std::function<void(octets& verify_data)> finished{};
  // Any message, before it is hashed and sent; an empty one is left out.
  std::function<void(HandshakeType, octets&)> alter{};
  // Here a test puts in what doesn't belong there.
  std::function<void(class scripted_client12&)> before_hello{};
  std::function<void(class scripted_client12&, tell12)> before{};
  bool protects = true;  // false: after ChangeCipherSpec, too, all is in the clear
  bool announces = true;  // false: no ChangeCipherSpec goes out, but what follows is protected
};

class scripted_client12 {
 public:
  using backend = faulty_backend;
  explicit scripted_client12(client12_plan plan = {});

  void start();  // says the hello, once
  void take(bytes from_the_server);
  octets outgoing{};
  void say(octets message);  // into the transcript, too
  void put(ContentType type, bytes content);
  void put_data(std::string_view characters) { put(ContentType::application_data, text(characters)); }
  void put_alert(AlertDescription description, std::uint8_t level = 2) {
    put(ContentType::alert, octets{level, static_cast<std::uint8_t>(description)});
  }
  // A hello for the middle of a connection; it is in no transcript.
  void put_another_hello() { put(ContentType::handshake, encode(make_hello())); }
  // The last message goes out of the transcript again.
  void forget_last_message() { transcript_.resize(transcript_.size() - last_size_); }
  // Its next record has a tag that is wrong.
  void break_next_record() { break_next_ = true; }

  struct {
    std::vector<octets> messages{};  // with their headers
    std::vector<Alert> alerts{};
    octets data{};
    Random random{};
    octets session_id{}, ticket{};
    std::uint32_t lifetime_hint = 0;
    std::optional<CipherSuite> suite{};
    std::vector<raw_extension> extensions{};  // the ServerHello's
    std::vector<octets> certificates{};
    std::optional<NamedGroup> group{};
    std::optional<SignatureScheme> scheme{};
    bool requested = false;  // a client certificate
    bool resumed = false;
    bool signature = false;  // the server's, over its key exchange, is right
    bool finished = false;  // the server's Finished is right
    bool change_cipher_spec = false;
    unsigned after_end = 0;  // records after an error alert or close_notify
  } seen;
  bool saw(HandshakeType type) const;
  bool saw(ExtensionType type) const;
  session12 session() const;

 private:
  client_hello_model make_hello() const;
  void take_record(mutable_bytes record);
  void on_message(octets const& raw);
  void on_server_hello(bytes body);
  void on_certificate(bytes body);
  void on_key_exchange(bytes body);
  void on_finished(bytes body);
  void say_flight();
  void say_one(tell12 what);
  octets certificate_verify();
  octets finished();
  void make_keys();
  crypto::digest hash() const;

  client12_plan plan_;
  faults faults_;
  backend b_{faults_};
  std::optional<x509::certificate_chain> chain_;
  std::optional<backend::private_key> key_;
  crypto::tls12::suite_info const* suite_ = nullptr;
  crypto::tls12::randoms randoms_{};
  crypto::any_key_exchange<backend> share_;
  octets point_;  // ours
  std::optional<crypto::shared_secret> premaster_;
  std::optional<crypto::tls12::master_secret> master_;
  record::tls12::key<backend> read_, write_;
  octets in_, transcript_;
  std::size_t last_size_ = 0;
  bool started_ = false, ended_ = false, break_next_ = false;
};

// This client and a server over memory.
struct server_duet12 {
  explicit server_duet12(server_end& shared, client12_plan plan = {});
  explicit server_duet12(client12_plan plan = {}, server_config config = showing_config());
  server_duet12& run();
  any_server& server_side() { return *connection; }
  bool connected() { return server_side().now() == condition::connected; }

  std::unique_ptr<server_end> own{};
  server_end* end;
  std::unique_ptr<any_server> connection;
  scripted_client12 client;
  octets plaintext{};
  bool was_connected = false;
};

// Runs to the end, and CHECKs what holds after every end: one error alert at most and nothing after it, no application
// data, the connection was never established unless `late`.
server_ending ending12(server_duet12& d, bool late = false);
server_ending ending12(client12_plan plan, server_config config = showing_config());

}  // namespace cxtls::test
