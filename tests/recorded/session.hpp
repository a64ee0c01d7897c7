// A conversation with a real server that was recorded, ready to be had again.
#pragma once
#include <ctime>

#include "expectation.hpp"
#include "openssl.hpp"

namespace cxtls::test {

struct scenario {
  std::vector<std::string> key;  // the server's, as `openssl req -newkey` wants it
  std::vector<std::string> server_options{};
  suite_list suites{};
  group_list groups{};
  NamedGroup group = NamedGroup::x25519;  // the one that is agreed upon
  bool client_certificate = false;
};

inline const std::vector<std::string> p256{"ec", "-pkeyopt", "ec_paramgen_curve:P-256"};
inline const suite_list all_suites{CipherSuite::TLS_AES_128_GCM_SHA256, CipherSuite::TLS_AES_256_GCM_SHA384,
                                   CipherSuite::TLS_CHACHA20_POLY1305_SHA256};

// s_server -rev answers each line with its octets in reverse order.
inline const std::vector<std::string> lines{"olleh\n", "!dne\n"};
inline const std::string answers = "hello\nend!\n";

class session {
 public:
  explicit session(scenario const& s) : group_(s.group) {
    authority ca;
    ca.issue("server", "server", s.key);
    setup_ = {.trusted = ca.text("ca.pem"),
              .credential = {},
              .suites = s.suites,
              .groups = s.groups,
              .now = {std::time(nullptr)}};
    std::vector<std::string> options{"-cert", ca.path("server.pem"), "-key", ca.path("server.key"), "-rev"};
    options.insert(options.end(), s.server_options.begin(), s.server_options.end());
    if (s.client_certificate) {
      ca.issue("client", "client", {"ed25519"});
      setup_.credential = ca.text("client.pem") + ca.text("client.key");
      for (std::string const& more : {std::string("-Verify"), std::string("1"), std::string("-verify_return_error"),
                                      std::string("-CAfile"), ca.path("ca.pem")})
        options.push_back(more);
    }
    client_ = std::make_unique<recorded_client>(setup_);
    const s_server server(options);
    const descriptor tcp = server.connect();
    octet_string all;
    live_ = client_->live(
        lines, [&](bytes out) { tcp.write(out); },
        [&](mutable_bytes in) {
          const std::size_t n = tcp.read(in);
          all.insert(all.end(), in.begin(), in.begin() + static_cast<std::ptrdiff_t>(n));
          return n;
        });
    recording_ = std::make_unique<recording>(std::move(all));
    // What was done before each record, as long as nothing is wrong.
    for (record_place const& r : recording_->records())
      before_.push_back(client_->replay(recording_->all().first(r.at)));
  }
  recording const& recorded() const { return *recording_; }
  outcome const& live() const { return live_; }
  outcome replay(bytes server) const { return client_->replay(server); }
  outcome replay_slowly(bytes server) const { return client_->replay_slowly(server); }
  expectations expected() const { return {*recording_, setup_, group_}; }
  outcome const& before(record_place const& r) const {
    return before_[static_cast<std::size_t>(&r - recording_->records().data())];
  }

 private:
  NamedGroup group_;
  client_setup setup_;
  outcome live_;
  std::unique_ptr<recorded_client> client_;
  std::unique_ptr<recording> recording_;
  std::vector<outcome> before_;
};

// All that the server sent was taken for what it is.
inline bool is_complete(outcome const& o) {
  return (o.now == condition::peer_closed || o.now == condition::closed) && !o.failure && o.connected &&
         as_text(o.data) == answers && !o.alert_sent;
}

}  // namespace cxtls::test
