#include "cxtls/protocol/extension/registry.hpp"

#include "support/wire_laws.hpp"

using namespace cxtls;
using namespace cxtls::test;

namespace {
constexpr in CH = in::client_hello, SH = in::server_hello, HRR = in::hello_retry_request, EE = in::encrypted_extensions,
             CT = in::certificate, CR = in::certificate_request, NST = in::new_session_ticket,
             SH12 = in::tls12_server_hello;
struct row {
  std::string_view name;
  in where;
};
// RFC 8446, 4.2, in its order. use_srtp, "CH, EE" there, is unknown to cxtls.
constexpr row rfc8446[] = {
    {"server_name", CH | EE},
    {"max_fragment_length", CH | EE},
    {"status_request", CH | CR | CT},
    {"supported_groups", CH | EE},
    {"signature_algorithms", CH | CR},
    {"heartbeat", CH | EE},
    {"application_layer_protocol_negotiation", CH | EE},
    {"signed_certificate_timestamp", CH | CR | CT},
    {"client_certificate_type", CH | EE},
    {"server_certificate_type", CH | EE},
    {"padding", CH},
    {"key_share", CH | SH | HRR},
    {"pre_shared_key", CH | SH},
    {"psk_key_exchange_modes", CH},
    {"early_data", CH | EE | NST},
    {"cookie", CH | HRR},
    {"supported_versions", CH | SH | HRR},
    {"certificate_authorities", CH | CR},
    {"oid_filters", CR},
    {"post_handshake_auth", CH},
    {"signature_algorithms_cert", CH | CR},
};
constexpr row later[] = {
    {"compress_certificate", CH | CR},       // RFC 8879, 7.1
    {"delegated_credential", CH | CR | CT},  // RFC 9345, 6
    {"record_size_limit", CH | EE},          // RFC 8449, 7
    {"ec_point_formats", CH},                // these of TLS 1.2
    {"encrypt_then_mac", CH},
    {"extended_master_secret", CH},
    {"session_ticket", CH},
    {"renegotiation_info", CH},
};
// What a ServerHello of TLS 1.2 may answer, by the document that says so.
constexpr std::string_view answered_in_tls12[] = {
    "server_name",                             // RFC 6066, 3
    "max_fragment_length",                     // RFC 6066, 4
    "status_request",                          // RFC 6066, 8
    "ec_point_formats",                        // RFC 8422, 5.2
    "heartbeat",                               // RFC 6520, 2
    "application_layer_protocol_negotiation",  // RFC 7301, 3.1
    "signed_certificate_timestamp",            // RFC 6962, 3.3.1
    "client_certificate_type",                 // RFC 7250, 3
    "server_certificate_type",                 // RFC 7250, 3
    "encrypt_then_mac",                        // RFC 7366, 2
    "extended_master_secret",                  // RFC 7627, 5.1
    "record_size_limit",                       // RFC 8449, 4
    "supported_groups",                        // no RFC: some servers do (extension/table.hpp)
    "session_ticket",                          // RFC 5077, 3.2
    "renegotiation_info",                      // RFC 5746, 3.2
};

template <in M>
constexpr bool stands_as(row const& r) {
  return may_stand<M>(*from_name<ExtensionType>(r.name)) == overlap(r.where, M);
}
constexpr bool stands_as(row const& r) {
  return stands_as<CH>(r) && stands_as<SH>(r) && stands_as<HRR>(r) && stands_as<EE>(r) && stands_as<CT>(r) &&
         stands_as<CR>(r) && stands_as<NST>(r);
}
}  // namespace

TEST_CASE("F4: extensions stand where the table of RFC 8446, 4.2 says, and nowhere else") {
  for (row const& r : rfc8446) {
    CAPTURE(r.name);
    CHECK(stands_as(r));
  }
  for (row const& r : later) {
    CAPTURE(r.name);
    CHECK(stands_as(r));
  }
}

TEST_CASE("F4: a ServerHello of TLS 1.2 answers what its RFCs say, and nothing else") {
  for (auto const& extension : names<ExtensionType>) {
    bool answered = false;
    for (std::string_view name : answered_in_tls12) answered = answered || name == extension.name;
    CAPTURE(extension.name);
    CHECK(may_stand<SH12>(extension.value) == answered);
    CHECK(!may_come_unasked<SH12>(extension.value));
    CHECK(!must_be_last<SH12>(extension.value));
  }
}

TEST_CASE("F4: no other code point is known") {
  std::size_t known = 0;
  for (std::uint32_t code = 0; code < 65536; ++code) known += is_known(ExtensionType(code)) ? 1 : 0;
  CHECK(known == std::size(rfc8446) + std::size(later));
  BOTH(!is_known(ExtensionType::use_srtp) && !may_stand<CH>(ExtensionType::use_srtp));
}

TEST_CASE("C52: only pre_shared_key must be last, and only in a ClientHello") {
  for (auto const& extension : names<ExtensionType>) {
    CAPTURE(extension.name);
    CHECK(must_be_last<CH>(extension.value) == (extension.value == ExtensionType::pre_shared_key));
    CHECK(!must_be_last<SH>(extension.value));
    CHECK(!must_be_last<EE>(extension.value));
  }
}

TEST_CASE("C50: only a cookie in HelloRetryRequest answers what was not asked") {
  for (auto const& extension : names<ExtensionType>) {
    CAPTURE(extension.name);
    CHECK(may_come_unasked<HRR>(extension.value) == (extension.value == ExtensionType::cookie));
    CHECK(!may_come_unasked<SH>(extension.value));
    CHECK(!may_come_unasked<EE>(extension.value));
    CHECK(!may_come_unasked<CT>(extension.value));
    CHECK(may_come_unasked<CH>(extension.value));
    CHECK(may_come_unasked<CR>(extension.value));
    CHECK(may_come_unasked<NST>(extension.value));
  }
}

namespace {
constexpr auto alpn_answer = octets(0, 16, 0, 5, 0, 3, 2, 'h', '2');
constexpr auto unknown_extension = octets(0xff, 0x77, 0, 2, 1, 2);
template <in M>
constexpr std::size_t alternative(bytes raw) {
  return parse<extension_in<M>>(raw)->extension_data.index();
}
}  // namespace

TEST_CASE("A34: an extension is its type and, behind a length, its body") {
  obeys_the_laws<extension_in<EE>, alpn_answer>();
  BOTH(parse<extension_in<EE>>(alpn_answer)->type() == ExtensionType::application_layer_protocol_negotiation);
  BOTH(std::holds_alternative<ProtocolNameList>(parse<extension_in<EE>>(alpn_answer)->extension_data));
}

TEST_CASE("A34: an unknown extension keeps its body") {
  obeys_the_laws<extension_in<CH>, unknown_extension>();
  BOTH(parse<extension_in<CH>>(unknown_extension)->type() == ExtensionType{0xff77});
  BOTH(std::get<0>(parse<extension_in<CH>>(unknown_extension)->extension_data).body.size() == 2);
}

TEST_CASE("A34: a known extension where it doesn't stand is kept like an unknown one") {
  BOTH(alternative<SH>(alpn_answer) == 0);
  BOTH(parse<extension_in<SH>>(alpn_answer)->type() == ExtensionType::application_layer_protocol_negotiation);
}

TEST_CASE("A34: data after an extension's structure is refused") {
  BOTH(refusal<extension_in<EE>>(octets(0, 16, 0, 6, 0, 3, 2, 'h', '2', 0)) == errc::trailing_data);
  BOTH(refusal<extension_in<EE>>(octets(0, 0, 0, 1, 0)) == errc::trailing_data);
}

TEST_CASE("C50: session_ticket holds a ticket in a ClientHello, and nothing in its answer") {
  static constexpr auto ticket = octets(0, 35, 0, 2, 7, 8);
  BOTH(std::holds_alternative<SessionTicket>(parse<extension_in<CH>>(ticket)->extension_data));
  BOTH(refusal<extension_in<SH12>>(ticket) == errc::trailing_data);
  BOTH(std::holds_alternative<SessionTicketAcknowledged>(
      parse<extension_in<SH12>>(octets(0, 35, 0, 0))->extension_data));
}

TEST_CASE("C50: one code point means different bodies in different messages") {
  static constexpr auto group = octets(0, 51, 0, 2, 0, 0x17);
  BOTH(std::holds_alternative<KeyShareHelloRetryRequest>(parse<extension_in<HRR>>(group)->extension_data));
  BOTH(refusal<extension_in<SH>>(group) == errc::truncated);
}

namespace {
struct Greeting {
  bytes text{};
};
struct Profiles {
  bytes opaque{};
};
}  // namespace
template <>
inline constexpr auto cxtls::wire<Profiles> = cxtls::Struct(cxtls::Field<&Profiles::opaque>(cxtls::Remaining));
template <>
inline constexpr auto cxtls::wire<Greeting> =
    cxtls::Struct(cxtls::Field<&Greeting::text>(cxtls::PrefixedBytes(cxtls::u8, {.min = 1, .max = 32})));
namespace {
struct greeting : Extension<ExtensionType(0xff77), Greeting, in::client_hello | in::encrypted_extensions> {};
struct ticket_note : Extension<ExtensionType(0xff78), Greeting, in::new_session_ticket> {};
struct srtp : Extension<ExtensionType::use_srtp, Profiles, in::client_hello> {};
using mine = extensions<greeting, ticket_note, srtp>;
constexpr auto hi = octets(0xff, 0x77, 0, 3, 2, 'h', 'i');
}  // namespace

TEST_CASE("A61: an application's own extension is one line, and stands where the line says") {
  BOTH(registry<mine>::ok);
  BOTH(is_known<mine>(ExtensionType{0xff77}) && !is_known(ExtensionType{0xff77}));
  BOTH(may_stand<CH, mine>(ExtensionType{0xff77}) && may_stand<EE, mine>(ExtensionType{0xff77}));
  BOTH(!may_stand<SH, mine>(ExtensionType{0xff77}));
  BOTH(may_stand<NST, mine>(ExtensionType{0xff78}));
  BOTH(may_stand<CH, mine>(ExtensionType::key_share));
  BOTH(may_stand<CH, mine>(ExtensionType::use_srtp) && !may_stand<CH>(ExtensionType::use_srtp));
}

TEST_CASE("A61: an application's own extension is parsed and built like any other") {
  obeys_the_laws<extension_in<CH, mine>, hi>();
  BOTH(equal(std::get<Greeting>(parse<extension_in<CH, mine>>(hi)->extension_data).text, "hi"));
  BOTH(refusal<extension_in<CH, mine>>(octets(0xff, 0x77, 0, 1, 0)) == errc::length_out_of_range);
  BOTH(refusal<extension_in<CH>>(octets(0xff, 0x77, 0, 1, 0)) == errc::none);
}

TEST_CASE("A61: messages without the application's extension have no alternative for it") {
  BOTH(std::variant_size_v<decltype(extension_in<SH, mine>::extension_data)> ==
       std::variant_size_v<decltype(extension_in<SH>::extension_data)>);
  BOTH(std::variant_size_v<decltype(extension_in<CH, mine>::extension_data)> ==
       std::variant_size_v<decltype(extension_in<CH>::extension_data)> + 2);
}
