// examples/minimal_client.cpp on Mbed TLS: a page over HTTPS, chain and host name verified. For size.py.
#include <mbedtls/ctr_drbg.h>
#include <mbedtls/entropy.h>
#include <mbedtls/net_sockets.h>
#include <mbedtls/ssl.h>

#include <cstdio>
#include <cstring>

int main() {
  mbedtls_entropy_context entropy;
  mbedtls_ctr_drbg_context random;
  mbedtls_x509_crt roots;
  mbedtls_ssl_config config;
  mbedtls_ssl_context tls;
  mbedtls_net_context socket;
  mbedtls_entropy_init(&entropy);
  mbedtls_ctr_drbg_init(&random);
  mbedtls_x509_crt_init(&roots);
  mbedtls_ssl_config_init(&config);
  mbedtls_ssl_init(&tls);
  mbedtls_net_init(&socket);
  if (mbedtls_ctr_drbg_seed(&random, mbedtls_entropy_func, &entropy, nullptr, 0) != 0 ||
      mbedtls_x509_crt_parse_file(&roots, "/etc/ssl/certs/ca-certificates.crt") < 0 ||
      mbedtls_ssl_config_defaults(&config, MBEDTLS_SSL_IS_CLIENT, MBEDTLS_SSL_TRANSPORT_STREAM,
                                  MBEDTLS_SSL_PRESET_DEFAULT) != 0)
    return 1;
  mbedtls_ssl_conf_authmode(&config, MBEDTLS_SSL_VERIFY_REQUIRED);
  mbedtls_ssl_conf_ca_chain(&config, &roots, nullptr);
  mbedtls_ssl_conf_rng(&config, mbedtls_ctr_drbg_random, &random);
  if (mbedtls_ssl_setup(&tls, &config) != 0 || mbedtls_ssl_set_hostname(&tls, "example.com") != 0 ||
      mbedtls_net_connect(&socket, "example.com", "443", MBEDTLS_NET_PROTO_TCP) != 0)
    return 1;
  mbedtls_ssl_set_bio(&tls, &socket, mbedtls_net_send, mbedtls_net_recv, nullptr);
  char const request[] = "GET / HTTP/1.1\r\nHost: example.com\r\nConnection: close\r\n\r\n";
  if (mbedtls_ssl_write(&tls, reinterpret_cast<unsigned char const*>(request), std::strlen(request)) < 0) return 2;
  for (unsigned char page[16384];;) {
    const int n = mbedtls_ssl_read(&tls, page, sizeof page);
    if (n <= 0) return n == MBEDTLS_ERR_SSL_PEER_CLOSE_NOTIFY ? 0 : 3;
    std::fwrite(page, 1, static_cast<std::size_t>(n), stdout);
  }
}
