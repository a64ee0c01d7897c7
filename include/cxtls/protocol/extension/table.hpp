// The table of RFC 8446, 4.2, with the extensions that came later and that cxtls knows, and with what TLS 1.2 answers in
// its ServerHello.
#pragma once
#include "cxtls/protocol/extension/alpn.hpp"
#include "cxtls/protocol/extension/certificate_authorities.hpp"
#include "cxtls/protocol/extension/certificate_type.hpp"
#include "cxtls/protocol/extension/compress_certificate.hpp"
#include "cxtls/protocol/extension/cookie.hpp"
#include "cxtls/protocol/extension/delegated_credential.hpp"
#include "cxtls/protocol/extension/early_data.hpp"
#include "cxtls/protocol/extension/ec_point_formats.hpp"
#include "cxtls/protocol/extension/heartbeat.hpp"
#include "cxtls/protocol/extension/key_share.hpp"
#include "cxtls/protocol/extension/line.hpp"
#include "cxtls/protocol/extension/max_fragment_length.hpp"
#include "cxtls/protocol/extension/oid_filters.hpp"
#include "cxtls/protocol/extension/padding.hpp"
#include "cxtls/protocol/extension/post_handshake_auth.hpp"
#include "cxtls/protocol/extension/pre_shared_key.hpp"
#include "cxtls/protocol/extension/record_size_limit.hpp"
#include "cxtls/protocol/extension/server_name.hpp"
#include "cxtls/protocol/extension/session_ticket.hpp"
#include "cxtls/protocol/extension/signature_algorithms.hpp"
#include "cxtls/protocol/extension/signed_certificate_timestamp.hpp"
#include "cxtls/protocol/extension/status_request.hpp"
#include "cxtls/protocol/extension/supported_groups.hpp"
#include "cxtls/protocol/extension/supported_versions.hpp"
#include "cxtls/protocol/extension/tls12_security.hpp"

namespace cxtls {

// Not here, and so opaque: use_srtp, which is DTLS's.
using rfc_extensions = extensions<
    Extension<ExtensionType::server_name, ServerNameList, in::client_hello>,
    Extension<ExtensionType::server_name, ServerNameAcknowledged, in::encrypted_extensions | in::tls12_server_hello>,
    Extension<ExtensionType::max_fragment_length, MaxFragmentLengthExtension,
              in::client_hello | in::encrypted_extensions | in::tls12_server_hello>,
    Extension<ExtensionType::status_request, CertificateStatusRequest, in::client_hello>,
    Extension<ExtensionType::status_request, ClientStatusRequest, in::certificate_request>,
    Extension<ExtensionType::status_request, CertificateStatus, in::certificate>,
    Extension<ExtensionType::status_request, StatusRequestAcknowledged, in::tls12_server_hello>,
    // (In a ServerHello it means nothing, and some servers send it there.)
    Extension<ExtensionType::supported_groups, NamedGroupList,
              in::client_hello | in::encrypted_extensions | in::tls12_server_hello>,
    Extension<ExtensionType::signature_algorithms, SignatureAlgorithms, in::client_hello | in::certificate_request>,
    Extension<ExtensionType::heartbeat, HeartbeatExtension,
              in::client_hello | in::encrypted_extensions | in::tls12_server_hello>,
    Extension<ExtensionType::application_layer_protocol_negotiation, ProtocolNameList,
              in::client_hello | in::encrypted_extensions | in::tls12_server_hello>,
    Extension<ExtensionType::signed_certificate_timestamp, SignedCertificateTimestampRequest,
              in::client_hello | in::certificate_request>,
    Extension<ExtensionType::signed_certificate_timestamp, SignedCertificateTimestampList,
              in::certificate | in::tls12_server_hello>,
    Extension<ExtensionType::client_certificate_type, ClientCertTypeOffer, in::client_hello>,
    Extension<ExtensionType::client_certificate_type, ClientCertTypeChoice,
              in::encrypted_extensions | in::tls12_server_hello>,
    Extension<ExtensionType::server_certificate_type, ServerCertTypeOffer, in::client_hello>,
    Extension<ExtensionType::server_certificate_type, ServerCertTypeChoice,
              in::encrypted_extensions | in::tls12_server_hello>,
    Extension<ExtensionType::padding, Padding, in::client_hello>,
    Extension<ExtensionType::key_share, KeyShareClientHello, in::client_hello>,
    Extension<ExtensionType::key_share, KeyShareServerHello, in::server_hello>,
    Extension<ExtensionType::key_share, KeyShareHelloRetryRequest, in::hello_retry_request>,
    // RFC 8446, 4.2.11: "The "pre_shared_key" extension MUST be the last extension in the ClientHello".
    Extension<ExtensionType::pre_shared_key, OfferedPsks, in::client_hello, quirk::stands_last>,
    Extension<ExtensionType::pre_shared_key, SelectedPsk, in::server_hello>,
    Extension<ExtensionType::psk_key_exchange_modes, PskKeyExchangeModes, in::client_hello>,
    Extension<ExtensionType::early_data, EarlyDataIndication, in::client_hello | in::encrypted_extensions>,
    Extension<ExtensionType::early_data, TicketEarlyDataIndication, in::new_session_ticket>,
    Extension<ExtensionType::cookie, Cookie, in::client_hello>,
    // RFC 8446, 4.2.2: "this is an exception to the usual rule that the only extensions that may be sent are those that
    // appear in the ClientHello".
    Extension<ExtensionType::cookie, Cookie, in::hello_retry_request, quirk::needs_no_offer>,
    Extension<ExtensionType::supported_versions, SupportedVersions, in::client_hello>,
    Extension<ExtensionType::supported_versions, SelectedVersion, in::server_hello | in::hello_retry_request>,
    Extension<ExtensionType::certificate_authorities, CertificateAuthoritiesExtension,
              in::client_hello | in::certificate_request>,
    Extension<ExtensionType::oid_filters, OIDFilterExtension, in::certificate_request>,
    Extension<ExtensionType::post_handshake_auth, PostHandshakeAuth, in::client_hello>,
    Extension<ExtensionType::signature_algorithms_cert, SignatureAlgorithmsCert,
              in::client_hello | in::certificate_request>,
    // After RFC 8446
    Extension<ExtensionType::compress_certificate, CertificateCompressionAlgorithms,
              in::client_hello | in::certificate_request>,  // RFC 8879
    Extension<ExtensionType::delegated_credential, DelegatedCredentialSchemes,
              in::client_hello | in::certificate_request>,  // RFC 9345
    Extension<ExtensionType::delegated_credential, DelegatedCredential, in::certificate>,
    Extension<ExtensionType::record_size_limit, RecordSizeLimit,
              in::client_hello | in::encrypted_extensions | in::tls12_server_hello>,  // RFC 8449
    // Of TLS 1.2: a server of TLS 1.3 has no answer to them
    Extension<ExtensionType::ec_point_formats, ECPointFormatList,
              in::client_hello | in::tls12_server_hello>,  // RFC 8422, 5.2
    Extension<ExtensionType::encrypt_then_mac, EncryptThenMac, in::client_hello | in::tls12_server_hello>,  // RFC 7366
    Extension<ExtensionType::extended_master_secret, ExtendedMasterSecret,
              in::client_hello | in::tls12_server_hello>,  // RFC 7627, 5.2
    Extension<ExtensionType::session_ticket, SessionTicket, in::client_hello>,  // RFC 5077, 3.2
    Extension<ExtensionType::session_ticket, SessionTicketAcknowledged, in::tls12_server_hello>,
    // A client whose offer was TLS_EMPTY_RENEGOTIATION_INFO_SCSV counts it as one of this type (RFC 5746, 3.4).
    Extension<ExtensionType::renegotiation_info, RenegotiationInfo, in::client_hello | in::tls12_server_hello>>;

}  // namespace cxtls
