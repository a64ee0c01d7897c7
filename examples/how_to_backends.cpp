// how_to_backends PORT CA boringssl|both: a line of standard input to a server on this machine and back, with cryptography
// of one library or of two. The pieces of docs/how-to/backends.md.
#include <cstdio>
#include <memory>
#include <string>

#include "cxtls/any/erased_client.hpp"
#include "cxtls/backend/boringssl.hpp"
#include "cxtls/backend/composed.hpp"
#include "cxtls/backend/libsodium.hpp"
#include "cxtls/cxtls.hpp"
#include "cxtls/io/posix.hpp"
#include "support/file.hpp"

using cxtls::NamedGroup;
using cxtls::backend::boringssl, cxtls::backend::composed, cxtls::backend::libsodium, cxtls::backend::only;
using cxtls::crypto::aead_algorithm;

struct my_backend : composed<only<libsodium, NamedGroup::x25519, aead_algorithm::chacha20_poly1305>, boringssl> {};

struct careful : cxtls::policy::modern {
  static constexpr cxtls::policy_value value = [] {
    cxtls::policy_value v = modern::value;
    v.cipher_suites = cxtls::suite_list(cxtls::CipherSuite::TLS_CHACHA20_POLY1305_SHA256);
    v.groups = cxtls::group_list(NamedGroup::x25519);
    return v;
  }();
};
struct my_tls : cxtls::stack<my_backend, cxtls::policy::all_of<careful>> {};

// With libsodium alone the certificates would have to be Ed25519's.
static_assert(!cxtls::supports<careful, libsodium>);
static_assert(cxtls::supports<careful, my_backend>);

struct plain_tls : cxtls::stack<boringssl> {};

// A client and the context that it needs, on whichever backend. Null: the configuration is no good.
template <class Tls>
struct client_and_context {
  explicit client_and_context(cxtls::client_context<Tls>&& c) : context(std::move(c)) {}
  cxtls::client_context<Tls> context;
  cxtls::erased_client<Tls> client{context, cxtls::dns_name{"localhost"}};
};
template <class Tls>
std::shared_ptr<cxtls::any_client> client_on(cxtls::client_config config) {
  auto context = cxtls::client_context<Tls>::create(std::move(config));
  if (!context) return nullptr;
  const auto made = std::make_shared<client_and_context<Tls>>(std::move(*context));
  return {made, &made->client};
}

int main(int argc, char** argv) {
  if (argc != 4) return 2;
  const support::result<std::string> anchors = support::read_file(argv[2]);
  if (!anchors) return 2;
  auto trust = cxtls::trust_store::from_pem(*anchors);
  if (!trust) return 2;
  cxtls::client_config config{.trust = std::move(*trust), .profile = cxtls::profile::private_pki};
  const std::shared_ptr<cxtls::any_client> tls = std::string_view(argv[3]) == "both"
                                                     ? client_on<my_tls>(std::move(config))
                                                     : client_on<plain_tls>(std::move(config));
  auto socket = cxtls::io::connect("localhost", argv[1]);
  if (!tls || !socket) return 2;
  cxtls::io::posix_stream stream{std::move(*socket), *tls};

  char line[256];
  std::uint8_t answer[256];
  if (std::fgets(line, sizeof line, stdin) == nullptr || !stream.write(cxtls::as_bytes(std::string_view(line))))
    return 1;
  const auto size = stream.read(answer);
  if (!size) return 1;
  std::fwrite(answer, 1, *size, stdout);
  return 0;
}
