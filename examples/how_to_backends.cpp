// how_to_backends PORT CA: a line of standard input to a server on this machine and back, with cryptography of two
// libraries. The pieces of docs/how-to/backends.md.
#include <cstdio>
#include <string>

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

int main(int argc, char** argv) {
  if (argc != 3) return 2;
  const support::result<std::string> anchors = support::read_file(argv[2]);
  if (!anchors) return 2;
  auto trust = cxtls::trust_store::from_pem(*anchors);
  if (!trust) return 2;
  auto context =
      cxtls::client_context<my_tls>::create({.trust = std::move(*trust), .profile = cxtls::profile::private_pki});
  auto socket = cxtls::io::connect("localhost", argv[1]);
  if (!context || !socket) return 2;
  cxtls::client<my_tls> tls{*context, cxtls::dns_name{"localhost"}};
  cxtls::io::posix_stream stream{std::move(*socket), tls};

  char line[256];
  std::uint8_t answer[256];
  if (std::fgets(line, sizeof line, stdin) == nullptr || !stream.write(cxtls::as_bytes(std::string_view(line))))
    return 1;
  const auto size = stream.read(answer);
  if (!size) return 1;
  std::fwrite(answer, 1, *size, stdout);
  return 0;
}
