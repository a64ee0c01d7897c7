// The runner's -expect-... flags, once the handshake is complete.
#pragma once
#include <algorithm>

#include "cxtls/protocol/tls12/certificate.hpp"
#include "cxtls/protocol/tls12/certificate_request.hpp"
#include "cxtls/protocol/tls13/handshake.hpp"
#include "early_data.hpp"
#include "files.hpp"
#include "observed.hpp"

namespace bogo {

namespace detail {

inline std::string hex(unsigned value) {
  char text[12];
  std::snprintf(text, sizeof text, "%04x", value);
  return text;
}
template <class T>
std::optional<problem> same(std::string_view what, std::optional<T> const& got, unsigned want) {
  const auto value = got ? static_cast<unsigned>(*got) : 0u;
  if (want == 0 || value == want) return std::nullopt;
  return mismatch(std::string(what) + " is " + hex(value) + ", wanted " + hex(want));
}

// A message that went over, parsed; its views last as long as `seen`.
template <class Message>
std::optional<Message> message_in(std::map<cxtls::HandshakeType, octets> const& seen, cxtls::HandshakeType type) {
  const auto at = seen.find(type);
  if (at == seen.end()) return std::nullopt;
  auto parsed = cxtls::parse<Message>(cxtls::bytes(at->second).subspan(cxtls::handshake_header_size));
  if (!parsed) return std::nullopt;
  return *parsed;
}
// The body of an extension of a message, if it is there.
template <class Body, class Message>
std::optional<Body> extension_of(std::optional<Message> const& message) {
  if (!message) return std::nullopt;
  for (auto const& e : message->extensions)
    if (auto const* body = std::get_if<Body>(&e.extension_data)) return *body;
  return std::nullopt;
}

}  // namespace detail

template <class Tls>
std::optional<problem> check_certificates(Tls const& tls, options const& o) {
  auto const& got = tls.peer_certificates();
  if (o.expect_no_peer_cert && !got.empty()) return mismatch("the peer sent a certificate");
  if (o.require_any_client_certificate && got.empty()) return mismatch("the peer sent no certificate");
  if (o.expect_peer_cert_file.empty()) return std::nullopt;
  const auto pem = read_file(o.expect_peer_cert_file);
  if (!pem) return mismatch("no file " + o.expect_peer_cert_file);
  const auto want = cxtls::certificate_chain::from_pem(*pem);
  if (!want) return explain(want.error());
  bool equal = want->size() == got.size();
  for (std::size_t i = 0; equal && i < got.size(); ++i) equal = cxtls::equal((*want)[i], got[i]);
  if (!equal) return mismatch("the peer's certificates are others");
  return std::nullopt;
}

namespace detail {

// The leaf that we sent, as the message of either version has it.
inline std::optional<cxtls::bytes> sent_leaf(observed const& seen, bool older) {
  using cxtls::HandshakeType;
  if (older) {
    if (const auto m = message_in<cxtls::tls12::Certificate>(seen.sent, HandshakeType::certificate)) {
      for (auto const& entry : m->certificate_list) return entry.der;
    } else if (const auto raw = message_in<cxtls::tls12::AnyCertificate>(seen.sent, HandshakeType::certificate)) {
      return raw->certificate;
    }
  } else if (const auto m = message_in<cxtls::Certificate>(seen.sent, HandshakeType::certificate)) {
    for (auto const& entry : m->certificate_list) return entry.cert_data;
  }
  return std::nullopt;
}

// What the peer asks of our certificate.
struct request {
  std::vector<std::uint16_t> schemes{};
  std::string authorities{};  // in hex, with commas between them
  void add_schemes(auto const& listed) {
    for (cxtls::SignatureScheme s : listed) schemes.push_back(static_cast<std::uint16_t>(s));
  }
  void add_authorities(auto const& listed) {
    for (auto const& name : listed) {
      if (!authorities.empty()) authorities += ',';
      for (std::uint8_t octet : name.der) authorities += hex(octet).substr(2);
    }
  }
};
// It stands in a server's ClientHello, in a client's CertificateRequest.
inline request request_in(observed const& seen, bool server, bool older) {
  using enum cxtls::HandshakeType;
  request got;
  if (server) {
    const auto hello = message_in<cxtls::ClientHello>(seen.received, client_hello);
    if (const auto body = extension_of<cxtls::SignatureAlgorithms>(hello))
      got.add_schemes(body->supported_signature_algorithms);
  } else if (older) {
    if (const auto m = message_in<cxtls::tls12::CertificateRequest>(seen.received, certificate_request)) {
      got.add_schemes(m->supported_signature_algorithms);
      got.add_authorities(m->certificate_authorities);
    }
  } else {
    const auto m = message_in<cxtls::CertificateRequest>(seen.received, certificate_request);
    if (const auto body = extension_of<cxtls::SignatureAlgorithms>(m))
      got.add_schemes(body->supported_signature_algorithms);
    if (const auto body = extension_of<cxtls::CertificateAuthoritiesExtension>(m))
      got.add_authorities(body->authorities);
  }
  return got;
}

}  // namespace detail

// The number of the pre-shared key that the connection rests on, told by the hellos.
inline std::optional<int> selected_key(options const& o, observed const& seen) {
  using enum cxtls::HandshakeType;
  const auto hello = detail::message_in<cxtls::ClientHello>(o.server ? seen.received : seen.sent, client_hello);
  const auto answer = detail::message_in<cxtls::ServerHello>(o.server ? seen.sent : seen.received, server_hello);
  const auto offered = detail::extension_of<cxtls::OfferedPsks>(hello);
  const auto selected = detail::extension_of<cxtls::SelectedPsk>(answer);
  if (!offered || !selected) return std::nullopt;
  std::size_t i = 0;
  for (cxtls::PskIdentity const& one : offered->identities) {
    if (i++ != selected->selected_identity) continue;
    const auto imported = cxtls::parse<cxtls::ImportedIdentity>(one.identity);
    for (std::size_t n = 0; imported && n < o.credentials.size(); ++n)
      if (credential_options const& c = o.credentials[n]; c.pre_shared_key &&
                                                          cxtls::equal(c.psk_identity, imported->external_identity) &&
                                                          cxtls::equal(c.psk_context, imported->context))
        return static_cast<int>(n);
  }
  return std::nullopt;
}

// Which of ours went out, told by the message: nothing else is to be trusted here.
inline std::optional<problem> check_selected(options const& o, observed const& seen, std::vector<loaded> const& own,
                                             bool older) {
  if (!o.expect_selected_credential) return std::nullopt;
  const int want = *o.expect_selected_credential;
  if (const auto key = selected_key(o, seen); key && *key == want) return std::nullopt;
  const auto leaf = detail::sent_leaf(seen, older);
  if (!leaf) return want == -1 ? std::nullopt : std::optional(mismatch("no certificate was sent"));
  for (loaded const& c : own)
    if (c.number == want && cxtls::equal(c.chain.leaf(), *leaf)) return std::nullopt;
  return mismatch("another certificate than number " + std::to_string(want) + " was sent");
}

inline std::optional<problem> check_request(options const& o, observed const& seen, bool older) {
  const auto got = detail::request_in(seen, o.server, older);
  if (!o.expect_peer_verify_prefs.empty() && got.schemes != o.expect_peer_verify_prefs)
    return mismatch("the peer's signature_algorithms are others");
  const std::string want = o.expect_client_ca_list == "<EMPTY>" ? "" : o.expect_client_ca_list;
  if (!o.expect_client_ca_list.empty() && got.authorities != want)
    return mismatch("certificate_authorities is " + got.authorities);
  return std::nullopt;
}

// What a server staples to its certificate.
template <class Tls>
std::optional<problem> check_staples(Tls const& tls, options const& o) {
  if constexpr (requires { tls.peer_ocsp_response(); }) {
    if (!o.expect_ocsp_response.empty() && !cxtls::equal(tls.peer_ocsp_response(), o.expect_ocsp_response))
      return mismatch("the stapled OCSP response is another");
    if (!o.expect_signed_cert_timestamps.empty() &&
        !cxtls::equal(tls.peer_signed_certificate_timestamps(), o.expect_signed_cert_timestamps))
      return mismatch("the certificate timestamps are others");
  }
  return std::nullopt;
}

template <class Tls>
std::optional<problem> check_names(Tls const& tls, options const& o, observed const& seen) {
  // A server's test says what it should choose, a client's what should come of it.
  std::string_view const want = o.server ? o.select_alpn : o.expect_alpn;
  if (cxtls::as_text(tls.info().alpn()) != want)
    return mismatch("ALPN is '" + std::string(cxtls::as_text(tls.info().alpn())) + "'");
  if (!o.server) return std::nullopt;
  const auto hello = detail::message_in<cxtls::ClientHello>(seen.received, cxtls::HandshakeType::client_hello);
  std::string name;
  if (const auto list = detail::extension_of<cxtls::ServerNameList>(hello))
    for (auto const& entry : list->server_name_list)
      if (auto const* host = std::get_if<cxtls::HostName>(&entry.name)) name = cxtls::as_text(host->name);
  if (!o.expect_advertised_alpn.empty()) {
    std::string offered;  // as on the wire
    if (const auto list = detail::extension_of<cxtls::ProtocolNameList>(hello))
      for (auto const& protocol : list->protocol_name_list) {
        offered += static_cast<char>(protocol.name.size());
        offered += cxtls::as_text(protocol.name);
      }
    if (offered != o.expect_advertised_alpn) return mismatch("the client offers other application protocols");
  }
  if (!o.expect_server_name.empty() && name != o.expect_server_name) return mismatch("the server's name is " + name);
  if (o.expect_no_server_name && !name.empty()) return mismatch("the server's name is " + name);
  return std::nullopt;
}

template <class Tls>
std::optional<problem> check_handshake(Tls const& tls, options const& o, observed const& seen,
                                       std::vector<loaded> const& own, bool resumes) {
  cxtls::connection_info const& info = tls.info();
  // A handshake without the server's Certificate is a resumed one, or rests on an imported key.
  const bool by_key = selected_key(o, seen).has_value();
  auto const& of_server = o.server ? seen.sent : seen.received;
  const bool resumed = !by_key && !of_server.contains(cxtls::HandshakeType::certificate) &&
                       !of_server.contains(cxtls::HandshakeType::compressed_certificate);
  const bool want_resumed = resumes && !o.expect_session_miss;
  const bool older = info.version == cxtls::ProtocolVersion::tls12;
  if (resumed != want_resumed) return mismatch(resumed ? "the session was resumed" : "the session was not resumed");
  if ((o.expect_hrr && !info.hello_retried) || (o.expect_no_hrr && info.hello_retried))
    return mismatch("HelloRetryRequest, or none");
  if (o.expect_peer_certificate_type &&
      (!info.peer_certificate_type || static_cast<int>(*info.peer_certificate_type) != *o.expect_peer_certificate_type))
    return mismatch("the peer's certificate is of another type");
  if (resumes && o.expect_ticket_age_skew != 0 && info.ticket_age_skew.value_or(0) != o.expect_ticket_age_skew)
    return mismatch("the ticket age is off by " + std::to_string(info.ticket_age_skew.value_or(0)) + " s");
  for (auto const& bad : {
           detail::same("the version", info.version, o.expect_version),
           detail::same("the group", info.group, o.expect_curve_id),
           detail::same("the cipher suite", info.cipher_suite, o.expect_cipher),
           // A machine with AES in hardware, whatever this one has: cxtls' preference doesn't depend on it.
           detail::same("the cipher suite", info.cipher_suite, o.expect_cipher_aes),
           detail::same("the signature scheme", info.peer_signature_scheme, o.expect_peer_signature_algorithm),
           by_key ? std::nullopt : check_certificates(tls, o),
           check_staples(tls, o),
           check_selected(o, seen, own, older),
           check_request(o, seen, older),
           check_names(tls, o, seen),
           check_early_data(info, o),
       })
    if (bad) return bad;
  return std::nullopt;
}

}  // namespace bogo
