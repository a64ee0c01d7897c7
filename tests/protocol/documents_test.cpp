// The pages of docs/ that say what the code says. After a change on purpose, write them anew from the project's root:
// test_protocol "[write-documents]"
#include <catch2/catch_test_macros.hpp>
#include <fstream>
#include <sstream>
#include <vector>

#include "documents/alerts_page.hpp"
#include "documents/extensions_page.hpp"
#include "documents/wire_page.hpp"

using namespace cxtls;

namespace {

struct written_page {
  std::string path;  // from the project's root, where Meson runs the tests
  std::string text;
};
std::vector<written_page> pages() {
  return {{"docs/alerts.md", documents::alerts_page()},
          {"docs/extensions.md", documents::extensions_page()},
          {"docs/wire.md", documents::wire_page()}};
}
std::string contents(std::string const& path) {
  std::ifstream file(path, std::ios::binary);
  INFO(path);
  REQUIRE(file);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}
std::size_t count(std::string_view text, std::string_view part) {
  std::size_t n = 0;
  for (auto at = text.find(part); at != text.npos; at = text.find(part, at + part.size())) ++n;
  return n;
}

}  // namespace

TEST_CASE("F13: the documents about alerts, extensions and wire formats say what the code says") {
  for (written_page const& p : pages()) {
    INFO(p.path << " differs: test_protocol \"[write-documents]\" writes it anew");
    CHECK((contents(p.path) == p.text));
  }
}

TEST_CASE("F13: every error stands once among the alerts, in one of the groups") {
  const std::string page = documents::alerts_page();
  CHECK(count(page, "\n| `") == documents::error_count);
  CHECK(count(page, "\n## ") == std::size(documents::error_groups));
  CHECK(page.find("\n| `finished_mismatch` | `decrypt_error` |") != page.npos);
  CHECK(page.find("\n| `peer_alert` | none |") != page.npos);
}

TEST_CASE("F13: every extension of the registry stands once in the matrix, and a known one with its document") {
  const std::string page = documents::extensions_page();
  for (auto const& row : names<ExtensionType>) {
    INFO(row.name);
    CHECK(count(page, "| `" + std::string(row.name) + "` |") == 1);
    CHECK(documents::document_of(row.value).empty() == !is_known(row.value));
  }
}

// RFC 8446, 4.2's table for three of them, and what 4.2.11 and 4.2.2 add.
TEST_CASE("F13: the matrix marks where an extension stands, and its peculiarities") {
  const documents::matrix known;
  CHECK(known.cell(ExtensionType::server_name, in::client_hello) == "x");
  CHECK(known.cell(ExtensionType::server_name, in::server_hello) == "");
  CHECK(known.cell(ExtensionType::pre_shared_key, in::client_hello) == "last");
  CHECK(known.cell(ExtensionType::pre_shared_key, in::server_hello) == "x");
  CHECK(known.cell(ExtensionType::cookie, in::hello_retry_request) == "unasked");
}

TEST_CASE("F13: the matrix tells what the handshakes use from what they only parse") {
  const documents::matrix known;
  for (ExtensionType used : {ExtensionType::server_name, ExtensionType::key_share, ExtensionType::early_data,
                             ExtensionType::renegotiation_info, ExtensionType::status_request})
    CHECK(known.uses(used));
  for (ExtensionType parsed : {ExtensionType::heartbeat, ExtensionType::max_fragment_length, ExtensionType::padding,
                               ExtensionType::encrypt_then_mac, ExtensionType::post_handshake_auth})
    CHECK_FALSE(known.uses(parsed));
}

TEST_CASE("F13: where code and RFC name a structure's parts alike, its text is the RFC's to the letter") {
  // RFC 8446, 4.2.8
  CHECK(documents::shown<KeyShareEntry>() == R"(struct {
    NamedGroup group;
    opaque key_exchange<1..2^16-1>;
} KeyShareEntry;
)");
  // RFC 8446, 4.2.11
  CHECK(documents::shown<OfferedPsks>() == R"(struct {
    PskIdentity identities<7..2^16-1>;
    PskBinderEntry binders<33..2^16-1>;
} OfferedPsks;
)");
  // RFC 8446, 4.4.2
  CHECK(documents::shown<Certificate>() == R"(struct {
    opaque certificate_request_context<0..2^8-1>;
    CertificateEntry certificate_list<0..2^24-1>;
} Certificate;
)");
  // RFC 8446, 4.4.3
  CHECK(documents::shown<CertificateVerify>() == R"(struct {
    SignatureScheme algorithm;
    opaque signature<0..2^16-1>;
} CertificateVerify;
)");
  // RFC 8446, 4.6.1; its bounds of ticket_nonce are <0..255>
  CHECK(documents::shown<NewSessionTicket>() == R"(struct {
    uint32 ticket_lifetime;
    uint32 ticket_age_add;
    opaque ticket_nonce<0..2^8-1>;
    opaque ticket<1..2^16-1>;
    Extension extensions<0..2^16-2>;
} NewSessionTicket;
)");
  // RFC 8446, 4.6.3
  CHECK(documents::shown<KeyUpdate>() == "struct {\n    KeyUpdateRequest request_update;\n} KeyUpdate;\n");
  // RFC 6066, 8
  CHECK(documents::shown<CertificateStatus>() == R"(struct {
    CertificateStatusType certificate_status_type;
    select (certificate_status_type) {
        case ocsp: OCSPResponse;
    } response;
} CertificateStatus;
)");
}

TEST_CASE("writes the documents anew", "[.][write-documents]") {
  for (written_page const& p : pages()) {
    std::ofstream file(p.path, std::ios::binary);
    file << p.text;
    INFO(p.path);
    CHECK(file.flush());
  }
}
