// What a program is willing to negotiate, as a type: code that a policy rules out isn't generated.
#pragma once
#include "cxtls/base/bounded.hpp"
#include "cxtls/base/bytes.hpp"
#include "cxtls/protocol/registry/cipher_suite.hpp"
#include "cxtls/protocol/registry/named_group.hpp"
#include "cxtls/protocol/registry/protocol_version.hpp"
#include "cxtls/protocol/registry/signature_scheme.hpp"
#include "cxtls/record/padding.hpp"

namespace cxtls {

// More entries than any policy needs, so that an offer fits its stack buffers.
inline constexpr std::size_t max_policy_suites = 12;
inline constexpr std::size_t max_policy_groups = 8;
inline constexpr std::size_t max_policy_schemes = 16;

using version_list = bounded<ProtocolVersion, 2>;
using suite_list = bounded<CipherSuite, max_policy_suites>;
using group_list = bounded<NamedGroup, max_policy_groups>;
using scheme_list = bounded<SignatureScheme, max_policy_schemes>;

// Everything in order of preference.
struct policy_value {
  version_list versions{};
  suite_list cipher_suites{};
  group_list groups{};
  scheme_list signature_schemes{};
  friend constexpr bool operator==(policy_value const&, policy_value const&) = default;
};

// Sees nothing. A policy's observer may have any of
//   void key(std::string_view label, bytes client_random, bytes secret);     labels of RFC 9850
//   void message(bool sent, bytes handshake_message);                        in the clear, with its header
//   void alert(bool sent, AlertLevel, AlertDescription);
//   void state(std::string_view from, std::string_view to);
// and what it lacks costs nothing: the calls aren't compiled.
struct no_observer {};

// An observer that doesn't see keys leaves neither a symbol nor a label of a key log in the program.
template <class Observer>
concept SeesKeys = requires(Observer& o) { o.key(std::string_view{}, bytes{}, bytes{}); };

namespace policy {

// The default: TLS 1.3, and what of TLS 1.2 is as good: forward secrecy, AEADs, the extended master secret. What the
// backend lacks is left out.
struct modern {
  static constexpr policy_value value{
      .versions = version_list(ProtocolVersion::tls13, ProtocolVersion::tls12),
      .cipher_suites = suite_list(
          CipherSuite::TLS_AES_128_GCM_SHA256, CipherSuite::TLS_AES_256_GCM_SHA384,
          CipherSuite::TLS_CHACHA20_POLY1305_SHA256, CipherSuite::TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256,
          CipherSuite::TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256, CipherSuite::TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384,
          CipherSuite::TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384,
          CipherSuite::TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256,
          CipherSuite::TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256),
      .groups =
          group_list(NamedGroup::X25519MLKEM768, NamedGroup::x25519, NamedGroup::secp256r1, NamedGroup::secp384r1),
      .signature_schemes = scheme_list(SignatureScheme::ecdsa_secp256r1_sha256, SignatureScheme::ed25519,
                                       SignatureScheme::ecdsa_secp384r1_sha384, SignatureScheme::rsa_pss_rsae_sha256,
                                       SignatureScheme::rsa_pss_rsae_sha384, SignatureScheme::rsa_pss_rsae_sha512,
                      // In TLS 1.3 for certificates only: crypto::scheme_table.
                                       SignatureScheme::rsa_pkcs1_sha256, SignatureScheme::rsa_pkcs1_sha384,
                                       SignatureScheme::rsa_pkcs1_sha512)};
  using observer = no_observer;
  using padding = record::padding_policy::none;
};

// TLS 1.3 alone: smaller programs, that leave peers without it.
struct tls13 : modern {
  static constexpr policy_value value = [] {
    policy_value v = modern::value;
    v.versions = version_list(ProtocolVersion::tls13);
    v.cipher_suites = suite_list(CipherSuite::TLS_AES_128_GCM_SHA256, CipherSuite::TLS_AES_256_GCM_SHA384,
                                 CipherSuite::TLS_CHACHA20_POLY1305_SHA256);
    return v;
  }();
};

// TLS 1.2 alone, for peers that are known to have nothing better: there is nothing else that TLS 1.3 wouldn't do as well.
// Without its hybrid groups, which TLS 1.2 has no code for, nothing withstands a quantum computer.
struct tls12 : modern {
  static constexpr policy_value value = [] {
    policy_value v = modern::value;
    v.versions = version_list(ProtocolVersion::tls12);
    v.cipher_suites = suite_list(
        CipherSuite::TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256, CipherSuite::TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256,
        CipherSuite::TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384, CipherSuite::TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384,
        CipherSuite::TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256,
        CipherSuite::TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256);
    v.groups = group_list(NamedGroup::x25519, NamedGroup::secp256r1, NamedGroup::secp384r1);
    return v;
  }();
};

}  // namespace policy

// Without a version, its states and its records aren't in the program.
template <class P>
inline constexpr bool speaks_tls13 = P::value.versions.contains(ProtocolVersion::tls13);
template <class P>
inline constexpr bool speaks_tls12 = P::value.versions.contains(ProtocolVersion::tls12);

// The same as an argument of templates that know no policy.
enum class spoken : std::uint8_t { tls13, tls12, both };
consteval bool has_tls13(spoken v) { return v != spoken::tls12; }
consteval bool has_tls12(spoken v) { return v != spoken::tls13; }
template <class P>
inline constexpr spoken spoken_by = !speaks_tls12<P>  ? spoken::tls13
                                    : speaks_tls13<P> ? spoken::both
                                                      : spoken::tls12;

template <class P>
concept Policy = requires {
  requires std::is_same_v<decltype(P::value), policy_value const>;
  typename P::observer;
  requires record::PaddingPolicy<typename P::padding>;
};

}  // namespace cxtls
