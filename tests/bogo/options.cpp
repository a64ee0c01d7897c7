// The flags of BoringSSL's ssl/test/test_config.cc that the shim enforces, and the few that it may ignore.
#include "options.hpp"

#include <array>
#include <charconv>
#include <string_view>

#include "early_data.hpp"

namespace bogo {
namespace {

// ---- values ----

template <class Integer>
bool number(std::string_view text, Integer& out) {
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), out);
  return problem == std::errc() && end == text.data() + text.size();
}

bool base64(std::string_view text, octets& out) {
  constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  while (text.ends_with('=')) text.remove_suffix(1);
  out.clear();
  std::uint32_t bits = 0;
  unsigned held = 0;
  for (char c : text) {
    const std::size_t digit = alphabet.find(c);
    if (digit == alphabet.npos) return false;
    bits = bits << 6 | static_cast<std::uint32_t>(digit);
    if ((held += 6) < 8) continue;
    held -= 8;
    out.push_back(static_cast<std::uint8_t>(bits >> held & 0xff));
  }
  return true;
}

// ---- what a flag does; false: not as asked ----

using setter = bool (*)(options&, std::string_view value);

template <auto Member>
bool on(options& o, std::string_view) {
  o.*Member = true;
  return true;
}
template <auto Member>
bool set(options& o, std::string_view value) {
  auto& field = o.*Member;
  if constexpr (std::is_integral_v<std::remove_reference_t<decltype(field)>>) {
    return number(value, field);
  } else {
    field = std::string(value);
    return true;
  }
}
template <auto Member>
bool decode(options& o, std::string_view value) {
  return base64(value, o.*Member);
}
bool push(std::vector<std::uint16_t>& list, std::string_view value) {
  list.push_back(0);
  return number(value, list.back());
}
template <auto Member>
bool add(options& o, std::string_view value) {
  if constexpr (requires { (o.*Member).emplace(); }) {
    if (!(o.*Member)) (o.*Member).emplace();
    return push(*(o.*Member), value);
  } else {
    return push(o.*Member, value);
  }
}

// Flags of credentials mean the one that was opened last.
credential_options& current(options& o) { return o.credentials.empty() ? o.credential : o.credentials.back(); }

bool new_credential(options& o, std::string_view) {
  o.credentials.emplace_back();
  return true;
}
bool no_key_shares(options& o, std::string_view) {
  o.key_shares.emplace();
  return true;
}
bool new_raw_public_key(options& o, std::string_view) {
  o.credentials.push_back({.raw_public_key = true});
  return true;
}
bool new_pre_shared_key(options& o, std::string_view) {
  o.credentials.push_back({.pre_shared_key = true});
  return true;
}
template <auto Member>
bool optional_number(options& o, std::string_view value) {
  return number(value, (o.*Member).emplace());
}

bool early_data_reason_of(options& o, std::string_view value) {
  o.expect_early_data_reason = value;
  return find_reason(value) != nullptr;
}

// ---- things that hold by themselves: asked for, they are so; anything else is not for us ----

bool holds(options&, std::string_view) { return true; }

struct flag {
  std::string_view name;
  bool takes_value;
  setter apply;
};

constexpr auto enforced = std::to_array<flag>({
    {"-port", true, set<&options::port>},
    {"-shim-id", true, set<&options::shim_id>},
    {"-ipv6", false, on<&options::ipv6>},
    {"-is-handshaker-supported", false, on<&options::is_handshaker_supported>},

    {"-server", false, on<&options::server>},
    {"-resume-count", true, set<&options::resume_count>},
    {"-resumption-delay", true, set<&options::resumption_delay>},
    {"-async", false, on<&options::async>},

    {"-trust-cert", true, set<&options::trust_cert>},
    {"-host-name", true, set<&options::host_name>},
    {"-advertise-alpn", true, set<&options::advertise_alpn>},
    {"-select-alpn", true, set<&options::select_alpn>},
    {"-decline-alpn", false, on<&options::decline_alpn>},
    {"-reject-alpn", false, on<&options::reject_alpn>},
    {"-select-empty-alpn", false, on<&options::select_empty_alpn>},
    {"-curves", true, add<&options::curves>},
    {"-key-shares", true, add<&options::key_shares>},
    {"-no-key-shares", false, no_key_shares},
    {"-verify-prefs", true, add<&options::verify_prefs>},
    {"-new-x509-credential", false, new_credential},
    {"-new-rpk-credential", false, new_raw_public_key},
    {"-new-psk-credential", false, new_pre_shared_key},
    {"-psk-importer-key", true, [](options& o, std::string_view v) { return base64(v, current(o).psk_key); }},
    {"-psk-importer-identity", true, [](options& o, std::string_view v) { return base64(v, current(o).psk_identity); }},
    {"-psk-importer-context", true, [](options& o, std::string_view v) { return base64(v, current(o).psk_context); }},
    {"-psk-importer-sha256", false, holds},
    {"-psk-importer-sha384", false, [](options& o, std::string_view) { return current(o).psk_sha384 = true; }},
    {"-accepted-peer-cert-types", true, add<&options::accepted_peer_cert_types>},
    {"-available-client-cert-types", true, add<&options::available_client_cert_types>},
    {"-cert-file", true,
     [](options& o, std::string_view v) {
       current(o).cert_file = v;
       return true;
     }},
    {"-key-file", true,
     [](options& o, std::string_view v) {
       current(o).key_file = v;
       return true;
     }},
    {"-signing-prefs", true, [](options& o, std::string_view v) { return push(current(o).signing_prefs, v); }},
    {"-ocsp-response", true, [](options& o, std::string_view v) { return base64(v, current(o).ocsp_response); }},
    {"-signed-cert-timestamps", true,
     [](options& o, std::string_view v) { return base64(v, current(o).signed_cert_timestamps); }},
    {"-must-match-issuer", false, [](options& o, std::string_view) { return current(o).must_match_issuer = true; }},
    {"-require-any-client-certificate", false, on<&options::require_any_client_certificate>},
    {"-verify-peer", false, on<&options::verify_peer>},
    {"-use-custom-verify-callback", false, on<&options::use_custom_verify_callback>},
    {"-verify-fail", false, on<&options::verify_fail>},
    {"-reverify-on-resume", false, on<&options::reverify_on_resume>},
    {"-use-client-ca-list", true, set<&options::use_client_ca_list>},
    {"-no-ticket", false, on<&options::no_ticket>},
    {"-skip-ticket", false, on<&options::skip_ticket>},
    {"-fail-cert-callback", false, on<&options::fail_cert_callback>},
    {"-max-cert-list", true, set<&options::max_cert_list>},
    {"-use-ocsp-callback", false, on<&options::use_ocsp_callback>},
    {"-set-ocsp-in-callback", false, on<&options::set_ocsp_in_callback>},
    {"-decline-ocsp-callback", false, on<&options::decline_ocsp_callback>},
    {"-fail-ocsp-callback", false, on<&options::fail_ocsp_callback>},
    {"-enable-ocsp-stapling", false, on<&options::enable_ocsp_stapling>},
    {"-enable-signed-cert-timestamps", false, on<&options::enable_signed_cert_timestamps>},
    {"-enable-grease", false, on<&options::enable_grease>},
    {"-install-cert-compression-algs", false, on<&options::install_cert_compression_algs>},
    {"-install-one-cert-compression-alg", true, set<&options::install_one_cert_compression_alg>},
    {"-no-server-name-ack", false, on<&options::no_server_name_ack>},
    {"-enable-early-data", false, on<&options::enable_early_data>},

    {"-send-alert", false, on<&options::send_alert>},
    {"-shim-writes-first", false, on<&options::shim_writes_first>},
    {"-shim-initial-write", true, set<&options::shim_initial_write>},
    {"-repeat-shim-initial-write", true, set<&options::repeat_shim_initial_write>},
    {"-read-with-unfinished-write", false, on<&options::read_with_unfinished_write>},
    {"-early-write-after-message", true, set<&options::early_write_after_message>},
    {"-shim-shuts-down", false, on<&options::shim_shuts_down>},
    {"-check-close-notify", false, on<&options::check_close_notify>},
    {"-read-size", true, set<&options::read_size>},
    {"-key-update", false, on<&options::key_update>},
    {"-key-update-before-read", false, on<&options::key_update_before_read>},
    {"-no-op-extra-handshake", false, on<&options::no_op_extra_handshake>},
    {"-export-keying-material", true, set<&options::export_keying_material>},
    {"-export-label", true, set<&options::export_label>},
    {"-export-context", true, set<&options::export_context>},
    {"-use-export-context", false, on<&options::use_export_context>},
    {"-export-traffic-secrets", false, on<&options::export_traffic_secrets>},

    {"-expect-version", true, set<&options::expect_version>},
    {"-expect-session-miss", false, on<&options::expect_session_miss>},
    {"-expect-no-session", false, on<&options::expect_no_session>},
    {"-expect-hrr", false, on<&options::expect_hrr>},
    {"-expect-no-hrr", false, on<&options::expect_no_hrr>},
    {"-expect-curve-id", true, set<&options::expect_curve_id>},
    {"-expect-cipher", true, set<&options::expect_cipher>},
    {"-expect-cipher-aes", true, set<&options::expect_cipher_aes>},
    {"-expect-peer-signature-algorithm", true, set<&options::expect_peer_signature_algorithm>},
    {"-expect-alpn", true, set<&options::expect_alpn>},
    {"-expect-advertised-alpn", true, set<&options::expect_advertised_alpn>},
    {"-expect-server-name", true, set<&options::expect_server_name>},
    {"-expect-no-server-name", false, on<&options::expect_no_server_name>},
    {"-expect-peer-cert-file", true, set<&options::expect_peer_cert_file>},
    {"-expect-no-peer-cert", false, on<&options::expect_no_peer_cert>},
    {"-expect-client-ca-list", true, set<&options::expect_client_ca_list>},
    {"-expect-peer-verify-pref", true, add<&options::expect_peer_verify_prefs>},
    {"-expect-ocsp-response", true, decode<&options::expect_ocsp_response>},
    {"-expect-signed-cert-timestamps", true, decode<&options::expect_signed_cert_timestamps>},
    {"-expect-selected-credential", true, optional_number<&options::expect_selected_credential>},
    {"-expect-peer-certificate-type", true, optional_number<&options::expect_peer_certificate_type>},
    {"-expect-peer-rpk-sha256", true, decode<&options::expect_peer_rpk_sha256>},
    {"-expect-ticket-age-skew", true, set<&options::expect_ticket_age_skew>},
    {"-expect-ticket-supports-early-data", false, on<&options::expect_ticket_supports_early_data>},
    {"-expect-no-offer-early-data", false, on<&options::expect_no_offer_early_data>},
    {"-expect-accept-early-data", false, on<&options::expect_accept_early_data>},
    {"-expect-reject-early-data", false, on<&options::expect_reject_early_data>},
    {"-expect-early-data-reason", true, early_data_reason_of},

    {"-no-tls1", false, holds},
    {"-no-tls11", false, holds},
    {"-no-tls12", false, on<&options::no_tls12>},
    {"-no-tls13", false, on<&options::no_tls13>},
    {"-min-version", true, set<&options::min_version>},
    {"-max-version", true, set<&options::max_version>},
    // Every full and every resumed handshake ends with new tickets; the server keeps no sessions itself.
    {"-renew-ticket", false, holds},
    {"-expect-no-session-id", false, holds},
    // Properties of every connection (RFC 8446, D and 4.1.2; RFC 7627, 5.2; RFC 5746, 4.1).
    {"-expect-extended-master-secret", false, holds},
    {"-expect-secure-renegotiation", false, holds},
    {"-no-legacy-server-connect", false, holds},
    // No connection gets through whose chain wasn't accepted, by the library and by the application if it is asked.
    {"-expect-verify-result", false, holds},
});

// Flags that ask for nothing of a connection over cxtls. Each has its reason.
struct harmless {
  std::string_view name;
  bool takes_value;
  std::string_view reason;
};
constexpr auto ignored = std::to_array<harmless>({
    {"-implicit-handshake", false, "handshake or data: the same calls move both"},
    {"-use-old-client-cert-callback", false, "BoringSSL has two ways to hand over a client certificate, cxtls one"},
    {"-use-early-callback", false, "where BoringSSL's server installs its certificate; cxtls asks no such question"},
    {"-expect-cipher-no-aes", true, "for machines without AES in hardware; what is expected with it is checked on all"},
    {"-use-ticket-callback", false, "where sessions live is always the application's choice: a session_provider"},
    {"-use-ticket-aead-callback", false, "as -use-ticket-callback"},
    {"-server-preference", false, "a cxtls server's preference always counts"},
    {"-allow-unknown-alpn-protos", false,
     "asks a client to accept what it didn't offer; never done, and then its test fails"},
});

bool remove_prefix(std::string_view& name, std::string_view prefix) {
  if (!name.starts_with(prefix) || name.size() <= prefix.size() || name[prefix.size()] != '-') return false;
  name.remove_prefix(prefix.size());
  return true;
}

}  // namespace

std::optional<all_options> parse(int argc, char const* const* argv, std::string& unknown) {
  all_options all;
  for (int i = 1; i < argc; ++i) {
    std::string_view name = argv[i];
    unknown = name;
    std::array<options*, 3> meant{&all.initial, &all.resume, &all.retry};
    (void)remove_prefix(name, "-on-shim");
    if (remove_prefix(name, "-on-initial")) {
      meant = {&all.initial, nullptr, nullptr};
    } else if (remove_prefix(name, "-on-resume")) {
      meant = {&all.resume, nullptr, nullptr};
    } else if (remove_prefix(name, "-on-retry")) {
      meant = {&all.retry, nullptr, nullptr};
    }
    const auto take_value = [&](bool wanted, std::string_view& value) {
      if (!wanted) return true;
      if (i + 1 >= argc) return false;
      value = argv[++i];
      return true;
    };
    bool found = false;
    for (flag const& f : enforced) {
      if (f.name != name) continue;
      std::string_view value;
      if (!take_value(f.takes_value, value)) return std::nullopt;
      for (options* o : meant)
        if (o != nullptr && !f.apply(*o, value)) return std::nullopt;
      found = true;
    }
    for (harmless const& f : ignored) {
      std::string_view value;
      if (f.name != name) continue;
      if (!take_value(f.takes_value, value)) return std::nullopt;
      found = true;
    }
    if (!found) return std::nullopt;
  }
  return all;
}

}  // namespace bogo
