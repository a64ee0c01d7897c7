// The transcript and the secrets of a recorded handshake, made by what is tested.
#pragma once
#include <catch2/catch_test_macros.hpp>

#include "crypto/tls12/openssl_handshakes.hpp"
#include "cxtls/backend/boringssl.hpp"
#include "cxtls/crypto/tls12/key_schedule.hpp"
#include "cxtls/crypto/tls12/transcript.hpp"
#include "support/hex.hpp"

namespace cxtls::test::tls12 {

namespace suites12 = crypto::tls12;
namespace point = after::tls12;
template <class Last>
using transcript = suites12::transcript<backend::boringssl, Last>;

inline suites12::suite_info suite_of(handshake const& h) { return *suites12::find<backend::boringssl>(h.suite); }
inline suites12::randoms randoms_of(handshake const& h) {
  suites12::randoms r;
  copy(unhex(h.client_random), r.client.data());
  copy(unhex(h.server_random), r.server.data());
  return r;
}
inline suites12::master_secret master_of(handshake const& h) {
  auto m = suites12::master_secret::of_session(suite_of(h), unhex(h.master_secret));
  REQUIRE(m);
  return *std::move(m);
}

inline transcript<point::ClientHello> upto_client_hello(handshake const& h, suites12::keep what) {
  return transcript<point::ClientHello>::begin(backend::boringssl{}, suite_of(h).hash, unhex(h.client_hello), what);
}
inline transcript<point::ServerKeyExchange> upto_server_key_exchange(handshake const& h, suites12::keep what) {
  return upto_client_hello(h, what)
      .add<point::ServerHello>(unhex(h.server_hello))
      .add<point::ServerCertificate>(unhex(h.certificate))
      .add<point::ServerKeyExchange>(unhex(h.server_key_exchange));
}
// Of a full handshake, with a client's certificate or without.
inline transcript<point::ClientKeyExchange> upto_client_key_exchange(handshake const& h, suites12::keep what) {
  auto t = upto_server_key_exchange(h, what);
  if (h.certificate_request.empty())
    return std::move(t)
        .add<point::ServerHelloDone>(unhex(h.server_hello_done))
        .add<point::ClientKeyExchange>(unhex(h.client_key_exchange));
  return std::move(t)
      .add<point::CertificateRequest>(unhex(h.certificate_request))
      .add<point::ServerHelloDone>(unhex(h.server_hello_done))
      .add<point::ClientCertificate>(unhex(h.client_certificate))
      .add<point::ClientKeyExchange>(unhex(h.client_key_exchange));
}

}  // namespace cxtls::test::tls12
