// Builds a ClientHello from an offer. It can be run again: a HelloRetryRequest wants the same hello with another share.
#pragma once
#include <optional>

#include "cxtls/crypto/digest.hpp"
#include "cxtls/crypto/group.hpp"
#include "cxtls/crypto/tls12/suite.hpp"
#include "cxtls/handshake/hello/grease.hpp"
#include "cxtls/handshake/hello/offer.hpp"
#include "cxtls/handshake/hello/record_limits.hpp"
#include "cxtls/handshake/message.hpp"
#include "cxtls/handshake/own_extensions.hpp"
#include "cxtls/protocol/tls13/client_hello.hpp"

namespace cxtls {

// The pre-shared key that is offered. One at most: an offer of several tells the server which connections are ours.
struct psk_hello {
  PskIdentity identity{};
  crypto::hash_algorithm hash{};
  bool only_its_hash = false;  // without this key there is no connection: no suite of another hash is offered
  // An imported key: without it there is no connection, either. It may have an identity for suites of the other hash.
  bool imported = false;
  std::optional<PskIdentity> other_identity{};
  crypto::hash_algorithm other_hash{};
};

struct client_hello_input {
  std::array<std::uint8_t, 32> const& random;
  bytes legacy_session_id;
  list<KeyShareEntry> shares;
  bytes cookie{};  // a HelloRetryRequest's; empty: none
  bytes server_name{};  // empty: none (RFC 6066, 3 allows no IP addresses)
  std::optional<psk_hello> psk{};
  std::optional<cxtls::grease> grease{};
  bytes session_ticket{};  // of TLS 1.2; empty: none
  certificate_type_list client_certificate_types{};  // empty: nothing is said
  certificate_type_list server_certificate_types{};
  bool early_data = false;  // follows, under the pre-shared key
  certificate_compression_list certificate_compressions{};  // empty: nothing is said
  scheme_list delegated_schemes{};  // empty: nothing is said
};

// What of the offer's suites a hello lists.
constexpr bool is_listed(crypto::suite_info const& suite, std::optional<psk_hello> const& psk) {
  return !psk || !psk->only_its_hash || psk->hash == suite.hash;
}

// May the answer be of this version? Where an external key stands for certificates, TLS 1.2, which has no such keys, is not
// offered.
constexpr bool is_offered(ProtocolVersion version, offer const& o, std::optional<psk_hello> const& psk) {
  return offered(o.versions, version) &&
         (version == ProtocolVersion::tls13 || !psk || !(psk->only_its_hash || psk->imported));
}

namespace detail {

// In our table, or in what the backend adds to it.
template <class Row>
constexpr Row const* find_suite(std::span<const Row> table, std::span<const Row> own, CipherSuite suite) {
  for (std::span<const Row> rows : {table, own})
    for (Row const& row : rows)
      if (row.id == suite) return &row;
  return nullptr;
}

// A hello's lists, each with room for a GREASE value in front.
template <spoken V>
struct hello_lists {
  bounded<CipherSuite, max_policy_suites + 1> cipher_suites{};
  bounded<NamedGroup, max_policy_groups + 1> groups{};
  bounded<SignatureScheme, max_policy_schemes + 1> signature_schemes{};
  bounded<ProtocolVersion, 3> versions{};
  bounded<PskKeyExchangeMode, 2> psk_modes{};
  bounded<ProtocolName, alpn_list::max_size / 2> protocols{};

  constexpr hello_lists(offer const& o, client_hello_input const& in) {
    if (in.grease) {
      (void)cipher_suites.push(in.grease->cipher_suite());
      (void)groups.push(in.grease->group());
      (void)signature_schemes.push(in.grease->signature_scheme());
      (void)versions.push(in.grease->version());
      (void)psk_modes.push(in.grease->psk_mode());
    }
    const bool newer = has_tls13(V) && (!has_tls12(V) || offered(o.versions, ProtocolVersion::tls13));
    for (CipherSuite s : o.cipher_suites) {
      auto const* suite = find_suite<crypto::suite_info>(crypto::suite_table, o.own_suites, s);
      if (newer && suite != nullptr && is_listed(*suite, in.psk)) (void)cipher_suites.push(s);
      if constexpr (has_tls12(V))
        if (is_offered(ProtocolVersion::tls12, o, in.psk) &&
            find_suite<crypto::tls12::suite_info>(crypto::tls12::suite_table, o.own_tls12_suites, s) != nullptr)
          (void)cipher_suites.push(s);
    }
    for (NamedGroup g : o.groups)
      if (newer || crypto::is_for_tls12(g)) (void)groups.push(g);
    for (SignatureScheme s : o.signature_schemes) (void)signature_schemes.push(s);
    for (ProtocolVersion v : o.versions)
      if (is_offered(v, o, in.psk)) (void)versions.push(v);
    // RFC 8446, 4.2.9: without it a server "MUST NOT" send tickets that we could use. psk_ke, which has no forward
    // secrecy, isn't offered.
    (void)psk_modes.push(PskKeyExchangeMode::psk_dhe_ke);
    o.alpn.each([&](bytes name) { (void)protocols.push({name}); });
  }
};

}  // namespace detail

// Replaces `out` with the message, and `sent` with the extensions in it, those of GREASE excepted: nobody may answer
// them. V: the versions that the policy has. Returns where the binders begin, which are zeros until set_binder(); without a PSK, the message's size. Errors:
// out_of_memory, config_no_cipher_suite (none has the PSK's hash), and what a descriptor refuses.
template <class X, spoken V = spoken::tls13>
constexpr result<std::size_t> build_client_hello(offer const& o, client_hello_input const& in, buffer& out,
                                                 extension_set& sent, own_extensions<X> const& own = {}) {
  using entry = extension_in<in::client_hello, X>;
  const detail::hello_lists<V> lists(o, in);
  if (lists.cipher_suites.size() == (in.grease ? 1 : 0)) return errc::config_no_cipher_suite;

  // All that there are, and the first and the last one of GREASE.
  constexpr std::size_t most =
      detail::lines_in<in::client_hello, rfc_extensions> + detail::lines_in<in::client_hello, X> + 2;
  bounded<entry, most> extensions;
  sent.clear();
  const auto add_body = [&]<class Body>(Body const& body) {
    entry e;
    replace(e.extension_data, body);
    (void)extensions.push(e);
  };
  const auto add = [&]<class Body>(ExtensionType type, Body const& body) {
    add_body(body);
    (void)sent.add(type);
  };

  if (in.grease) add_body(unknown<ExtensionType>{in.grease->first_extension(), {}});
  const ServerName names[] = {{HostName{in.server_name}}};
  if (!in.server_name.empty()) add(ExtensionType::server_name, ServerNameList{names});
  add(ExtensionType::supported_groups, NamedGroupList{lists.groups.view()});
  add(ExtensionType::signature_algorithms, SignatureAlgorithms{lists.signature_schemes.view()});
  if (!o.certificate_schemes.empty())
    add(ExtensionType::signature_algorithms_cert, SignatureAlgorithmsCert{o.certificate_schemes.view()});
  // One value for both versions: whichever it will be, a record of TLS 1.2 has an octet less than it might.
  if (o.max_record_content != record::max_content)
    add(ExtensionType::record_size_limit, hello::record_size_limit(o.max_record_content, ProtocolVersion::tls13));
  if (o.ocsp_staple) add(ExtensionType::status_request, CertificateStatusRequest{OCSPStatusRequest{}});
  if (o.signed_certificate_timestamps)
    add(ExtensionType::signed_certificate_timestamp, SignedCertificateTimestampRequest{});
  const auto worth_saying = [](auto const& types) { return !types.empty() && !only_x509(types); };
  if (worth_saying(in.client_certificate_types))
    add(ExtensionType::client_certificate_type, ClientCertTypeOffer{in.client_certificate_types.view()});
  if (worth_saying(in.server_certificate_types))
    add(ExtensionType::server_certificate_type, ServerCertTypeOffer{in.server_certificate_types.view()});
  if (!lists.protocols.empty())
    add(ExtensionType::application_layer_protocol_negotiation, ProtocolNameList{lists.protocols.view()});
  const ECPointFormat uncompressed[] = {ECPointFormat::uncompressed};
  if constexpr (has_tls12(V)) {
    if (is_offered(ProtocolVersion::tls12, o, in.psk)) {
      add(ExtensionType::ec_point_formats, ECPointFormatList{uncompressed});
      add(ExtensionType::extended_master_secret, ExtendedMasterSecret{});
      add(ExtensionType::renegotiation_info, RenegotiationInfo{});
      add(ExtensionType::session_ticket, SessionTicket{in.session_ticket});
    }
  }
  // RFC 8446, 4.2.1: "containing all versions of TLS which they are prepared to negotiate".
  add(ExtensionType::supported_versions, SupportedVersions{lists.versions.view()});
  if constexpr (has_tls13(V)) {
    if (!has_tls12(V) || offered(o.versions, ProtocolVersion::tls13)) {
      add(ExtensionType::psk_key_exchange_modes, PskKeyExchangeModes{lists.psk_modes.view()});
      add(ExtensionType::key_share, KeyShareClientHello{in.shares});
      if (!in.certificate_compressions.empty())
        add(ExtensionType::compress_certificate, CertificateCompressionAlgorithms{in.certificate_compressions.view()});
      if (!in.delegated_schemes.empty())
        add(ExtensionType::delegated_credential, DelegatedCredentialSchemes{in.delegated_schemes.view()});
    }
  }
  if (!in.cookie.empty()) add(ExtensionType::cookie, Cookie{in.cookie});
  own.template each<in::client_hello>([&](auto const& body) {
    add_body(body);
    (void)sent.add(extensions[extensions.size() - 1].type());
  });
  const std::uint8_t something[] = {0};
  if (in.grease) add_body(unknown<ExtensionType>{in.grease->last_extension(), something});

  if (in.early_data) add(ExtensionType::early_data, EarlyDataIndication{});
  // RFC 8446, 4.2.11: "The "pre_shared_key" extension MUST be the last extension in the ClientHello".
  bounded<PskIdentity, max_offered_identities> identities;
  bounded<PskBinderEntry, max_offered_identities> binders;
  const crypto::digest no_binder(crypto::max_hash_size);
  const auto add_psk = [&](PskIdentity const& named, crypto::hash_algorithm hash) {
    (void)identities.push(named);
    (void)binders.push({no_binder.view().first(crypto::hash_size(hash))});
  };
  if (in.psk) {
    add_psk(in.psk->identity, in.psk->hash);
    if (in.psk->other_identity) add_psk(*in.psk->other_identity, in.psk->other_hash);
    add(ExtensionType::pre_shared_key, OfferedPsks{identities.view(), binders.view()});
  }

  basic_client_hello<X> hello;
  hello.random = in.random;
  hello.legacy_session_id = in.legacy_session_id;
  hello.cipher_suites = lists.cipher_suites.view();
  hello.extensions = extensions.view();
  out.clear();
  return append_marked_message(hello, out);
}

// The binders are what the message ends with, each behind an octet with its size. `after` is what follows this one.
// Precondition: built with PSKs of these hashes.
constexpr void set_binder(buffer& hello, crypto::digest const& binder, std::size_t after = 0) {
  copy(binder.view(), hello.edit().last(after + binder.size()).data());
}

}  // namespace cxtls
