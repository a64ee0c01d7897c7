// All registries: they obey the same law.
#include <catch2/catch_template_test_macros.hpp>
#include "cxtls/protocol/registry/alert_description.hpp"
#include "cxtls/protocol/registry/alert_level.hpp"
#include "cxtls/protocol/registry/certificate_compression_algorithm.hpp"
#include "cxtls/protocol/registry/certificate_status_type.hpp"
#include "cxtls/protocol/registry/certificate_type.hpp"
#include "cxtls/protocol/registry/cipher_suite.hpp"
#include "cxtls/protocol/registry/client_certificate_type.hpp"
#include "cxtls/protocol/registry/compression_method.hpp"
#include "cxtls/protocol/registry/content_type.hpp"
#include "cxtls/protocol/registry/ec_curve_type.hpp"
#include "cxtls/protocol/registry/ec_point_format.hpp"
#include "cxtls/protocol/registry/extension_type.hpp"
#include "cxtls/protocol/registry/handshake_type.hpp"
#include "cxtls/protocol/registry/hash_algorithm.hpp"
#include "cxtls/protocol/registry/heartbeat_mode.hpp"
#include "cxtls/protocol/registry/kdf_identifier.hpp"
#include "cxtls/protocol/registry/key_update_request.hpp"
#include "cxtls/protocol/registry/max_fragment_length.hpp"
#include "cxtls/protocol/registry/name_type.hpp"
#include "cxtls/protocol/registry/named_group.hpp"
#include "cxtls/protocol/registry/protocol_version.hpp"
#include "cxtls/protocol/registry/psk_key_exchange_mode.hpp"
#include "cxtls/protocol/registry/signature_algorithm.hpp"
#include "cxtls/protocol/registry/signature_scheme.hpp"

#include "support/wire_laws.hpp"

using namespace cxtls;
using namespace cxtls::test;

namespace {
template <class E>
constexpr bool names_both_ways() {
  for (std::size_t i = 0; i < names<E>.size(); ++i) {
    auto const& row = names<E>[i];
    if (row.name.empty() || name_of(row.value) != row.name || from_name<E>(row.name) != row.value) return false;
    if (i > 0 && names<E>[i - 1].value >= row.value) return false;
  }
  return !from_name<E>("no such name") && !names<E>.empty();
}
// Every code point, named or not, survives the wire.
template <class E>
bool is_open() {
  constexpr std::size_t width = wire<E>.max_size();
  for (std::uint32_t code = 0; code < 1U << (8 * width); ++code) {
    std::array<std::uint8_t, 2> in{static_cast<std::uint8_t>(code >> 8), static_cast<std::uint8_t>(code)};
    const auto parsed = parse<E>(bytes(in).last(width));
    if (!parsed || static_cast<std::uint32_t>(*parsed) != code || !round_trips<E>(bytes(in).last(width))) return false;
  }
  return true;
}
template <class E>
constexpr bool is_closed() {
  for (unsigned code = 0; code < 256; ++code) {
    const bool named = !name_of(static_cast<E>(code)).empty();
    if (refusal<E>(octets(code)) != (named ? errc::none : errc::unknown_value)) return false;
    if (build_refusal(static_cast<E>(code)) != (named ? errc::none : errc::unknown_value)) return false;
  }
  return true;
}
}  // namespace

TEMPLATE_TEST_CASE("A50: a registry names its code points both ways, in order, once each", "", AlertDescription,
                   AlertLevel, CertificateCompressionAlgorithm, CertificateStatusType, CertificateType, CipherSuite,
                   CompressionMethod, ContentType, ExtensionType, HandshakeType, HeartbeatMode, KeyUpdateRequest,
                   MaxFragmentLength, NameType, NamedGroup, ProtocolVersion, KDFIdentifier, PskKeyExchangeMode,
                   SignatureScheme, ClientCertificateType, ECCurveType, ECPointFormat, HashAlgorithm,
                   SignatureAlgorithm) {
  BOTH(names_both_ways<TestType>());
}

TEMPLATE_TEST_CASE("A50: an unknown code point survives", "", AlertDescription, AlertLevel,
                   CertificateCompressionAlgorithm, CertificateStatusType, CertificateType, CipherSuite,
                   CompressionMethod, ContentType, ExtensionType, HandshakeType, NameType, NamedGroup, ProtocolVersion,
                   KDFIdentifier, PskKeyExchangeMode, SignatureScheme, ClientCertificateType, ECCurveType,
                   ECPointFormat, HashAlgorithm, SignatureAlgorithm) {
  CHECK(is_open<TestType>());
}

TEMPLATE_TEST_CASE("A50: where the RFC says so, an unknown code point is refused", "", HeartbeatMode, KeyUpdateRequest,
                   MaxFragmentLength) {
  BOTH(is_closed<TestType>());
}

// The lists below are RFC 9846's own, B.2, B.3 and 4.3, and IANA's for what is not in it.
TEST_CASE("A50: alerts have IANA's numbers") {
  static constexpr named<AlertDescription> published[] = {
      {AlertDescription{0}, "close_notify"},
      {AlertDescription{10}, "unexpected_message"},
      {AlertDescription{20}, "bad_record_mac"},
      {AlertDescription{22}, "record_overflow"},
      {AlertDescription{40}, "handshake_failure"},
      {AlertDescription{42}, "bad_certificate"},
      {AlertDescription{43}, "unsupported_certificate"},
      {AlertDescription{44}, "certificate_revoked"},
      {AlertDescription{45}, "certificate_expired"},
      {AlertDescription{46}, "certificate_unknown"},
      {AlertDescription{47}, "illegal_parameter"},
      {AlertDescription{48}, "unknown_ca"},
      {AlertDescription{49}, "access_denied"},
      {AlertDescription{50}, "decode_error"},
      {AlertDescription{51}, "decrypt_error"},
      {AlertDescription{70}, "protocol_version"},
      {AlertDescription{71}, "insufficient_security"},
      {AlertDescription{80}, "internal_error"},
      {AlertDescription{86}, "inappropriate_fallback"},
      {AlertDescription{90}, "user_canceled"},
      {AlertDescription{109}, "missing_extension"},
      {AlertDescription{110}, "unsupported_extension"},
      {AlertDescription{112}, "unrecognized_name"},
      {AlertDescription{113}, "bad_certificate_status_response"},
      {AlertDescription{115}, "unknown_psk_identity"},
      {AlertDescription{116}, "certificate_required"},
      {AlertDescription{117}, "general_error"},
      {AlertDescription{120}, "no_application_protocol"},
      {AlertDescription{121}, "ech_required"},
  };
  for (auto const& row : published) CHECK(name_of(row.value) == row.name);
}

TEST_CASE("A50: handshake types have IANA's numbers") {
  static constexpr named<HandshakeType> published[] = {
      {HandshakeType{0}, "hello_request"},
      {HandshakeType{1}, "client_hello"},
      {HandshakeType{2}, "server_hello"},
      {HandshakeType{4}, "new_session_ticket"},
      {HandshakeType{5}, "end_of_early_data"},
      {HandshakeType{8}, "encrypted_extensions"},
      {HandshakeType{11}, "certificate"},
      {HandshakeType{12}, "server_key_exchange"},
      {HandshakeType{13}, "certificate_request"},
      {HandshakeType{14}, "server_hello_done"},
      {HandshakeType{15}, "certificate_verify"},
      {HandshakeType{16}, "client_key_exchange"},
      {HandshakeType{20}, "finished"},
      {HandshakeType{22}, "certificate_status"},
      {HandshakeType{24}, "key_update"},
      {HandshakeType{25}, "compressed_certificate"},
      {HandshakeType{254}, "message_hash"},
  };
  for (auto const& row : published) CHECK(name_of(row.value) == row.name);
}

TEST_CASE("A50: extension types have IANA's numbers") {
  static constexpr named<ExtensionType> published[] = {
      {ExtensionType{0}, "server_name"},
      {ExtensionType{1}, "max_fragment_length"},
      {ExtensionType{5}, "status_request"},
      {ExtensionType{10}, "supported_groups"},
      {ExtensionType{13}, "signature_algorithms"},
      {ExtensionType{14}, "use_srtp"},
      {ExtensionType{15}, "heartbeat"},
      {ExtensionType{16}, "application_layer_protocol_negotiation"},
      {ExtensionType{18}, "signed_certificate_timestamp"},
      {ExtensionType{19}, "client_certificate_type"},
      {ExtensionType{20}, "server_certificate_type"},
      {ExtensionType{21}, "padding"},
      {ExtensionType{23}, "extended_master_secret"},
      {ExtensionType{27}, "compress_certificate"},
      {ExtensionType{28}, "record_size_limit"},
      {ExtensionType{34}, "delegated_credential"},
      {ExtensionType{35}, "session_ticket"},
      {ExtensionType{39}, "supported_ekt_ciphers"},
      {ExtensionType{41}, "pre_shared_key"},
      {ExtensionType{42}, "early_data"},
      {ExtensionType{43}, "supported_versions"},
      {ExtensionType{44}, "cookie"},
      {ExtensionType{45}, "psk_key_exchange_modes"},
      {ExtensionType{47}, "certificate_authorities"},
      {ExtensionType{48}, "oid_filters"},
      {ExtensionType{49}, "post_handshake_auth"},
      {ExtensionType{50}, "signature_algorithms_cert"},
      {ExtensionType{51}, "key_share"},
      {ExtensionType{52}, "transparency_info"},
      {ExtensionType{55}, "external_id_hash"},
      {ExtensionType{56}, "external_session_id"},
      {ExtensionType{57}, "quic_transport_parameters"},
      {ExtensionType{58}, "ticket_request"},
      {ExtensionType{64768}, "ech_outer_extensions"},
      {ExtensionType{65037}, "encrypted_client_hello"},
      {ExtensionType{65281}, "renegotiation_info"},
  };
  for (auto const& row : published) CHECK(name_of(row.value) == row.name);
}

TEST_CASE("A50: the small registries have the RFCs' numbers") {
  BOTH(name_of(ContentType{20}) == "change_cipher_spec" && name_of(ContentType{21}) == "alert");
  BOTH(name_of(ContentType{22}) == "handshake" && name_of(ContentType{23}) == "application_data");
  BOTH(name_of(AlertLevel{1}) == "warning" && name_of(AlertLevel{2}) == "fatal");
  BOTH(name_of(ProtocolVersion{0x0303}) == "tls12" && name_of(ProtocolVersion{0x0304}) == "tls13");
  BOTH(name_of(PskKeyExchangeMode{0}) == "psk_ke" && name_of(PskKeyExchangeMode{1}) == "psk_dhe_ke");
  BOTH(name_of(KeyUpdateRequest{0}) == "update_not_requested" && name_of(KeyUpdateRequest{1}) == "update_requested");
  BOTH(name_of(CertificateType{0}) == "X509" && name_of(CertificateType{2}) == "RawPublicKey");
  BOTH(name_of(KDFIdentifier{1}) == "HKDF_SHA256" && name_of(KDFIdentifier{2}) == "HKDF_SHA384");
  BOTH(name_of(CertificateCompressionAlgorithm{1}) == "zlib" && name_of(CertificateCompressionAlgorithm{3}) == "zstd");
  BOTH(name_of(CertificateStatusType{1}) == "ocsp" && name_of(NameType{0}) == "host_name");
  BOTH(name_of(HeartbeatMode{2}) == "peer_not_allowed_to_send" && name_of(CompressionMethod{0}) == "null");
}

TEST_CASE("A50: the registries of TLS 1.2 have the RFCs' numbers") {
  BOTH(name_of(ClientCertificateType{1}) == "rsa_sign" && name_of(ClientCertificateType{2}) == "dss_sign");
  BOTH(name_of(ClientCertificateType{20}) == "fortezza_dms_RESERVED");  // RFC 5246, 7.4.4
  BOTH(name_of(ClientCertificateType{64}) == "ecdsa_sign");             // RFC 8422, 5.5
  BOTH(name_of(HashAlgorithm{2}) == "sha1" && name_of(HashAlgorithm{4}) == "sha256");
  BOTH(name_of(HashAlgorithm{6}) == "sha512" && name_of(HashAlgorithm{8}) == "Intrinsic");
  BOTH(name_of(SignatureAlgorithm{0}) == "anonymous" && name_of(SignatureAlgorithm{1}) == "rsa");
  BOTH(name_of(SignatureAlgorithm{3}) == "ecdsa" && name_of(SignatureAlgorithm{7}) == "ed25519");
  BOTH(name_of(ECPointFormat{0}) == "uncompressed" && name_of(ECCurveType{3}) == "named_curve");
}
