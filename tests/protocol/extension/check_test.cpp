#include "cxtls/protocol/extension/check.hpp"

#include "support/wire_laws.hpp"

using namespace cxtls;
using namespace cxtls::test;

namespace {
constexpr auto all = [](ExtensionType) { return true; };
constexpr auto none = [](ExtensionType) { return false; };

template <in M>
struct block {
  list<extension_in<M>> extensions{};
};
}  // namespace
template <in M>
inline constexpr auto cxtls::wire<block<M>> =
    cxtls::Struct(cxtls::Field<&block<M>::extensions>(cxtls::TLSPrefixedArray<cxtls::extension_in<M>>(cxtls::u16)));
namespace {
template <in M>
constexpr error judged(bytes raw, auto const& offered) {
  return check_extensions(parse<block<M>>(raw)->extensions, offered);
}
template <in M>
constexpr error judged(bytes raw) {
  return check_extensions(parse<block<M>>(raw)->extensions);
}
// Extensions of no length, and whole blocks of them.
template <class... Types>
constexpr auto empty_ones(Types... types) {
  std::array<std::uint8_t, 2 + 4 * sizeof...(Types)> out{};
  std::size_t at = 2;
  out[1] = 4 * sizeof...(Types);
  ((out[at] = static_cast<std::uint8_t>(types >> 8), out[at + 1] = static_cast<std::uint8_t>(types), at += 4), ...);
  return out;
}
constexpr auto versions = octets(0, 6, 0, 43, 0, 2, 3, 4);
constexpr auto share = octets(0, 9, 0, 51, 0, 5, 0, 0x1d, 0, 1, 9);
}  // namespace

TEST_CASE("A34: two extensions of one type are refused, known or unknown, adjacent or not") {
  BOTH(judged<in::client_hello>(empty_ones(49, 49)) == error{errc::duplicate_extension, "post_handshake_auth"});
  BOTH(judged<in::client_hello>(empty_ones(49, 0xff77, 49)).code == errc::duplicate_extension);
  BOTH(judged<in::client_hello>(empty_ones(0xff77, 49, 0xff77)) == error{errc::duplicate_extension, ""});
  BOTH(judged<in::encrypted_extensions>(empty_ones(0xffff, 0xffff), all).code == errc::duplicate_extension);
  BOTH(!judged<in::client_hello>(empty_ones(0xff77, 0xff78, 0xff37, 0x0077)));
}

TEST_CASE("F4: a known extension out of place is refused, an unknown one is not") {
  BOTH(judged<in::encrypted_extensions>(share, all) == error{errc::extension_misplaced, "key_share"});
  BOTH(judged<in::server_hello>(empty_ones(16), all) ==
       error{errc::extension_misplaced, "application_layer_protocol_negotiation"});
  BOTH(judged<in::client_hello>(octets(0, 6, 0, 48, 0, 2, 0, 0)).code == errc::extension_misplaced);
  BOTH(judged<in::new_session_ticket>(empty_ones(49)).code == errc::extension_misplaced);
  BOTH(!judged<in::new_session_ticket>(empty_ones(0x0a0a)));
  BOTH(!judged<in::certificate_request>(empty_ones(0x0a0a)));
}

TEST_CASE("A61: an answer holds only what was offered") {
  BOTH(!judged<in::server_hello>(versions, all));
  BOTH(judged<in::server_hello>(versions, none) == error{errc::extension_unsolicited, "supported_versions"});
  BOTH(judged<in::encrypted_extensions>(empty_ones(0xff77), none).code == errc::extension_unsolicited);
  BOTH(!judged<in::encrypted_extensions>(empty_ones(0xff77), all));
  static constexpr auto staple = octets(0, 9, 0, 5, 0, 5, 1, 0, 0, 1, 0xaa);
  BOTH(judged<in::certificate>(staple, none) == error{errc::extension_unsolicited, "status_request"});
  BOTH(!judged<in::certificate>(staple, all));
}

TEST_CASE("A61: a ServerHello of TLS 1.2 holds only what was offered, once, and nothing of TLS 1.3") {
  constexpr in SH12 = in::tls12_server_hello;
  BOTH(!judged<SH12>(empty_ones(0, 5, 23, 35, 22), all));
  BOTH(judged<SH12>(empty_ones(23), none) == error{errc::extension_unsolicited, "extended_master_secret"});
  BOTH(judged<SH12>(empty_ones(23, 35, 23), all) == error{errc::duplicate_extension, "extended_master_secret"});
  BOTH(judged<SH12>(versions, all) == error{errc::extension_misplaced, "supported_versions"});
  BOTH(judged<SH12>(share, all) == error{errc::extension_misplaced, "key_share"});
  BOTH(judged<SH12>(octets(0, 6, 0, 41, 0, 2, 0, 0), all) == error{errc::extension_misplaced, "pre_shared_key"});
  BOTH(judged<SH12>(empty_ones(42), all) == error{errc::extension_misplaced, "early_data"});
  // RFC 5246, 7.4.1.4.1: "Servers MUST NOT send this extension."
  BOTH(judged<SH12>(empty_ones(13), all) == error{errc::extension_misplaced, "signature_algorithms"});
}

TEST_CASE("X5: truncated_hmac in a ServerHello, like all that nobody offered, gets unsupported_extension") {
  constexpr in SH12 = in::tls12_server_hello;
  BOTH(judged<SH12>(empty_ones(4), none) == error{errc::extension_unsolicited, "truncated_hmac"});
  BOTH(judged<SH12>(empty_ones(0xff77), none) == error{errc::extension_unsolicited, ""});
  BOTH(judged<SH12>(octets(0, 5, 0, 1, 0, 1, 1), none) == error{errc::extension_unsolicited, "max_fragment_length"});
}

TEST_CASE("X4: renegotiation_info answers an offer, the extension or the suite that stands for it") {
  constexpr in SH12 = in::tls12_server_hello;
  static constexpr auto answer = octets(0, 5, 0xff, 1, 0, 1, 0);
  constexpr auto offered = [](ExtensionType type) { return type == ExtensionType::renegotiation_info; };
  BOTH(!judged<SH12>(answer, offered));
  BOTH(judged<SH12>(answer, none) == error{errc::extension_unsolicited, "renegotiation_info"});
}

TEST_CASE("F4: what only TLS 1.2 answers is out of place in messages of TLS 1.3") {
  BOTH(judged<in::server_hello>(empty_ones(23), all).code == errc::extension_misplaced);
  BOTH(judged<in::server_hello>(empty_ones(35), all).code == errc::extension_misplaced);
  BOTH(judged<in::encrypted_extensions>(octets(0, 6, 0, 11, 0, 2, 1, 0), all).code == errc::extension_misplaced);
}

TEST_CASE("C50: a cookie may come unasked in a HelloRetryRequest, and only there") {
  static constexpr auto cookie = octets(0, 7, 0, 44, 0, 3, 0, 1, 9);
  BOTH(!judged<in::hello_retry_request>(cookie, none));
  BOTH(judged<in::server_hello>(cookie, all).code == errc::extension_misplaced);
  BOTH(judged<in::hello_retry_request>(versions, none).code == errc::extension_unsolicited);
}

TEST_CASE("C52: nothing follows pre_shared_key in a ClientHello; in a ServerHello it may stand anywhere") {
  static constexpr auto offer = [] {
    std::array<std::uint8_t, 2 + 4 + 44> out{};
    copy(octets(0, 48, 0, 41, 0, 44, 0, 7, 0, 1, 0xa1, 0, 0, 0, 0, 0, 33, 32), out.data());
    return out;
  }();
  static constexpr auto then_another = [] {
    std::array<std::uint8_t, offer.size() + 4> out{};
    copy(offer, out.data());
    out[1] = 52;
    out[offer.size() + 1] = 49;
    return out;
  }();
  static constexpr auto after_another = [] {
    std::array<std::uint8_t, offer.size() + 4> out{};
    copy(bytes(offer).subspan(2), out.data() + 6);
    copy(octets(0, 52, 0, 49, 0, 0), out.data());
    return out;
  }();
  BOTH(!judged<in::client_hello>(offer));
  BOTH(judged<in::client_hello>(then_another).code == errc::rule_broken);
  BOTH(!judged<in::client_hello>(after_another));
  BOTH(!judged<in::server_hello>(octets(0, 12, 0, 41, 0, 2, 0, 0, 0, 43, 0, 2, 3, 4), all));
}

TEST_CASE("F4: a block that is about to be built is judged by the same rules") {
  static constexpr extension_in<in::client_hello> wrong[] = {{PostHandshakeAuth{}}, {PostHandshakeAuth{}}};
  BOTH(check_extensions(list<extension_in<in::client_hello>>(wrong)).code == errc::duplicate_extension);
}

TEST_CASE("A34: as many extensions as fit are judged, all of them") {
  std::vector<std::uint8_t> raw = {0xff, 0xfc};
  for (unsigned i = 0; i < 16383; ++i) {
    const unsigned code = 0x4000 + i;  // unknown ones
    raw.push_back(static_cast<std::uint8_t>(code >> 8));
    raw.push_back(static_cast<std::uint8_t>(code));
    raw.push_back(0);
    raw.push_back(0);
  }
  CHECK(!judged<in::client_hello>(raw));
  raw[raw.size() - 4] = 0x40;  // the last one equals the first
  raw[raw.size() - 3] = 0x00;
  CHECK(judged<in::client_hello>(raw).code == errc::duplicate_extension);
}

TEST_CASE("C50: an extension is found by the type of its body") {
  BOTH(find<SelectedVersion>(parse<block<in::server_hello>>(versions)->extensions)->selected_version ==
       ProtocolVersion::tls13);
  BOTH(!find<KeyShareServerHello>(parse<block<in::server_hello>>(versions)->extensions));
  BOTH(find<KeyShareServerHello>(parse<block<in::server_hello>>(share)->extensions)->server_share.group ==
       NamedGroup::x25519);
  static constexpr extension_in<in::client_hello> built[] = {{PostHandshakeAuth{}}, {Padding{}}};
  BOTH(find<Padding>(list<extension_in<in::client_hello>>(built)).has_value());
}

TEST_CASE("A61: the set of what was offered holds every code point that was added") {
  constexpr auto filled = [] {
    extension_set set;
    bool good = set.add(ExtensionType::server_name) && set.add(ExtensionType{63}) && set.add(ExtensionType{64}) &&
                set.add(ExtensionType::renegotiation_info) && set.add(ExtensionType{64});
    return std::pair{good, set};
  };
  BOTH(filled().first);
  BOTH(filled().second.contains(ExtensionType{0}) && filled().second.contains(ExtensionType{63}));
  BOTH(filled().second.contains(ExtensionType{64}) && filled().second(ExtensionType::renegotiation_info));
  BOTH(!filled().second.contains(ExtensionType{1}) && !filled().second.contains(ExtensionType{65}));
  BOTH(!filled().second.contains(ExtensionType{128}));
}

TEST_CASE("A61: the set says when it is full, and clears") {
  extension_set set;
  std::uint16_t added = 0;
  while (set.add(ExtensionType(0x8000 + added))) ++added;
  CHECK(added == max_own_extensions + 8);
  CHECK(set.add(ExtensionType::key_share));
  CHECK(set.add(ExtensionType{0x8000}));
  set.clear();
  CHECK(!set.contains(ExtensionType::key_share));
  CHECK(set.add(ExtensionType{0x9000}));
}

TEST_CASE("A61: what a message carries is what its answer may carry") {
  constexpr auto offered = [] {
    extension_set set;
    return std::pair{add_types(set, parse<block<in::client_hello>>(empty_ones(49, 0xff77))->extensions), set};
  };
  BOTH(offered().first && offered().second.contains(ExtensionType{0xff77}));
  BOTH(!judged<in::encrypted_extensions>(empty_ones(0xff77), offered().second));
  BOTH(judged<in::encrypted_extensions>(empty_ones(0xff78), offered().second).code == errc::extension_unsolicited);
}
