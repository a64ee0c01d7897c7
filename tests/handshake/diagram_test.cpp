// The pictures in docs/diagrams show the machines that run. After a change on purpose, write them anew from the
// project's root: test_handshake "[write-diagrams]", then docs/diagrams/draw.py for the SVG
// (tests/frame/diagrams_test.py).
#include <catch2/catch_test_macros.hpp>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "cxtls/handshake/tls12/client/proofs.hpp"
#include "cxtls/handshake/tls12/server/proofs.hpp"
#include "cxtls/handshake/tls13/client/proofs.hpp"
#include "cxtls/handshake/tls13/server/proofs.hpp"
#include "cxtls/machine/diagram.hpp"

using namespace cxtls;

namespace {

template <class T>
std::string mermaid() {
  std::string text;
  machine::mermaid<T>([&text](std::string_view piece) { text += piece; });
  return text;
}
template <class T>
std::string dot() {
  std::string text;
  machine::dot<T>([&text](std::string_view piece) { text += piece; });
  return text;
}

struct picture {
  std::string path;  // from the project's root, where Meson runs the tests
  std::string text;
};
// Each version's machine, from the hello on.
using Client = machine::joined<hello::Client<probe>, tls13::Client<probe>>;
using Server = machine::joined<hello::Server<probe>, tls13::Server<probe>>;

// TLS 1.2's begin in the state that they share with TLS 1.3's.
std::vector<picture> pictures() {
  return {{"docs/diagrams/tls12_client.mmd", mermaid<tls12::client::FromServerHello<probe>>()},
          {"docs/diagrams/tls12_client.dot", dot<tls12::client::FromServerHello<probe>>()},
          {"docs/diagrams/tls12_server.mmd", mermaid<tls12::server::Alone<probe>>()},
          {"docs/diagrams/tls12_server.dot", dot<tls12::server::Alone<probe>>()},
          {"docs/diagrams/tls13_client.mmd", mermaid<Client>()},
          {"docs/diagrams/tls13_client.dot", dot<Client>()},
          {"docs/diagrams/tls13_server.mmd", mermaid<Server>()},
          {"docs/diagrams/tls13_server.dot", dot<Server>()}};
}
std::string contents(std::string const& path) {
  std::ifstream file(path, std::ios::binary);
  INFO(path);
  REQUIRE(file);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}
bool has_line(std::string const& text, std::string const& line) {
  return text.find("\n  " + line + "\n") != std::string::npos;
}

}  // namespace

TEST_CASE("the diagrams in docs show the machines that run") {
  for (picture const& p : pictures()) CHECK(contents(p.path) == p.text);
}

TEST_CASE("the client's diagram speaks the language of RFC 8446, A.1") {
  const std::string text = mermaid<Client>();
  CHECK(has_line(text, "Start --> WaitServerHello: Connect"));
  CHECK(has_line(text, "WaitServerHello --> WaitRetriedServerHello: HelloRetryRequest"));
  CHECK(has_line(text, "WaitServerHello --> WaitEncryptedExtensions: ServerHello"));
  CHECK(has_line(text, "WaitEncryptedExtensions --> WaitCertificateOrRequest: EncryptedExtensions"));
  CHECK(has_line(text, "WaitCertificateVerify --> AwaitVerification: CertificateVerify"));
  CHECK(has_line(text, "WaitFinished --> Connected: Finished"));
  CHECK(has_line(text, "Connected --> Connected: KeyUpdate"));
  CHECK(text.find("basic_") == std::string::npos);
}

TEST_CASE("the server's diagram speaks the language of RFC 8446, A.2") {
  const std::string text = mermaid<Server>();
  CHECK(has_line(text, "WaitClientHello --> WaitRetriedClientHello: ClientHello"));
  CHECK(has_line(text, "WaitRetriedClientHello --> AwaitSession: ClientHello"));
  CHECK(has_line(text, "WaitCertificate --> WaitCertificateVerify: Certificate"));
  CHECK(has_line(text, "WaitCertificateVerify --> AwaitVerification: CertificateVerify"));
  CHECK(has_line(text, "WaitFinished --> Connected: Finished"));
  CHECK(has_line(text, "Connected --> Connected: KeyUpdate"));
  CHECK(text.find("basic_") == std::string::npos);
}

// RFC 5246, 7.3 and figure 1
TEST_CASE("the diagrams of TLS 1.2 speak the language of RFC 5246, 7.3") {
  const std::string client = mermaid<tls12::client::FromServerHello<probe>>();
  CHECK(has_line(client, "WaitServerHello --> WaitCertificate: ServerHello"));
  CHECK(has_line(client, "WaitServerKeyExchange --> AwaitVerification: ServerKeyExchange"));
  CHECK(has_line(client, "WaitRequestOrDone --> WaitServerHelloDone: CertificateRequest"));
  CHECK(has_line(client, "WaitChangeCipherSpec --> WaitFinished: ChangeCipherSpec"));
  CHECK(has_line(client, "WaitFinished --> Connected: Finished"));
  CHECK(client.find("basic_") == std::string::npos);

  const std::string server = mermaid<tls12::server::Alone<probe>>();
  CHECK(has_line(server, "WaitClientHello --> AwaitSession: ClientHello"));
  CHECK(has_line(server, "WaitCertificate --> WaitClientKeyExchange: Certificate"));
  CHECK(has_line(server, "WaitClientKeyExchange --> WaitCertificateVerify: ClientKeyExchange"));
  CHECK(has_line(server, "WaitChangeCipherSpec --> WaitFinished: ChangeCipherSpec"));
  CHECK(has_line(server, "WaitFinished --> Connected: Finished"));
  CHECK(server.find("basic_") == std::string::npos);
}

TEST_CASE("writes the diagrams in docs anew", "[.][write-diagrams]") {
  for (picture const& p : pictures()) {
    std::ofstream file(p.path, std::ios::binary);
    file << p.text;
    INFO(p.path);
    CHECK(file.flush());
  }
}
