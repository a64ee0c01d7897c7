#include "cxtls/protocol/error_table.hpp"

#include "wire/verbs.hpp"

using namespace cxtls;

namespace {
constexpr bool every_code(auto holds) {
  for (std::uint16_t code = 1; code <= static_cast<std::uint16_t>(errc::last_); ++code)
    if (!holds(static_cast<errc>(code))) return false;
  return true;
}
constexpr bool is_citation(std::string_view rule) {
  return rule.empty() || (rule.starts_with("RFC ") && rule.find(", ") != rule.npos);
}
}  // namespace

TEST_CASE("F5: every error has a sentence, and a rule in the form that can be searched for") {
  BOTH(every_code([](errc code) { return !describe(code).empty() && is_citation(rule_for(code)); }));
}

TEST_CASE("F5: no two errors have the same sentence") {
  BOTH(every_code([](errc a) { return every_code([a](errc b) { return a <= b || describe(a) != describe(b); }); }));
}

TEST_CASE("F5: every alert that is sent is registered, and none is a warning of TLS 1.2 or reserved") {
  BOTH(every_code([](errc code) {
    const auto alert = alert_for(code);
    return !alert || (!name_of(*alert).empty() && *alert != AlertDescription::no_renegotiation &&
                      *alert != AlertDescription::decryption_failed && *alert != AlertDescription::no_certificate &&
                      *alert != AlertDescription::decompression_failure);
  }));
}

TEST_CASE("F5: no error, and a code out of range, have neither alert nor sentence") {
  BOTH(!alert_for(errc::none) && describe(errc::none).empty() && rule_for(errc::none).empty());
  constexpr auto beyond = static_cast<errc>(static_cast<std::uint16_t>(errc::last_) + 1);
  BOTH(!alert_for(beyond) && describe(beyond).empty() && rule_for(beyond).empty());
}

TEST_CASE("F5: what RFC 8446 says MUST be answered with a certain alert is") {
  struct duty {
    errc code;
    AlertDescription alert;
    std::string_view rule;
  };
  // Quoted from RFC 8446, section by section.
  static constexpr duty duties[] = {
      {errc::unexpected_message, AlertDescription::unexpected_message, "RFC 8446, 4"},
      {errc::session_id_mismatch, AlertDescription::illegal_parameter, "RFC 8446, 4.1.3"},
      {errc::cipher_suite_not_offered, AlertDescription::illegal_parameter, "RFC 8446, 4.1.3"},
      {errc::downgrade_sentinel, AlertDescription::illegal_parameter, "RFC 8446, 4.1.3"},
      {errc::retry_without_change, AlertDescription::illegal_parameter, "RFC 8446, 4.1.4"},
      {errc::second_retry, AlertDescription::unexpected_message, "RFC 8446, 4.1.4"},
      {errc::cipher_suite_changed, AlertDescription::illegal_parameter, "RFC 8446, 4.1.4"},
      {errc::extension_unsolicited, AlertDescription::unsupported_extension, "RFC 8446, 4.2"},
      {errc::extension_misplaced, AlertDescription::illegal_parameter, "RFC 8446, 4.2"},
      {errc::version_not_offered, AlertDescription::illegal_parameter, "RFC 8446, 4.2.1"},
      {errc::group_not_offered, AlertDescription::illegal_parameter, "RFC 8446, 4.2.8"},
      {errc::group_already_shared, AlertDescription::illegal_parameter, "RFC 8446, 4.2.8"},
      {errc::group_changed, AlertDescription::illegal_parameter, "RFC 8446, 4.2.8"},
      {errc::psk_not_offered, AlertDescription::illegal_parameter, "RFC 8446, 4.2.11"},
      {errc::certificate_missing, AlertDescription::decode_error, "RFC 8446, 4.4.2.4"},
      {errc::certificate_required, AlertDescription::certificate_required, "RFC 8446, 4.4.2.4"},
      {errc::signature_invalid, AlertDescription::decrypt_error, "RFC 8446, 4.4.3"},
      {errc::finished_mismatch, AlertDescription::decrypt_error, "RFC 8446, 4.4.4"},
      {errc::key_update_invalid, AlertDescription::illegal_parameter, "RFC 8446, 4.6.3"},
      {errc::change_cipher_spec_unexpected, AlertDescription::unexpected_message, "RFC 8446, 5"},
      {errc::record_type_unexpected, AlertDescription::unexpected_message, "RFC 8446, 5"},
      {errc::key_change_unaligned, AlertDescription::unexpected_message, "RFC 8446, 5.1"},
      {errc::record_overflow, AlertDescription::record_overflow, "RFC 8446, 5.1"},
      {errc::bad_record_mac, AlertDescription::bad_record_mac, "RFC 8446, 5.2"},
      {errc::empty_handshake_record, AlertDescription::unexpected_message, "RFC 8446, 5.4"},
      {errc::inner_plaintext_empty, AlertDescription::unexpected_message, "RFC 8446, 5.4"},
      {errc::truncated, AlertDescription::decode_error, "RFC 8446, 6"},
      {errc::length_out_of_range, AlertDescription::decode_error, "RFC 8446, 6"},
      {errc::unknown_value, AlertDescription::illegal_parameter, "RFC 8446, 6"},
      {errc::trailing_data, AlertDescription::decode_error, "RFC 8446, 4.2"},
      {errc::extension_missing, AlertDescription::missing_extension, "RFC 8446, 9.2"},
      {errc::no_application_protocol, AlertDescription::no_application_protocol, "RFC 7301, 3.2"},
      // And of TLS 1.2.
      {errc::renegotiation_info_not_empty, AlertDescription::handshake_failure, "RFC 5746, 3.4"},
      {errc::point_formats_invalid, AlertDescription::illegal_parameter, "RFC 8422, 5.1.2"},
      {errc::extended_master_secret_missing, AlertDescription::handshake_failure, "RFC 7627, 5.2"},
  };
  for (auto const& duty : duties) {
    CAPTURE(describe(duty.code));
    CHECK(alert_for(duty.code) == duty.alert);
    CHECK(rule_for(duty.code) == duty.rule);
  }
}

TEST_CASE("RFC 6066, 8: a stapled response that isn't good is answered with bad_certificate_status_response") {
  CHECK(alert_for(errc::certificate_status_refused) == AlertDescription::bad_certificate_status_response);
}

TEST_CASE("A62: what is no business of the peer's has no alert") {
  for (errc code :
       {errc::need_more, errc::peer_alert, errc::closed_early, errc::config_no_cipher_suite, errc::misuse_parked,
        errc::private_key_mismatch, errc::trust_store_unreadable, errc::trust_store_unsupported, errc::file_unreadable})
    CHECK(!alert_for(code));
}
