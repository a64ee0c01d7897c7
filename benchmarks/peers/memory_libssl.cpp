// What libssl's connections hold, for memory.cpp: four numbers, one a line. SSL_MODE_RELEASE_BUFFERS is on, which is what
// servers with many idle connections set.
#include <openssl/ssl.h>

#include <cstdio>
#include <vector>

#include "allocation/heap_count.hpp"

namespace {

constexpr std::size_t many = 64;

void need(bool good) {
  if (!good) std::exit(1);
}

struct connection {
  SSL* ssl = nullptr;
  BIO* in = nullptr;  // what it reads
  BIO* out = nullptr;  // what it wrote
};

connection make(SSL_CTX* context, bool client) {
  connection c{SSL_new(context), BIO_new(BIO_s_mem()), BIO_new(BIO_s_mem())};
  SSL_set_bio(c.ssl, c.in, c.out);
  if (client) {
    SSL_set_connect_state(c.ssl);
    SSL_set_tlsext_host_name(c.ssl, "localhost");
    SSL_set1_host(c.ssl, "localhost");
  } else {
    SSL_set_accept_state(c.ssl);
  }
  return c;
}

void carry(connection& from, connection& to) {
  char* data = nullptr;
  const long size = BIO_get_mem_data(from.out, &data);
  if (size > 0) BIO_write(to.in, data, static_cast<int>(size));
  (void)BIO_reset(from.out);
}

void print(std::size_t before) { std::printf("%zu\n", (cxtls::test::octets_held() - before) / many); }

}  // namespace

int main(int argc, char** argv) {
  need(argc == 4);
  SSL_CTX* client_side = SSL_CTX_new(TLS_client_method());
  SSL_CTX* server_side = SSL_CTX_new(TLS_server_method());
  for (SSL_CTX* context : {client_side, server_side}) {
    SSL_CTX_set_min_proto_version(context, TLS1_3_VERSION);
    SSL_CTX_set_mode(context, SSL_MODE_RELEASE_BUFFERS);
    SSL_CTX_set_session_cache_mode(context, SSL_SESS_CACHE_OFF);
  }
  need(SSL_CTX_use_certificate_file(server_side, argv[1], SSL_FILETYPE_PEM) == 1);
  need(SSL_CTX_use_PrivateKey_file(server_side, argv[2], SSL_FILETYPE_PEM) == 1);
  SSL_CTX_set_num_tickets(server_side, 0);
  need(SSL_CTX_load_verify_locations(client_side, argv[3], nullptr) == 1);
  SSL_CTX_set_verify(client_side, SSL_VERIFY_PEER, nullptr);
  SSL_CTX_set1_groups_list(client_side, "X25519");

  std::vector<connection> clients, servers;
  clients.reserve(many);
  servers.reserve(many);
  {  // what the first connection makes for good
    connection c = make(client_side, true), s = make(server_side, false);
    SSL_do_handshake(c.ssl);
    carry(c, s);
    SSL_do_handshake(s.ssl);
    carry(s, c);
    SSL_do_handshake(c.ssl);
    carry(c, s);
    need(SSL_do_handshake(s.ssl) == 1);
    SSL_free(c.ssl);
    SSL_free(s.ssl);
  }

  std::size_t before = cxtls::test::octets_held();
  for (std::size_t i = 0; i < many; ++i) {
    clients.push_back(make(client_side, true));
    SSL_do_handshake(clients.back().ssl);
  }
  print(before);
  before = cxtls::test::octets_held();
  for (std::size_t i = 0; i < many; ++i) {
    servers.push_back(make(server_side, false));
    carry(clients[i], servers[i]);
    SSL_do_handshake(servers[i].ssl);
  }
  print(before);
  for (std::size_t i = 0; i < many; ++i) {
    carry(servers[i], clients[i]);
    need(SSL_do_handshake(clients[i].ssl) == 1);
    carry(clients[i], servers[i]);
    need(SSL_do_handshake(servers[i].ssl) == 1);
    // Idle: the octets in flight are not the connection's.
    SSL_set_bio(clients[i].ssl, nullptr, nullptr);
    SSL_set_bio(servers[i].ssl, nullptr, nullptr);
  }
  const std::size_t both = cxtls::test::octets_held();
  for (connection& c : clients) SSL_free(c.ssl);
  const std::size_t without_clients = cxtls::test::octets_held();
  for (connection& s : servers) SSL_free(s.ssl);
  std::printf("%zu\n%zu\n", (both - without_clients) / many, (without_clients - cxtls::test::octets_held()) / many);
  SSL_CTX_free(client_side);
  SSL_CTX_free(server_side);
}
