// The stack of the tests of connections: a backend that can fail, and an observer that remembers. Only the files that
// make clients and servers include it; all others see any_client and any_server, which compile in a moment, and which
// are the same whatever the backend under test can do.
#pragma once
#include "cxtls/handshake/stack.hpp"
#include "support/backend.hpp"
#include "support/own_certificate_type.hpp"
#include "support/trace.hpp"

namespace cxtls::test {

struct recording {
  trace* to = nullptr;
  void key(std::string_view label, bytes client_random, bytes secret) {
    if (to != nullptr)
      to->keys.push_back(
          {std::string(label), {client_random.begin(), client_random.end()}, {secret.begin(), secret.end()}});
  }
  void message(bool sent, bytes raw) {
    if (to != nullptr) to->messages.push_back({sent, {raw.begin(), raw.end()}});
  }
  void alert(bool sent, AlertLevel level, AlertDescription description) {
    if (to != nullptr) to->alerts.push_back({sent, level, description});
  }
  void state(std::string_view, std::string_view entered) {
    if (to != nullptr) to->states.emplace_back(entered);
  }
};
struct recorded : policy::modern {
  using observer = recording;
  using certificate_types = cxtls::certificate_types<lettered_key>;
};

// With CXTLS_TEST_NARROW_BACKEND, what every backend can do and nothing else.
#ifdef CXTLS_TEST_NARROW_BACKEND
struct tested_backend : linked_backend {
  using linked_backend::linked_backend;
  static constexpr auto hashes = crypto::capabilities{crypto::hash_algorithm::sha256};
  static constexpr auto aeads = crypto::capabilities{crypto::aead_algorithm::chacha20_poly1305};
  static constexpr auto groups = crypto::capabilities{NamedGroup::x25519};
  static constexpr auto signatures = crypto::capabilities{crypto::signature_algorithm::ed25519};
};
#else
using tested_backend = linked_backend;
#endif
struct tls : stack<backend_kit::faulty<tested_backend>, recorded> {};

}  // namespace cxtls::test
