// What BoGo asks of one connection, as a plain value. One field per flag that the shim enforces.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace bogo {

using octets = std::vector<std::uint8_t>;

// A certificate chain and its key, in files of PEM; or a pre-shared key.
struct credential_options {
  bool raw_public_key = false;  // no chain: the key alone
  bool pre_shared_key = false;  // imported (RFC 9258)
  std::string cert_file{}, key_file{};
  std::vector<std::uint16_t> signing_prefs{};  // SignatureScheme; empty: whatever the key can do
  octets ocsp_response{}, signed_cert_timestamps{};
  bool must_match_issuer = false;
  octets psk_key{}, psk_identity{}, psk_context{};
  bool psk_sha384 = false;
};
inline constexpr unsigned cert_type_x509 = 0, cert_type_raw_public_key = 2;  // CertificateType

struct options {
  // how to reach the runner
  std::uint16_t port = 0;
  std::uint64_t shim_id = 0;
  bool ipv6 = false;
  bool is_handshaker_supported = false;

  // which connections
  bool server = false;
  unsigned resume_count = 0;
  unsigned resumption_delay = 0;  // seconds that pass after the connection
  bool async = false;

  // configuration
  std::string trust_cert{};
  std::string host_name{};
  std::optional<std::string> advertise_alpn{};  // as on the wire: each name after its length
  std::string select_alpn{};
  bool decline_alpn = false, reject_alpn = false, select_empty_alpn = false;
  std::vector<std::uint16_t> curves{};          // NamedGroup
  std::optional<std::vector<std::uint16_t>> key_shares{};
  std::vector<std::uint16_t> verify_prefs{};    // SignatureScheme
  credential_options credential{};              // without a -new-...-credential
  std::vector<credential_options> credentials{};
  bool require_any_client_certificate = false, verify_peer = false;
  bool use_custom_verify_callback = false, verify_fail = false, reverify_on_resume = false;
  std::string use_client_ca_list{};
  std::vector<std::uint16_t> accepted_peer_cert_types{}, available_client_cert_types{};  // empty: X.509; as they come
  bool no_ticket = false, skip_ticket = false;
  bool fail_cert_callback = false;
  unsigned max_cert_list = 0;
  bool use_ocsp_callback = false, set_ocsp_in_callback = false, decline_ocsp_callback = false,
       fail_ocsp_callback = false;
  bool enable_ocsp_stapling = false, enable_signed_cert_timestamps = false;
  bool no_server_name_ack = false;
  bool enable_early_data = false;
  bool enable_grease = false;
  bool install_cert_compression_algs = false;
  std::uint16_t install_one_cert_compression_alg = 0;  // CertificateCompressionAlgorithm; 0: none

  // what is done
  bool send_alert = false;
  bool shim_writes_first = false;
  std::string shim_initial_write = "hello";
  unsigned repeat_shim_initial_write = 1;
  bool read_with_unfinished_write = false;
  unsigned early_write_after_message = 0;  // HandshakeType; 0: at once
  bool shim_shuts_down = false, check_close_notify = false;
  unsigned read_size = 512;
  bool key_update = false, key_update_before_read = false;
  bool no_op_extra_handshake = false;
  unsigned export_keying_material = 0;
  std::string export_label{}, export_context{};
  bool use_export_context = false;
  bool export_traffic_secrets = false;

  bool no_tls12 = false, no_tls13 = false;
  unsigned min_version = 0, max_version = 0;  // 0: no limit

  // what has to be so
  unsigned expect_version = 0;
  bool expect_session_miss = false, expect_no_session = false;
  bool expect_hrr = false, expect_no_hrr = false;
  unsigned expect_curve_id = 0, expect_cipher = 0, expect_peer_signature_algorithm = 0;
  unsigned expect_cipher_aes = 0;
  std::string expect_alpn{}, expect_advertised_alpn{};
  std::string expect_server_name{};
  bool expect_no_server_name = false;
  std::string expect_peer_cert_file{};
  bool expect_no_peer_cert = false;
  std::string expect_client_ca_list{};
  std::vector<std::uint16_t> expect_peer_verify_prefs{};
  octets expect_ocsp_response{}, expect_signed_cert_timestamps{};
  std::optional<int> expect_selected_credential{};
  std::optional<int> expect_peer_certificate_type{};
  octets expect_peer_rpk_sha256{};  // a raw public key of another hash isn't accepted
  int expect_ticket_age_skew = 0;  // seconds
  bool expect_ticket_supports_early_data = false, expect_no_offer_early_data = false;
  bool expect_accept_early_data = false, expect_reject_early_data = false;
  std::string expect_early_data_reason{};
};

// The runner's flags for the first connection, for those that resume, and for those after rejected early data.
struct all_options {
  options initial{}, resume{}, retry{};
};

// Null for flags that the shim doesn't know or can't do as asked; `unknown` then says which.
std::optional<all_options> parse(int argc, char const* const* argv, std::string& unknown);

}  // namespace bogo
