#include "../../support/toy_backend.hpp"
#include "cxtls/x509/certificate_type.hpp"

using namespace cxtls;

// What the other files of this folder leave out or bend.
result<verified_chain> verified(test::toy_backend const& b, trust_store const& trust, std::span<const bytes> chain) {
  return x509::verify_server(b, profile::webpki, trust, chain, dns_name{"example.com"}, unix_time{0});
}
constexpr auto narrower = profile::rfc5280.at_most_intermediates(1);
constexpr ip_address address{"192.0.2.1"};
struct my_type {
  static constexpr CertificateType type = CertificateType(224);
  static result<crypto::public_key> key_of(bytes body) { return x509::raw_public_key(body); }
};
constexpr auto listed = certificate_types<my_type>::all();
