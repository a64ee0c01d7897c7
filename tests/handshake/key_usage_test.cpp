// A peer's certificate whose keyUsage doesn't let its key sign: in both roles and versions. (One's own is refused when a
// context is made: own_credential_test.cpp.)
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

#include "support/duet.hpp"
#include "support/scripted_client12.hpp"
#include "support/scripted_server12.hpp"
#include "support/server_duet.hpp"
#include "x509/maker.hpp"

using namespace cxtls;
using namespace cxtls::test;
using enum AlertDescription;

namespace {

// Good for both roles, but for its keyUsage.
octets sealing() {
  return make(leaf()
                  .with(purposes({x509::id_kp_serverAuth, x509::id_kp_clientAuth}))
                  .with(test::extension(x509::KeyUsage{x509::KeyUsage::keyAgreement}, true)));
}
void show_it(certificate_model& m) { m.certificate_list.at(0).cert_data = sealing(); }
client_authentication asks() { return GENERATE(client_authentication::optional, client_authentication::required); }

}  // namespace

TEST_CASE("RFC 8446, 4.4.2.2: a server's key that its certificate doesn't let sign") {
  CHECK(ending_of(server_plan{.certificate = show_it}) ==
        ending{errc::certificate_key_usage, "keyUsage", unsupported_certificate});
}

TEST_CASE("RFC 8446, 4.4.2.3: a client's key that its certificate doesn't let sign, optional or required") {
  CHECK(ending_of(client_plan{.credential = other_chain(), .certificate = show_it}, asking_config(asks())) ==
        server_ending{errc::certificate_key_usage, "keyUsage", unsupported_certificate});
}

TEST_CASE("RFC 5246, 7.4.2: in TLS 1.2 a server's certificate has to let its key sign, too") {
  duet12 d({.alter = [](HandshakeType type, octets& m) {
    if (type == HandshakeType::certificate)
      m = message(HandshakeType::certificate, vector_of(3, vector_of(3, sealing())));
  }});
  d.run();
  CHECK(d.client_side().failure() == error{errc::certificate_key_usage, "keyUsage"});
  CHECK(d.client_side().alert_sent() == unsupported_certificate);
}

TEST_CASE("RFC 5246, 7.4.6: in TLS 1.2 a client's certificate has to let its key sign, too") {
  CHECK(ending12(
            {.credential = usual_chain(), .certificate = [](std::vector<octets>& list) { list.at(0) = sealing(); }},
            asking_config(asks())) == server_ending{errc::certificate_key_usage, "keyUsage", unsupported_certificate});
}
