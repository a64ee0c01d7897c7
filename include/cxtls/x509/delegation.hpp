// A key that the owner of a certificate lets sign in its stead (RFC 9345): what the certificate's key signs for that, and
// whether it did.
#pragma once
#include "cxtls/crypto/verify.hpp"
#include "cxtls/protocol/extension/delegated_credential.hpp"
#include "cxtls/x509/parsed.hpp"

namespace cxtls {

// Whose handshakes the key may sign. A credential for one role is none for the other (RFC 9345, 7.2).
enum class delegation_role : std::uint8_t { server, client };

// RFC 9345, 4.1.3: "the maximum validity period (7 days by default)", as nobody revokes a credential.
inline constexpr std::int64_t max_delegation_time = std::int64_t{7} * 86400;  // seconds

namespace x509 {

// RFC 9345, 4: what the signature of a DelegatedCredential is over. Appends to `out`. Errors: out_of_memory, and what the
// descriptor refuses.
constexpr status append_delegation(delegation_role role, bytes certificate, Credential const& cred,
                                   SignatureScheme algorithm, buffer& out) {
  constexpr std::string_view of_server = "TLS, server delegated credentials";
  constexpr std::string_view of_client = "TLS, client delegated credentials";
  static_assert(of_server.size() == of_client.size());
  std::array<std::uint8_t, 64 + of_server.size() + 1> head{};
  for (std::size_t i = 0; i < 64; ++i) head[i] = 0x20;
  std::size_t at = 64;
  for (char c : role == delegation_role::server ? of_server : of_client) head[at++] = static_cast<std::uint8_t>(c);
  const auto size = measure(cred);
  if (!size) return size.error();
  constexpr std::size_t code_size = 2;
  const std::size_t before = out.size() + head.size() + certificate.size();
  if (!out.reserve(before + *size + code_size) || !out.append(head) || !out.append(certificate) ||
      !out.resize(before + *size + code_size))
    return errc::out_of_memory;
  if (const auto built = build(cred, out.edit().subspan(before)); !built) return built.error();
  if (const auto built = build(algorithm, out.edit().last(code_size)); !built) return built.error();
  return done{};
}

// May keys of this scheme be delegated to? RFC 9345, 4: "the public key MUST NOT use the rsaEncryption OID", and RSA keys
// of another one we don't have.
constexpr bool is_delegable(crypto::scheme_info const& row) {
  return row.tls13_certificate_verify && row.kind != crypto::key_kind::rsa;
}

// Does the certificate let its key delegate? RFC 9345, 4.2: "It has the DelegationUsage extension", which "MUST be marked
// non-critical", and "the digitalSignature KeyUsage".
constexpr bool delegates(parsed_certificate const& c) {
  auto const* usage = c.find<KeyUsage>();
  return c.find<DelegationUsage>() != nullptr && !c.is_critical<DelegationUsage>() && usage != nullptr &&
         usage->has(KeyUsage::digitalSignature);
}

// A DelegatedCredential that its certificate's key signed. Views both.
class delegation {
 public:
  // All of RFC 9345, 4.1.3 that neither a clock nor an offer has a say in. Errors: delegated_credential_not_allowed,
  // delegated_credential_key_invalid, delegated_credential_signature_invalid, out_of_memory, and those of
  // parse_certificate().
  template <class B>
  static constexpr result<delegation> check(B const& b, delegation_role role, bytes certificate,
                                            DelegatedCredential const& shown) {
    const auto own = crypto::own_schemes<B>;
    const auto c = parse_certificate(certificate, own);
    if (!c) return c.error();
    const auto signer = usable(c->key);
    if (!signer || !delegates(*c)) return errc::delegated_credential_not_allowed;

    const auto key = raw_public_key(shown.cred.ASN1_subjectPublicKeyInfo, own);
    if (!key) return error{errc::delegated_credential_key_invalid, "ASN1_subjectPublicKeyInfo"};
    auto const* row = crypto::find<B>(shown.cred.dc_cert_verify_algorithm);
    if (row == nullptr || !is_delegable(*row) || !crypto::fits(*row, *key))
      return error{errc::delegated_credential_key_invalid, "dc_cert_verify_algorithm"};

    buffer content;
    if (const status s = append_delegation(role, certificate, shown.cred, shown.algorithm, content); !s)
      return s.error();
    if (!crypto::verify(b, shown.algorithm, *signer, content.view(), shown.signature))
      return errc::delegated_credential_signature_invalid;
    return delegation(*key, row->scheme, c->tbs().validity, shown.cred.valid_time);
  }

  constexpr crypto::public_key const& key() const { return key_; }
  constexpr SignatureScheme scheme() const { return scheme_; }
  constexpr unix_time valid_until() const { return until_; }

  // RFC 9345, 4.1.3: "the current time does not exceed the expiry time", and "the expiry time does not exceed the current
  // time plus the maximum validity period". Section 3: "Peers MUST NOT issue credentials with a validity period ... that
  // extends beyond the validity period of the delegation certificate." Errors: delegated_credential_expired,
  // delegated_credential_too_long.
  constexpr error check_time(unix_time now) const {
    if (now > until_) return {errc::delegated_credential_expired, "valid_time"};
    if (until_ > now + max_delegation_time || until_ > certificate_until_)
      return {errc::delegated_credential_too_long, "valid_time"};
    return {};
  }

 private:
  constexpr delegation(  // check() makes it
      crypto::public_key const& key, SignatureScheme scheme, Validity const& certificate, std::uint32_t valid_time)
      : key_(key),
        scheme_(scheme),
        until_(certificate.notBefore + valid_time),
        certificate_until_(certificate.notAfter) {}
  crypto::public_key key_;
  SignatureScheme scheme_;
  unix_time until_;
  unix_time certificate_until_;
};

}  // namespace x509
}  // namespace cxtls
