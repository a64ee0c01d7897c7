#include "cxtls/protocol/legacy/certificate_url.hpp"

#include "cxtls/protocol/extension/registry.hpp"
#include "support/wire_laws.hpp"

using namespace cxtls;
using namespace cxtls::hazmat;
using namespace cxtls::test;

namespace {
constexpr auto empty = octets();
constexpr auto one_url = octets(0, 1, 'u', 1, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19);
constexpr auto message =
    octets(1, 0, 24, 0, 1, 'u', 1, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19);
}  // namespace

TEST_CASE("A28: client_certificate_url is empty") { obeys_the_laws<legacy::ClientCertificateURL, empty>(); }

TEST_CASE("X6: no message of ours has client_certificate_url") {
  BOTH(!is_known(ExtensionType::client_certificate_url));
}

TEST_CASE("A43: URLAndHash is a URL, the octet 01 and a hash") {
  obeys_the_laws<legacy::URLAndHash, one_url>();
  BOTH(equal(parse<legacy::URLAndHash>(one_url)->url, octets('u')));
  BOTH(parse<legacy::URLAndHash>(one_url)->SHA1Hash[19] == 19);
}

TEST_CASE("A43: another padding than 01 is refused, read or built") {
  BOTH(refusal<legacy::URLAndHash>(octets(0, 1, 'u', 0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17,
                                          18, 19)) == errc::unknown_value);
  BOTH(refusal<legacy::URLAndHash>(octets(0, 1, 'u', 3, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17,
                                          18, 19)) == errc::unknown_value);
  BOTH(check<legacy::URLAndHash>(
           octets(0, 1, 'u', 3, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19))
           .field == "padding");
  static constexpr auto url = octets('u');
  BOTH(build_refusal(legacy::URLAndHash{.url = url}) == errc::none);
  BOTH(build_refusal(legacy::URLAndHash{.url = url, .padding = 0}) == errc::unknown_value);
  BOTH(build_refusal(legacy::URLAndHash{}) == errc::length_out_of_range);
}

TEST_CASE("A43: CertificateURL is a kind of chain and at least one URL; an unknown kind is kept") {
  obeys_the_laws<legacy::CertificateURL, message>();
  BOTH(parse<legacy::CertificateURL>(message)->type == legacy::CertChainType::pkipath);
  BOTH(parse<legacy::CertificateURL>(message)->url_and_hash_list.size() == 1);
  BOTH(refusal<legacy::CertificateURL>(octets(1, 0, 0)) == errc::length_out_of_range);
  BOTH(build_refusal(legacy::CertificateURL{}) == errc::length_out_of_range);
  BOTH(parse<legacy::CertificateURL>(
           octets(9, 0, 24, 0, 1, 'u', 1, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19))
           ->type == legacy::CertChainType{9});
}

TEST_CASE("A50: kinds of chains have the RFC's numbers") {
  BOTH(name_of(legacy::CertChainType{0}) == "individual_certs" && name_of(legacy::CertChainType{1}) == "pkipath");
  BOTH(from_name<legacy::CertChainType>("pkipath") == legacy::CertChainType::pkipath);
}
