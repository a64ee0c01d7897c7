// What the other files of this folder get wrong, done right.
#include "../../support/own_toy.hpp"
#include "../../support/toy_backend.hpp"
#include "cxtls/crypto/key_schedule.hpp"
#include "cxtls/crypto/require_backend.hpp"
#include "cxtls/crypto/tls12/key_schedule.hpp"
#include "cxtls/crypto/tls12/transcript.hpp"
#include "cxtls/crypto/transcript.hpp"

using namespace cxtls;
using B = test::toy_backend;

static_assert(crypto::require_backend<B>());
struct mine : B {
  static constexpr crypto::capabilities hashes{crypto::hash_algorithm::sha256};
  static constexpr crypto::capabilities groups{NamedGroup::x25519};
};
static_assert(crypto::require_backend<mine>());
static_assert(crypto::require_backend<test::own_toy>());

auto application(B const& b, crypto::main_secret<B> const& main,
                 crypto::hash_upto<after::ServerFinished> const& messages) {
  return main.client_traffic(b, messages);
}
auto handshake(B const& b, crypto::handshake_secret<B> const& secret,
               crypto::hash_upto<after::ServerHello> const& messages) {
  return secret.server_traffic(b, messages);
}
auto resumption(B const& b, crypto::main_secret<B> const& main,
                crypto::hash_upto<after::ClientFinished> const& messages) {
  return main.resumption(b, messages);
}
using server_handshake = crypto::traffic_secret<crypto::stage::handshake, crypto::sender::server>;
auto verify_data(B const& b, server_handshake const& secret,
                 crypto::hash_upto<after::ServerCertificateVerify> const& messages) {
  return secret.finished(b, messages);
}
void protect(server_handshake) {}
void pass_on(server_handshake secret) { protect(std::move(secret)); }
auto to_handshake(B const& b, crypto::early_secret<B> early, crypto::shared_secret const& shared) {
  return std::move(early).to_handshake(b, shared);
}
auto to_main(B const& b, crypto::handshake_secret<B> secret) { return std::move(secret).to_main(b); }
auto next(crypto::transcript<B, after::ServerHello> upto, bytes message) {
  return std::move(upto).add<after::EncryptedExtensions>(message);
}
auto copy(crypto::transcript<B, after::ServerHello> const& upto) { return upto.duplicate(); }

namespace tls12 = crypto::tls12;
auto master(B const& b, tls12::suite_info const& suite, crypto::shared_secret const& premaster,
            crypto::hash_upto<after::tls12::ClientKeyExchange> const& session_hash) {
  return tls12::master_secret::extended(b, suite, premaster, session_hash);
}
auto copy(tls12::master_secret const& m) { return m.duplicate(); }
auto server_verify_data(B const& b, tls12::master_secret const& m,
                        crypto::hash_upto<after::tls12::ClientFinished> const& messages) {
  return m.server_finished(b, messages);
}
void protect(tls12::write_keys<crypto::sender::server>) {}
void pass_on(tls12::key_block keys) { protect(std::move(keys.server)); }
auto begin(B const& b, bytes message) {
  return tls12::transcript<B, after::tls12::ClientHello>::begin(b, crypto::hash_algorithm::sha256, message,
                                                                tls12::keep::hash_only);
}
auto next(tls12::transcript<B, after::tls12::ServerHello> upto, bytes message) {
  return std::move(upto).add<after::tls12::ServerCertificate>(message);
}
auto content(tls12::transcript<B, after::tls12::ClientKeyExchange> const& upto) {
  return upto.certificate_verify_content();
}
