// No heap per record, counted where all memory comes from.
#include <openssl/aead.h>

#include <catch2/catch_test_macros.hpp>
#include <ctime>
#include <memory>

#include "cxtls/backend/boringssl.hpp"
#include "cxtls/client.hpp"
#include "heap_count.hpp"
#include "recorded/skip.hpp"

namespace cxtls::test {
namespace {

struct my_tls : stack<backend::boringssl> {};

// A line of `size` octets, its line feed included, that differs from its reverse.
void make_line(std::vector<std::uint8_t>& line, std::size_t size) {
  line.resize(size);
  for (std::size_t i = 0; i < size; ++i) line[i] = static_cast<std::uint8_t>('a' + (i * i + size) % 26);
  line.back() = '\n';
}
// What s_server -rev answers.
bool is_reverse(bytes line, bytes answer) {
  if (answer.size() != line.size() || answer.back() != '\n') return false;
  for (std::size_t i = 0; i + 1 < line.size(); ++i)
    if (answer[i] != line[line.size() - 2 - i]) return false;
  return true;
}

class conversation {
 public:
  conversation(client_context<my_tls> const& context, descriptor const& tcp)
      : tls_(context, dns_name{"localhost"}), tcp_(tcp) {
    line_.reserve(record::max_content);
    answer_.reserve(record::max_content);
    (void)tls_.start(now());
    while (tls_.now() == condition::handshaking) {
      flush();
      read();
    }
    flush();
  }
  // One record there and one back.
  bool exchange(std::size_t size) {
    make_line(line_, size);
    answer_.clear();
    const auto taken = tls_.send(line_);
    if (!taken || *taken != size) return false;
    flush();
    while (answer_.size() < size && tls_.now() == condition::connected) read();
    return is_reverse(line_, answer_);
  }
  client<my_tls>& tls() { return tls_; }

 private:
  static unix_time now() { return {std::time(nullptr)}; }
  void flush() {
    tcp_.write(tls_.outgoing());
    tls_.sent(tls_.outgoing().size());
  }
  void read() {
    const std::size_t n = tcp_.read(tls_.prepare());
    if (n == 0) broken("s_server hung up");
    step s = tls_.commit(n, now());
    for (;; s = tls_.proceed(now())) {
      answer_.insert(answer_.end(), s.plaintext.begin(), s.plaintext.end());
      if (!s.again) break;
    }
  }
  client<my_tls> tls_;
  descriptor const& tcp_;
  std::vector<std::uint8_t> line_;
  std::vector<std::uint8_t> answer_;
};

// s_server reads lines of up to 16,383 octets.
constexpr std::size_t longest_line = record::max_content - 1;

TEST_CASE("the counter sees what the program and the cryptography allocate") {
  std::size_t before = allocations();
  const auto own = std::make_unique<int>(1);
  CHECK(allocations() > before);
  before = allocations();
  const std::uint8_t key[16]{};
  EVP_AEAD_CTX* const theirs = EVP_AEAD_CTX_new(EVP_aead_aes_128_gcm(), key, sizeof key, 16);
  CHECK(allocations() > before);
  EVP_AEAD_CTX_free(theirs);
}

TEST_CASE("after the handshake 1,000 records each way take no memory from the heap") {
  skip_without_openssl();
  authority ca;
  ca.issue("server", "server", {"ed25519"});
  for (CipherSuite suite : {CipherSuite::TLS_AES_128_GCM_SHA256, CipherSuite::TLS_AES_256_GCM_SHA384,
                            CipherSuite::TLS_CHACHA20_POLY1305_SHA256}) {
    const s_server server({"-cert", ca.path("server.pem"), "-key", ca.path("server.key"), "-rev"});
    const descriptor tcp = server.connect();
    auto trust = trust_store::from_pem(ca.text("ca.pem"));
    REQUIRE(trust);
    client_config config{.trust = std::move(*trust), .profile = profile::rfc5280, .cipher_suites = suite_list(suite)};
    auto context = client_context<my_tls>::create(std::move(config));
    REQUIRE(context);
    conversation c(*context, tcp);
    REQUIRE(c.tls().now() == condition::connected);
    REQUIRE(c.tls().info().cipher_suite == suite);

    // The buffers grow to their size once; the tickets come and go.
    REQUIRE(c.exchange(longest_line));
    REQUIRE(c.exchange(longest_line));
    const std::size_t before = allocations();
    bool all_well = true;
    for (std::size_t i = 0; i < 1000; ++i) all_well = c.exchange(1 + i * 16381 % longest_line) && all_well;
    all_well = c.exchange(1) && c.exchange(longest_line) && all_well;
    const std::size_t after = allocations();
    CHECK(all_well);
    CHECK(after - before == 0);
  }
}

TEST_CASE("exceptions and run-time type information are not needed: a client built without them fetches an answer") {
  skip_without_openssl();
  char const* const program = std::getenv("CLIENT_WITHOUT_EXCEPTIONS");
  REQUIRE(program != nullptr);
  authority ca;
  ca.issue("server", "server", {"ed25519"});
  const s_server server({"-cert", ca.path("server.pem"), "-key", ca.path("server.key"), "-rev"});
  process run({program, std::to_string(server.port()), ca.path("ca.pem")});
  const std::string said = read_to_end(run.output());
  CHECK(said == "hello\n");
  CHECK(run.wait() == 0);
}

}  // namespace
}  // namespace cxtls::test
