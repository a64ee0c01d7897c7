// The TLS 1.2 client's handler for the ServerHello (RFC 5246, 7.4.1.3): what it must say to be safe, and whether the
// handshake is a full one.
#pragma once
#include "cxtls/handshake/hello/record_limits.hpp"
#include "cxtls/handshake/tls12/client/resumption_handlers.hpp"

namespace cxtls::tls12 {

namespace client {

// RFC 8446, 4.1.3: "TLS 1.3 clients receiving a ServerHello indicating TLS 1.2 or below MUST check that the last 8 bytes
// are not equal to either of these values. TLS 1.2 clients SHOULD also check that the last 8 bytes are not equal to the
// second value if the ServerHello indicates TLS 1.1 or below." (No honest server of TLS 1.2 sends that, either.)
constexpr bool is_downgraded(Random const& random, offer const& ours) {
  if (offered(ours.versions, ProtocolVersion::tls13)) return has_downgrade_sentinel(random);
  return equal(bytes(random).last(8), downgrade_to_tls11);
}

// The version first: a hello of another version follows other rules. Returns the suite's parts.
template <class S>
constexpr result<crypto::tls12::suite_info const*> check_server_hello(
    basic_server_hello<typename S::extensions> const& hello, ClientContext<S>& c) {
  offer const& ours = c.settings->offered;
  if (is_downgraded(hello.random, ours)) return errc::downgrade_sentinel;
  if (hello.server_version != ProtocolVersion::tls12) return errc::version_unsupported;
  // RFC 8446, D.3: "A client that attempts to send 0-RTT data MUST fail a connection if it receives a ServerHello with TLS
  // 1.2 or older."
  if (c.awaits_early_data()) return errc::version_unsupported;
  // Where an external key stands for certificates, there was no offer of TLS 1.2: build_client_hello().
  if (!offered(ours.versions, ProtocolVersion::tls12) || !c.peer) return errc::version_unsupported;
  if (hello.compression_method != CompressionMethod::null) return errc::compression_not_null;
  if (error e = check_extensions(hello.extensions, c.offered_extensions)) return e;
  if (const status s = c.own.keep(hello.extensions); !s) return s.error();
  auto const* suite = crypto::tls12::find<typename S::backend>(hello.cipher_suite);
  if (suite == nullptr || !offered(ours.cipher_suites, hello.cipher_suite)) return errc::cipher_suite_not_offered;
  return suite;
}

template <class S>
constexpr status check_security(basic_server_hello<typename S::extensions> const& hello) {
  // RFC 7627, 5.2: "If the server's hello ... without the "extended_master_secret" extension", a client "SHOULD abort the
  // handshake if it does not wish to interoperate with legacy servers"; 5.3 makes it a MUST where the session had it, and
  // all of ours have.
  if (!find<ExtendedMasterSecret>(hello.extensions)) return errc::extended_master_secret_missing;
  // RFC 5746, 3.4: "The client MUST then verify that the length of the "renegotiated_connection" field is zero, and if it
  // is not, MUST abort the handshake (by sending a fatal handshake_failure alert)." Without the extension, "some clients
  // may want to terminate the handshake" (4.1): we do.
  const auto renegotiation = find<RenegotiationInfo>(hello.extensions);
  if (!renegotiation) return errc::renegotiation_info_missing;
  if (!renegotiation->renegotiated_connection.empty()) return errc::renegotiation_info_not_empty;
  // RFC 8422, 5.1.2: "If the client ... receives an ec_point_formats extension ... that does not contain the uncompressed
  // format", it "MUST abort the handshake with an "illegal_parameter" alert" (5.2).
  const auto formats = find<ECPointFormatList>(hello.extensions);
  if (formats && !formats->ec_point_format_list.contains(ECPointFormat::uncompressed))
    return errc::point_formats_invalid;
  return done{};
}

// Of a full handshake: those of a resumed one are the session's. Errors: out_of_memory.
template <class S>
constexpr status keep_timestamps(basic_server_hello<typename S::extensions> const& hello, ClientContext<S>& c) {
  const auto timestamps = find<SignedCertificateTimestampList>(hello.extensions);
  if (!timestamps) return done{};
  const auto size = measure(*timestamps);
  if (!size) return size.error();
  if (!c.signed_certificate_timestamps.resize(*size)) return errc::out_of_memory;
  if (const auto copied = build(*timestamps, c.signed_certificate_timestamps.edit()); !copied) return copied.error();
  return done{};
}

}  // namespace client

template <class S>
constexpr auto Client<S>::on(hello::client::WaitServerHello<S>&& state, received<ServerHello> m, context& c)
    -> Next<client::WaitCertificate<S>, client::AwaitReverification<S>, client::WaitResumedTicket<S>,
            client::WaitResumedChangeCipherSpec<S>> {
  ServerHello const& hello = m.message;
  const auto suite = client::check_server_hello<S>(hello, c);
  if (!suite) return suite.error();
  if (const status s = client::check_security<S>(hello); !s) return s.error();

  // RFC 5246, 7.4.1.3: "If the ClientHello.session_id was non-empty", the same value says that the session is resumed;
  // after a ticket too (RFC 5077, 3.4). Ours may be made up (RFC 8446, D.4): then nobody may know it.
  const bool echoed = !hello.session_id.empty() && equal(hello.session_id, state.legacy_session_id.view());
  const bool resumed = echoed && state.psk && state.psk->is_older_session();
  if (echoed && !resumed) return errc::session_not_offered;
  // RFC 5246, 7.4.1.3: "For resumed sessions, this field is the value from the state of the session being resumed."
  if (resumed && state.psk->session()->cipher_suite != hello.cipher_suite) return errc::session_suite_changed;
  if (const auto alpn = find<ProtocolNameList>(hello.extensions))
    if (const status s = hello::client::accept_alpn<S>(*alpn, c); !s) return s.error();

  Parameters parameters{.suite = *suite,
                        .randoms = {.client = c.client_random, .server = hello.random},
                        .ticket_follows = find<SessionTicketAcknowledged>(hello.extensions).has_value()};
  for (std::uint8_t octet : hello.session_id) (void)parameters.id.push(octet);
  c.info.version = ProtocolVersion::tls12;
  c.info.cipher_suite = (*suite)->id;
  if (const status s = c.out.add(choose_tls12{}); !s) return s.error();
  if (const auto limit = find<RecordSizeLimit>(hello.extensions))
    if (const status s =
            c.out.add(hello::agreed_limits(*limit, c.settings->offered.max_record_content + 1, ProtocolVersion::tls12));
        !s)
      return s.error();

  using crypto::tls12::keep;
  const bool may_sign = !resumed && !c.settings->credentials.empty();
  auto transcript = Transcript<S, after::ClientHello>::begin(
      c.backend(), (*suite)->hash, state.client_hello.client_hello(), may_sign ? keep::messages : keep::hash_only);
  if (resumed) {
    c.server_certificate_type = state.psk->session()->peer_certificate_type;
    if (const status s = hello::client::confirm_certificate_type<S>(hello.extensions, c); !s) return s.error();
    return client::resume<S>(std::move(transcript).template add<after::resumed::ServerHello>(m.raw),
                             std::move(parameters), std::move(*state.psk->session()), c);
  }
  if (const status s = hello::client::accept_certificate_types<S>(hello.extensions, c); !s) return s.error();
  if (const status s = client::keep_timestamps<S>(hello, c); !s) return s.error();
  return client::WaitCertificate<S>{std::move(transcript).template add<after::ServerHello>(m.raw),
                                    std::move(parameters),
                                    find<StatusRequestAcknowledged>(hello.extensions).has_value()};
}

}  // namespace cxtls::tls12
