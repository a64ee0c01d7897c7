// The one place where an error gets its alert, its sentence and the rule it stands on. Total: a code without a row, a
// row too many or out of order doesn't compile.
#pragma once
#include <optional>

#include "cxtls/base/error.hpp"
#include "cxtls/protocol/registry/alert_description.hpp"

namespace cxtls {

// What a peer is told, and what the reader of our log is told.
struct error_row {
  errc code = errc::none;
  std::optional<AlertDescription> alert{};  // none: the peer isn't to blame and can't help, or can't be reached
  std::string_view sentence{};
  std::string_view rule{};  // empty: no document rules here
};

namespace detail::errors {
using enum AlertDescription;
inline constexpr std::nullopt_t no_alert = std::nullopt;

inline constexpr auto error_table = std::to_array<error_row>({
    // wire
    {errc::need_more, no_alert, "the input ends before the structure does; more may come", ""},
    {errc::truncated, decode_error, "a structure ends before its last field does", "RFC 8446, 6"},
    {errc::trailing_data, decode_error, "octets follow the end of a structure", "RFC 8446, 4.2"},
    {errc::length_out_of_range, decode_error, "a length is outside the bounds of its field", "RFC 8446, 6"},
    {errc::unknown_value, illegal_parameter, "a field holds a value that is not among those allowed", "RFC 8446, 6"},
    {errc::value_out_of_range, internal_error, "building a message: a number doesn't fit its field", ""},
    {errc::no_space, internal_error, "building a message: the output is too small", ""},
    {errc::rule_broken, illegal_parameter, "a well-formed structure breaks a rule of its definition", "RFC 8446, 6.2"},

    // record
    {errc::record_overflow, record_overflow, "a record is longer than the protocol or the negotiated limit allows",
     "RFC 8446, 5.1"},
    {errc::record_type_unexpected, unexpected_message, "a record of a type that can't stand here", "RFC 8446, 5"},
    {errc::record_version, protocol_version, "a record whose version is no version of SSL or TLS", "RFC 8446, 5.1"},
    {errc::empty_handshake_record, unexpected_message, "a handshake or alert record without content", "RFC 8446, 5.4"},
    {errc::bad_record_mac, bad_record_mac, "a record doesn't authenticate under the current key", "RFC 8446, 5.2"},
    {errc::inner_plaintext_empty, unexpected_message, "a protected record of zeros only, without a content type",
     "RFC 8446, 5.4"},
    {errc::too_many_empty_records, unexpected_message, "more empty records in a row than the limit", ""},
    {errc::change_cipher_spec_unexpected, unexpected_message,
     "a change_cipher_spec record where none may stand, or with another body than 01", "RFC 8446, 5"},
    {errc::sequence_exhausted, internal_error, "the key has protected as many records as it may", "RFC 8446, 5.5"},
    {errc::not_tls, unexpected_message, "the first octets are not a TLS record: another protocol is spoken here",
     "RFC 8446, 5"},
    {errc::too_much_early_data, unexpected_message, "more early data than is taken, or skipped when it is refused",
     "RFC 8446, 4.2.10"},

    // handshake
    {errc::unexpected_message, unexpected_message, "a message that can't come at this point of the handshake",
     "RFC 8446, 4"},
    {errc::message_too_long, decode_error, "a handshake message is longer than the limit of its type", "RFC 8446, 6"},
    {errc::key_change_unaligned, unexpected_message,
     "handshake octets under the old key follow a message that changes keys", "RFC 8446, 5.1"},
    {errc::too_many_post_handshake_messages, unexpected_message,
     "more handshake messages without application data in between than the limit", ""},
    {errc::too_many_warnings, unexpected_message, "more warning alerts than the limit", ""},
    {errc::duplicate_extension, illegal_parameter, "a message has two extensions of one type", "RFC 8446, 4.2"},
    {errc::extension_misplaced, illegal_parameter, "a known extension in a message where it may not stand",
     "RFC 8446, 4.2"},
    {errc::extension_unsolicited, unsupported_extension, "an answer to an extension that was not offered",
     "RFC 8446, 4.2"},
    {errc::extension_missing, missing_extension, "a mandatory extension is missing", "RFC 8446, 9.2"},
    {errc::version_not_offered, illegal_parameter, "the server chose a version that was not offered",
     "RFC 8446, 4.2.1"},
    {errc::version_unsupported, protocol_version, "the peer's version is known but not supported here",
     "RFC 8446, D.1"},
    {errc::downgrade_sentinel, illegal_parameter,
     "the server's random says that it speaks a higher version than it negotiated", "RFC 8446, 4.1.3"},
    {errc::session_id_mismatch, illegal_parameter, "legacy_session_id_echo is not what was sent", "RFC 8446, 4.1.3"},
    {errc::cipher_suite_not_offered, illegal_parameter, "the server chose a cipher suite that was not offered",
     "RFC 8446, 4.1.3"},
    {errc::cipher_suite_changed, illegal_parameter,
     "the ServerHello's cipher suite differs from the HelloRetryRequest's", "RFC 8446, 4.1.4"},
    {errc::compression_not_null, illegal_parameter, "a compression method other than null", "RFC 8446, 4.1.2"},
    {errc::group_not_offered, illegal_parameter, "the peer chose a group that was not offered", "RFC 8446, 4.2.8"},
    {errc::group_already_shared, illegal_parameter, "the HelloRetryRequest asks for a key share that was already sent",
     "RFC 8446, 4.2.8"},
    {errc::group_changed, illegal_parameter, "the ServerHello's group differs from the HelloRetryRequest's",
     "RFC 8446, 4.2.8"},
    {errc::retry_without_change, illegal_parameter, "the HelloRetryRequest would not change the ClientHello",
     "RFC 8446, 4.1.4"},
    {errc::second_retry, unexpected_message, "a second HelloRetryRequest in one connection", "RFC 8446, 4.1.4"},
    {errc::key_share_invalid, illegal_parameter, "the peer's key share is no valid share of its group",
     "RFC 8446, 4.2.8.2"},
    {errc::psk_not_offered, illegal_parameter, "the server selected a pre-shared key that was not offered",
     "RFC 8446, 4.2.11"},
    {errc::psk_hash_mismatch, illegal_parameter, "the cipher suite's hash is not that of the selected pre-shared key",
     "RFC 8446, 4.2.11"},
    {errc::psk_not_selected, handshake_failure, "the server did not take the pre-shared key that alone is accepted",
     ""},
    {errc::binder_mismatch, decrypt_error, "a pre-shared key's binder is wrong", "RFC 8446, 4.2.11.2"},
    {errc::hello_changed, illegal_parameter, "the second ClientHello differs from the first where it may not",
     "RFC 8446, 4.1.2"},
    {errc::cookie_mismatch, illegal_parameter, "the second ClientHello does not repeat the HelloRetryRequest's cookie",
     "RFC 8446, 4.2.2"},
    {errc::too_many_extensions, illegal_parameter, "a ClientHello has more extensions than the limit", ""},
    {errc::early_data_suite_changed, illegal_parameter,
     "early data was taken with another cipher suite than that of its session", "RFC 8446, 4.2.10"},
    {errc::early_data_protocol_changed, illegal_parameter,
     "early data was taken under another application protocol than that of its session", "RFC 8446, 4.2.10"},
    {errc::alpn_not_offered, illegal_parameter, "the server selected an application protocol that was not offered",
     "RFC 7301, 3.2"},
    {errc::alpn_not_single, illegal_parameter, "the server answered ALPN with another number of protocols than one",
     "RFC 7301, 3.1"},
    {errc::server_name_not_empty, decode_error, "the answer to server_name is not empty", "RFC 6066, 3"},
    {errc::request_context_not_empty, illegal_parameter,
     "certificate_request_context is not empty during the handshake", "RFC 8446, 4.4.2"},
    {errc::request_context_mismatch, illegal_parameter, "certificate_request_context is not the request's",
     "RFC 8446, 4.4.2"},
    {errc::signature_scheme_not_offered, illegal_parameter, "a signature scheme that was not offered",
     "RFC 8446, 4.4.3"},
    {errc::signature_scheme_mismatch, illegal_parameter, "the signature scheme doesn't fit the certificate's key",
     "RFC 8446, 4.4.3"},
    {errc::signature_invalid, decrypt_error, "the signature in CertificateVerify is wrong", "RFC 8446, 4.4.3"},
    {errc::no_common_signature_scheme, handshake_failure, "no signature scheme that both sides accept",
     "RFC 8446, 4.4.2.2"},
    {errc::finished_mismatch, decrypt_error, "the verify_data in Finished is wrong", "RFC 8446, 4.4.4"},
    {errc::certificate_missing, decode_error, "the server sent an empty certificate list", "RFC 8446, 4.4.2.4"},
    {errc::key_update_invalid, illegal_parameter, "request_update is neither 0 nor 1", "RFC 8446, 4.6.3"},
    {errc::ticket_lifetime_too_long, illegal_parameter, "a ticket_lifetime of more than seven days", "RFC 8446, 4.6.1"},
    {errc::psk_modes_mismatch, illegal_parameter, "a pre-shared key used in a mode that was not offered",
     "RFC 8446, 4.2.9"},
    {errc::no_common_cipher_suite, handshake_failure, "no cipher suite that both sides support", "RFC 8446, 4.1.1"},
    {errc::no_common_group, handshake_failure, "no key exchange group that both sides support", "RFC 8446, 4.1.1"},
    {errc::no_application_protocol, no_application_protocol, "no application protocol that both sides support",
     "RFC 7301, 3.2"},
    {errc::unrecognized_name, unrecognized_name, "no server of the requested name is here", "RFC 6066, 3"},
    {errc::certificate_required, certificate_required, "the client sent no certificate, and one is required",
     "RFC 8446, 4.4.2.4"},
    {errc::certificate_type_unsupported, unsupported_certificate, "no certificate type that both sides have",
     "RFC 7250, 4.2"},
    {errc::certificate_oid_filter, unsupported_certificate, "no client certificate that has the extensions asked for",
     "RFC 8446, 4.2.5"},
    {errc::oid_filter_repeated, illegal_parameter, "oid_filters names an extension twice", "RFC 8446, 4.2.5"},
    {errc::oid_filter_malformed, decode_error, "oid_filters has an OID or a value that isn't the DER of one",
     "RFC 8446, 4.2.5"},
    {errc::certificate_type_not_offered, illegal_parameter, "a certificate type that was not offered", "RFC 7250, 4.2"},
    {errc::certificate_compression_not_offered, illegal_parameter,
     "a certificate compressed by an algorithm that was not offered", "RFC 8879, 4"},
    {errc::certificate_not_decompressed, bad_certificate,
     "a compressed certificate that can't be decompressed, or has another length than it says", "RFC 8879, 4"},
    {errc::delegated_credential_not_offered, unexpected_message, "a delegated credential that was not asked for",
     "RFC 9345, 4.1"},
    {errc::delegated_credential_scheme_not_offered, illegal_parameter,
     "a delegated credential whose key signs, or which was signed, by a scheme that was not offered", "RFC 9345, 4.1"},
    {errc::delegated_credential_scheme_mismatch, illegal_parameter,
     "CertificateVerify is signed by another scheme than the delegated credential's", "RFC 9345, 4.1.3"},
    {errc::delegated_credential_key_invalid, illegal_parameter,
     "a delegated credential whose key can't be read, doesn't fit its scheme or may not be delegated to",
     "RFC 9345, 4"},
    {errc::delegated_credential_not_allowed, illegal_parameter,
     "a delegated credential of a certificate without DelegationUsage or digitalSignature", "RFC 9345, 4.2"},
    {errc::delegated_credential_expired, illegal_parameter, "a delegated credential has expired", "RFC 9345, 4.1.3"},
    {errc::delegated_credential_too_long, illegal_parameter,
     "a delegated credential is good for longer than seven days from now, or than its certificate", "RFC 9345, 4.1.3"},
    {errc::delegated_credential_signature_invalid, illegal_parameter,
     "the certificate's signature of a delegated credential is wrong", "RFC 9345, 4.1.3"},
    {errc::extended_master_secret_missing, handshake_failure,
     "the peer's hello has no extended_master_secret, so that the session isn't bound to its handshake",
     "RFC 7627, 5.2"},
    {errc::renegotiation_info_missing, handshake_failure,
     "the peer's hello has no renegotiation_info: it may be open to a renegotiation attack", "RFC 5746, 4.1"},
    {errc::renegotiation_info_not_empty, handshake_failure,
     "renegotiation_info is not empty in the first handshake of a connection", "RFC 5746, 3.4"},
    {errc::point_formats_invalid, illegal_parameter, "ec_point_formats lacks the uncompressed format",
     "RFC 8422, 5.1.2"},
    {errc::session_not_offered, illegal_parameter, "the server resumes a session that was not offered",
     "RFC 5246, 7.4.1.3"},
    {errc::session_suite_changed, illegal_parameter, "the cipher suite is not that of the resumed session",
     "RFC 5246, 7.4.1.3"},
    {errc::suite_key_mismatch, illegal_parameter,
     "the certificate's key is not of the kind that the cipher suite names", "RFC 5246, 7.4.2"},
    {errc::renegotiation_refused, unexpected_message, "the peer insists on renegotiation, and there is none here",
     "RFC 5746, 4.5"},
    {errc::inappropriate_fallback, inappropriate_fallback,
     "the client fell back to a version below the highest that both sides speak", "RFC 7507, 3"},
    {errc::client_certificate_missing, handshake_failure,
     "the client sent no certificate in TLS 1.2, and one is required", "RFC 5246, 7.4.6"},

    // x509
    {errc::certificate_malformed, bad_certificate, "a certificate is not valid DER of its structure", "RFC 5280, 4.1"},
    {errc::certificate_version, bad_certificate, "a certificate of a version that may not stand here",
     "RFC 5280, 4.1.2.1"},
    {errc::certificate_algorithm_unsupported, bad_certificate,
     "a certificate's key or signature algorithm is not accepted", "RFC 8446, 4.4.2.4"},
    {errc::certificate_algorithm_mismatch, bad_certificate,
     "the signature algorithms inside and outside a certificate differ", "RFC 5280, 4.1.1.2"},
    {errc::certificate_key_too_small, bad_certificate, "a certificate's key is smaller than accepted", ""},
    {errc::certificate_key_too_large, bad_certificate, "a certificate's key is larger than accepted", ""},
    {errc::certificate_signature_invalid, bad_certificate, "a certificate's signature is wrong", "RFC 5280, 6.1.3"},
    {errc::certificate_expired, certificate_expired, "a certificate has expired", "RFC 5280, 6.1.3"},
    {errc::certificate_not_yet_valid, certificate_expired, "a certificate is not valid yet", "RFC 5280, 6.1.3"},
    {errc::certificate_unknown_critical_extension, unsupported_certificate,
     "a certificate has a critical extension that is not known here", "RFC 5280, 4.2"},
    {errc::certificate_duplicate_extension, bad_certificate, "a certificate has two extensions of one type",
     "RFC 5280, 4.2"},
    {errc::certificate_field_invalid, bad_certificate, "a certificate's field breaks its profile", "RFC 5280, 4.1"},
    {errc::certificate_extension_invalid, bad_certificate, "a certificate's extension breaks its profile",
     "RFC 5280, 4.2"},
    {errc::certificate_not_a_ca, bad_certificate, "a certificate was signed by one that is no CA's",
     "RFC 5280, 4.2.1.9"},
    {errc::certificate_key_usage, unsupported_certificate, "a certificate's keyUsage doesn't allow this use",
     "RFC 5280, 4.2.1.3"},
    {errc::certificate_extended_key_usage, unsupported_certificate,
     "a certificate's extKeyUsage doesn't allow this use", "RFC 5280, 4.2.1.12"},
    {errc::certificate_path_too_long, bad_certificate, "a CA's pathLenConstraint is exceeded", "RFC 5280, 6.1.4"},
    {errc::certificate_name_constraint, bad_certificate, "a name outside a CA's nameConstraints", "RFC 5280, 4.2.1.10"},
    {errc::certificate_name_constraint_unsupported, unsupported_certificate,
     "nameConstraints of a form that is not supported here", "RFC 5280, 4.2.1.10"},
    {errc::certificate_issuer_unknown, unknown_ca, "no path from the certificate to a trust anchor", "RFC 5280, 6.1"},
    {errc::certificate_chain_too_long, certificate_unknown, "a chain of more certificates than the limit", ""},
    {errc::certificate_budget_exhausted, certificate_unknown, "checking the certificates took more work than the limit",
     ""},
    {errc::certificate_name_mismatch, bad_certificate, "the certificate is not for the expected name", "RFC 9525, 6"},
    {errc::certificate_no_subject_alternative_name, bad_certificate, "the certificate has no subjectAltName",
     "RFC 9525, 6.3"},
    {errc::certificate_pin_mismatch, bad_certificate, "the peer's key is none of the pinned ones", ""},
    {errc::certificate_policy, bad_certificate, "a certificate's policies are not acceptable", "RFC 5280, 6.1.5"},
    {errc::certificate_revoked, certificate_revoked, "a certificate was revoked", "RFC 5280, 6.3"},
    {errc::certificate_refused_by_application, certificate_unknown, "the application refused the certificate", ""},
    {errc::certificate_status_refused, bad_certificate_status_response,
     "the application refused the stapled OCSP response, or that there is none", "RFC 6066, 8"},
    {errc::certificate_list_malformed, no_alert, "PEM text is not well-formed", "RFC 7468, 3"},
    {errc::certificate_private_key_misplaced, no_alert, "a private key stands where only certificates belong", ""},
    {errc::certificate_leaf_missing, no_alert, "a chain without a certificate of its own, only CAs'", ""},
    {errc::certificate_leaf_repeated, no_alert, "a chain with more than one certificate that isn't a CA's", ""},
    {errc::certificate_order, no_alert, "a chain whose certificates are not each followed by their issuer's",
     "RFC 8446, 4.4.2"},
    {errc::certificate_unrelated, no_alert, "a chain with a certificate that issued none of the others",
     "RFC 8446, 4.4.2"},
    {errc::private_key_malformed, no_alert, "a private key can't be read", "RFC 5958, 2"},
    {errc::private_key_missing, no_alert, "a certificate chain comes without its private key", ""},
    {errc::private_key_mismatch, no_alert, "the private key is not the certificate's", ""},
    {errc::trust_store_empty, internal_error, "a certificate came, and the trust store holds no anchors", ""},
    {errc::trust_store_unreadable, no_alert, "the system's trust store can't be read", ""},
    {errc::trust_store_unsupported, no_alert, "no way is known to this system's trust store: give one", ""},
    {errc::file_unreadable, no_alert, "a file with certificates or a key can't be read, or is too large", ""},

    // crypto
    {errc::random_failed, internal_error, "the source of random numbers failed", ""},
    {errc::backend_failed, internal_error, "the cryptography backend failed", ""},
    {errc::key_exchange_failed, internal_error, "the backend could not finish the key exchange", ""},
    {errc::signing_failed, internal_error, "the handshake could not be signed", ""},

    // the connection
    {errc::out_of_memory, internal_error, "no memory", ""},
    {errc::peer_alert, no_alert, "the peer ended the connection with an error alert", "RFC 8446, 6.2"},
    {errc::closed_early, no_alert, "the transport ended before the peer's close_notify: data may be missing",
     "RFC 8446, 6.1"},
    {errc::canceled, user_canceled, "closed by this side before the handshake was over", "RFC 8446, 6.1"},
    {errc::refused_by_application, access_denied, "the application refused to go on", "RFC 8446, 6.2"},
    {errc::handshake_refused_by_application, handshake_failure, "the application refused what was negotiated",
     "RFC 8446, 6.2"},
    {errc::aborted_by_application, no_alert, "the application ended the connection with an alert of its own", ""},

    // the caller
    {errc::config_no_cipher_suite, no_alert, "no cipher suite is left that fits the pre-shared key",
     "RFC 8446, 4.2.11"},
    {errc::config_no_trust_anchor, no_alert, "the configuration has no trust anchor", ""},
    {errc::config_no_certificate, no_alert, "the server has no certificate and nobody to ask for one", ""},
    {errc::config_tickets_invalid, no_alert, "more tickets than a connection may send, or a lifetime over seven days",
     "RFC 8446, 4.6.1"},
    {errc::config_alpn_invalid, no_alert,
     "a name of an application protocol isn't of 1 to 255 octets, or is h2c, or there are too many", "RFC 7301, 3.1"},
    {errc::config_name_invalid, no_alert, "the peer's name is no valid host name or address", "RFC 9525, 2"},
    {errc::config_certificate_chain, no_alert, "the configured certificates are no chain", "RFC 8446, 4.4.2"},
    {errc::config_ticket_key, no_alert, "a ticket key must be 32 octets, not all zero, of a name used once", ""},
    {errc::config_psk_invalid, no_alert,
     "an imported key whose two endpoints have one name, or that serves without being imported, too", "RFC 9258, 4"},
    {errc::config_unsupported_by_backend, no_alert, "the backend lacks what the configuration asks for", ""},
    {errc::config_early_data, no_alert,
     "early data: too much of it, or nothing that tells a first flight from its replay", "RFC 8446, 8"},
    {errc::config_oid_filters, no_alert,
     "oid_filters: an extension twice, no value of it, anyExtendedKeyUsage, or too many", "RFC 8446, 4.2.5"},
    {errc::config_sessions_not_kept, no_alert, "the session provider doesn't keep sessions by their ID", ""},
    {errc::config_delegated_credential, no_alert,
     "one's own delegated credential can't be read, or has no certificate beside it", "RFC 9345, 4"},
    {errc::misuse_not_connected, no_alert, "called before the handshake was over", ""},
    {errc::misuse_write_closed, no_alert, "called after this side was closed for writing", ""},
    {errc::misuse_overfull, no_alert, "more input than the connection can hold at this time", ""},
    {errc::misuse_parked, no_alert, "called while the connection waits for an answer", ""},
    {errc::misuse_not_an_error, no_alert, "an alert that doesn't end a connection can't abort it", "RFC 8446, 6.1"},
    {errc::misuse_not_in_this_version, no_alert, "the connection's version of TLS doesn't have that", "RFC 5246, 7.1"},
    {errc::misuse_too_late, no_alert, "the message that would say it is out already", "RFC 8446, 4.2"},
    {errc::misuse_no_early_data, no_alert,
     "no early data is offered, or the server doesn't take it, or it has finished", "RFC 8446, 4.2.10"},
});

consteval bool error_table_is_total() {
  if (error_table.size() != static_cast<std::size_t>(errc::last_)) return false;
  for (std::size_t i = 0; i < error_table.size(); ++i)
    if (error_table[i].code != static_cast<errc>(i + 1) || error_table[i].sentence.empty()) return false;
  return true;
}
static_assert(error_table_is_total(),
              "protocol/error_table.hpp needs one row per cxtls::errc, in the order of base/error.hpp");

// By value: GCC with -fsanitize=undefined can't compare a pointer to it in constant evaluation.
constexpr error_row row_of(errc code) {
  const std::size_t i = static_cast<std::size_t>(code);
  return i == 0 || i > error_table.size() ? error_row{} : error_table[i - 1];
}
// Every connection needs the alerts; a program that never describes an error isn't to hold the sentences for them.
inline constexpr auto alerts = [] {
  std::array<std::optional<AlertDescription>, error_table.size()> out{};
  for (std::size_t i = 0; i < error_table.size(); ++i) out[i] = error_table[i].alert;
  return out;
}();
}  // namespace detail::errors

// The alert that tells the peer of this error. None for errc::none and for what is no business of the peer's.
constexpr std::optional<AlertDescription> alert_for(errc code) {
  const std::size_t i = static_cast<std::size_t>(code);
  if (i == 0 || i > detail::errors::alerts.size()) return std::nullopt;
  return detail::errors::alerts[i - 1];
}

// One sentence for the person who reads the log; empty for errc::none.
constexpr std::string_view describe(errc code) { return detail::errors::row_of(code).sentence; }

// The document and section that decide, as "RFC 8446, 4.1.3"; empty where the rule is our own.
constexpr std::string_view rule_for(errc code) { return detail::errors::row_of(code).rule; }

}  // namespace cxtls
