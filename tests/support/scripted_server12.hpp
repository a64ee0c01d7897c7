// A TLS 1.2 server for tests: honest by default, and otherwise as its plan says.
#pragma once
#include <functional>
#include <optional>

#include "cxtls/crypto/tls12/key_schedule.hpp"
#include "cxtls/protocol/record.hpp"
#include "cxtls/record/tls12/key.hpp"
#include "cxtls/x509/certificate_chain.hpp"
#include "support/backend.hpp"
#include "support/server_messages.hpp"
#include "support/test_client.hpp"

namespace cxtls::test {

// ServerKeyExchange. `signature` is made after the rest was altered, unless it is there.
struct key_exchange_model {
  std::uint8_t curve_type = 3;
  NamedGroup group = NamedGroup::x25519;
  octets point{};
  SignatureScheme algorithm{};
  octets signature{};
};

struct server12_plan {
  CipherSuite suite = CipherSuite::TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256;
  std::string_view credential = usual_chain();  // PEM
  SignatureScheme scheme = SignatureScheme::ed25519;
  octets session_id{1, 2, 3, 4};
  bool request_certificate = false;
  bool staple = false;
  std::optional<octets> ticket{};  // sent in a NewSessionTicket
  std::uint32_t lifetime_hint = 0;
  octets resume{};  // this master secret, whatever the client offers; empty: a full handshake

  // ---- what it says otherwise ----
  std::function<void(hello_model&)> hello{};
  std::function<void(key_exchange_model&)> key_exchange{};
  std::function<void(octets& verify_data)> finished{};
  // Any message, before it is hashed and sent; an empty one is left out.
  std::function<void(HandshakeType, octets&)> alter{};
  bool change_cipher_spec = true;
  // Here a test puts in what doesn't belong there.
  std::function<void(class scripted_server12&, HandshakeType)> before{};
};

class scripted_server12 {
 public:
  using backend = faulty_backend;
  explicit scripted_server12(server12_plan plan);

  void take(bytes from_the_client);
  octets outgoing{};
  void say(octets message);  // into the transcript, too
  void put(ContentType type, bytes content);

  struct {
    std::vector<octets> messages{};
    std::vector<Alert> alerts{};
    octets data{}, master{};
    bool finished = false;  // the client's Finished is right
    bool change_cipher_spec = false;
  } seen;
  bool saw(HandshakeType type) const;

 private:
  void take_record(mutable_bytes record);
  void on_message(octets const& raw);
  void on_client_hello(bytes body);
  void on_key_exchange(bytes body);
  void on_finished(bytes body);
  void say_last();
  void make_keys();
  octets key_exchange();
  crypto::digest hash() const;

  server12_plan plan_;
  faults faults_;
  backend b_{faults_};
  std::optional<x509::certificate_chain> chain_;
  std::optional<backend::private_key> key_;
  crypto::tls12::suite_info const* suite_ = nullptr;
  crypto::tls12::randoms randoms_{};
  crypto::any_key_exchange<backend> share_;
  std::optional<crypto::tls12::master_secret> master_;
  record::tls12::key<backend> read_, write_;
  octets in_, transcript_;
};

// A client and this server over memory.
struct duet12 {
  explicit duet12(server12_plan plan = {}, client_config config = trusting_config(), std::optional<ticket> resume = {})
      : end(std::move(config), dns_name{"server.example"}, 1, std::move(resume)), server(std::move(plan)) {}
  duet12& run();
  any_client& client_side() { return *end.connection; }
  bool connected() { return client_side().now() == condition::connected; }

  client_end end;
  scripted_server12 server;
  octets plaintext{};
  std::vector<ticket> tickets{};

 private:
  bool started_ = false;
};
errc end_of(server12_plan plan, client_config config = trusting_config(), std::optional<ticket> resume = {});

}  // namespace cxtls::test
