// Every way in which cxtls can say no, one name each. The sentence, the alert and the RFC section of each stand in one
// table: protocol/error_table.hpp.
#pragma once
#include <cstdint>
#include <string_view>

namespace cxtls {

enum class errc : std::uint16_t {
  none = 0,

  // wire: are these bytes a valid message?
  need_more,            // the input ended before the structure did, and more may come
  truncated,            // a structure ends before its last field does
  trailing_data,        // bytes follow the end of a structure
  length_out_of_range,  // a length is outside the bounds of its field
  unknown_value,        // a value that a closed enumeration or OneOf doesn't list
  value_out_of_range,   // building: an integer doesn't fit its field
  no_space,             // building: the output is too small
  rule_broken,          // a rule stated in the descriptor doesn't hold

  // record: framing and protection
  record_overflow,         // a record is longer than the protocol allows
  record_type_unexpected,  // a content type that can't stand here
  record_version,          // a record whose version is no version of SSL or TLS
  empty_handshake_record,  // a handshake or alert record without content
  bad_record_mac,          // a record that doesn't authenticate
  inner_plaintext_empty,   // a protected record of padding only, with no content type
  too_many_empty_records,  // more empty records in a row than the limit
  change_cipher_spec_unexpected,
  sequence_exhausted,  // the key has protected as many records as it may
  not_tls,             // the first bytes are another protocol's
  too_much_early_data,     // more than is taken, or skipped when it is refused

  // handshake: is this message valid in this state?
  unexpected_message,
  message_too_long,      // a handshake message over the limit of its type
  key_change_unaligned,  // handshake bytes of the old key follow a message that changes keys
  too_many_post_handshake_messages,
  too_many_warnings,
  duplicate_extension,
  extension_misplaced,    // a known extension in a message where it may not stand
  extension_unsolicited,  // an answer to an extension that wasn't offered
  extension_missing,
  version_not_offered,
  version_unsupported,
  downgrade_sentinel,
  session_id_mismatch,
  cipher_suite_not_offered,
  cipher_suite_changed,  // the ServerHello's suite differs from the HelloRetryRequest's
  compression_not_null,
  group_not_offered,
  group_already_shared,  // HelloRetryRequest asks for a share that was sent
  group_changed,         // the ServerHello's group differs from the HelloRetryRequest's
  retry_without_change,
  second_retry,
  key_share_invalid,
  psk_not_offered,
  psk_hash_mismatch,  // the suite's hash isn't the selected pre-shared key's
  psk_not_selected,   // an external key was offered, and the server didn't take it
  binder_mismatch,         // a PSK binder is not the one that its key makes
  hello_changed,           // the second ClientHello differs where it may not
  cookie_mismatch,         // the second ClientHello lacks our cookie, or has another
  too_many_extensions,
  early_data_suite_changed,     // early data was taken with another cipher suite than its session's
  early_data_protocol_changed,  // early data was taken under another application protocol than that of its session
  alpn_not_offered,
  alpn_not_single,
  server_name_not_empty,
  request_context_not_empty,
  request_context_mismatch,
  signature_scheme_not_offered,
  signature_scheme_mismatch,  // the scheme doesn't fit the certificate's key
  signature_invalid,
  no_common_signature_scheme,
  finished_mismatch,
  certificate_missing,  // a server sent an empty certificate list
  key_update_invalid,
  ticket_lifetime_too_long,
  psk_modes_mismatch,
  no_common_cipher_suite,
  no_common_group,
  no_application_protocol,
  unrecognized_name,
  certificate_required,
  certificate_type_unsupported,  // no certificate type in common
  certificate_oid_filter,  // a client has no certificate that meets the server's oid_filters, or showed another one
  oid_filter_repeated,
  oid_filter_malformed,
  certificate_type_not_offered,
  certificate_compression_not_offered,
  certificate_not_decompressed,  // or not of the length that was announced
  delegated_credential_not_offered,
  delegated_credential_scheme_not_offered,  // the delegated key's scheme, or that of the signature over it
  delegated_credential_scheme_mismatch,     // CertificateVerify is signed by another scheme than it says
  delegated_credential_key_invalid,         // no key of its scheme, or of a kind that may not be delegated to
  delegated_credential_not_allowed,         // the certificate doesn't delegate
  delegated_credential_expired,
  delegated_credential_too_long,  // good for longer than a delegation may be
  delegated_credential_signature_invalid,
  // of TLS 1.2
  extended_master_secret_missing,
  renegotiation_info_missing,
  renegotiation_info_not_empty,
  point_formats_invalid,     // without the uncompressed one
  session_not_offered,       // the server resumes what we didn't offer
  session_suite_changed,     // the ServerHello's suite differs from the resumed session's
  suite_key_mismatch,        // the certificate's key isn't of the kind that the suite names
  renegotiation_refused,     // the peer wanted one again, after the first was refused
  inappropriate_fallback,      // the client fell back to TLS 1.2, and didn't need to
  client_certificate_missing,  // the client sent none, and one is required

  // x509: is this chain good for this identity?
  certificate_malformed,
  certificate_version,
  certificate_algorithm_unsupported,  // a key or signature algorithm outside the profile
  certificate_algorithm_mismatch,     // inner and outer signature algorithms differ
  certificate_key_too_small,
  certificate_key_too_large,
  certificate_signature_invalid,
  certificate_expired,
  certificate_not_yet_valid,
  certificate_unknown_critical_extension,
  certificate_duplicate_extension,
  certificate_field_invalid,      // a field whose contents break its profile
  certificate_extension_invalid,  // an extension whose contents break its profile
  certificate_not_a_ca,
  certificate_key_usage,
  certificate_extended_key_usage,
  certificate_path_too_long,
  certificate_name_constraint,
  certificate_name_constraint_unsupported,
  certificate_issuer_unknown,  // no path to a trust anchor
  certificate_chain_too_long,
  certificate_budget_exhausted,  // path building or name comparison took more work than allowed
  certificate_name_mismatch,
  certificate_no_subject_alternative_name,
  certificate_pin_mismatch,
  certificate_policy,
  certificate_revoked,
  certificate_refused_by_application,
  certificate_status_refused,  // the application doesn't take the stapled OCSP response, or that there is none
  certificate_list_malformed,  // PEM: structure
  certificate_private_key_misplaced,
  certificate_leaf_missing,   // one's own chain: no certificate that isn't a CA's
  certificate_leaf_repeated,  // one's own chain: two of them
  certificate_order,          // one's own chain: not from the leaf upwards
  certificate_unrelated,      // one's own chain: a certificate that issued none of the others
  private_key_malformed,
  private_key_missing,
  private_key_mismatch,
  trust_store_empty,
  trust_store_unreadable,
  trust_store_unsupported,  // of this system
  file_unreadable,          // a certificate's, a key's: not there, not allowed, or too large

  // crypto: the backend failed
  random_failed,
  backend_failed,
  key_exchange_failed,
  signing_failed,

  // the connection
  out_of_memory,
  peer_alert,        // the peer ended the connection with a fatal alert
  closed_early,      // the transport ended before the peer's close_notify
  canceled,          // closed by this side before the handshake was over
  refused_by_application,
  handshake_refused_by_application,
  aborted_by_application,

  // the caller
  config_no_cipher_suite,
  config_no_trust_anchor,
  config_no_certificate,
  config_tickets_invalid,
  config_alpn_invalid,
  config_name_invalid,
  config_certificate_chain,
  config_ticket_key,
  config_psk_invalid,  // an imported key that doesn't tell its endpoints apart, or also serves as it is
  config_unsupported_by_backend,
  config_early_data,  // more than max_early_data, or nowhere to remember who sent it
  config_oid_filters,  // none that may be sent
  config_sessions_not_kept,  // the provider has no sessions by their ID
  config_delegated_credential,  // one's own: it can't be read, or there is no certificate beside it
  misuse_not_connected,
  misuse_write_closed,
  misuse_overfull,  // more input than the connection can hold at this time
  misuse_parked,    // an answer is awaited
  misuse_not_an_error,  // an alert that doesn't end a connection
  misuse_not_in_this_version,
  misuse_too_late,  // what it would change has been said
  misuse_no_early_data,  // none is offered, or it was refused, or the server has finished

  last_ = misuse_no_early_data,
};

// What went wrong, and where: the innermost field of the structure when a structure is to blame, else empty.
// `field` always views static storage.
struct error {
  errc code = errc::none;
  std::string_view field{};
  constexpr explicit operator bool() const { return code != errc::none; }
  friend constexpr bool operator==(error const&, error const&) = default;
};

}  // namespace cxtls
