// The messages with which either side authenticates, and the check of the peer's Finished: the same for both roles.
#pragma once
#include "cxtls/crypto/transcript.hpp"
#include "cxtls/handshake/outgoing_extensions.hpp"
#include "cxtls/handshake/own_signature.hpp"
#include "cxtls/handshake/proof.hpp"
#include "cxtls/handshake/tls13/keys.hpp"
#include "cxtls/protocol/tls13/certificate.hpp"

namespace cxtls::tls13 {

// RFC 8446, 4.4.2: "If the RawPublicKey certificate type was negotiated, then the certificate_list MUST contain no more
// than one CertificateEntry". There is no more than one key in types of the application's either.
constexpr error check_entries(CertificateType type, auto const& certificate_list) {
  if (type == CertificateType::X509 || certificate_list.size() <= 1) return {};
  return {errc::rule_broken, "certificate_list"};
}

// Appends a Certificate message. Without a credential its list is empty (RFC 8446, 4.4.2). Errors:
// certificate_chain_too_long, out_of_memory.
template <class X, class B>
constexpr status append_certificate(bytes certificate_request_context, own_credential<B> const* own,
                                    own_delegation<B> const* delegation, EvidenceWanted wanted,
                                    own_extensions<X> const& said, buffer& out) {
  bounded<basic_certificate_entry<X>, x509::max_peer_certificates> entries;
  outgoing_extensions<in::certificate, X> of_leaf;
  if (own != nullptr) {
    for (bytes der : own->chain().certificates())
      if (!entries.push({.cert_data = der})) return errc::certificate_chain_too_long;
    if (wanted.ocsp_staple && !own->ocsp_response.empty())
      of_leaf.add(CertificateStatus{OCSPResponse{own->ocsp_response.view()}});
    if (wanted.signed_certificate_timestamps && !own->signed_certificate_timestamps.empty())
      of_leaf.add(*parse<SignedCertificateTimestampList>(own->signed_certificate_timestamps.view()));
    // RFC 9345, 4.1.1: it "MUST" be sent "as an extension in the CertificateEntry of its end-entity certificate".
    if (delegation != nullptr) of_leaf.add(*parse<DelegatedCredential>(delegation->credential.view()));
    of_leaf.add_own(said);
    entries[0].extensions = of_leaf.view();
  }
  return append_message(basic_certificate<X>{certificate_request_context, entries.view()}, out);
}

// Errors: those of FinishedVerified::check, backend_failed.
template <class B, crypto::sender Sender, class Last>
constexpr result<FinishedVerified> check_finished(
    B const& b, crypto::traffic_secret<crypto::stage::handshake, Sender> const& secret,
    crypto::transcript<B, Last> const& before, Finished const& theirs) {
  const auto hash = before.hash();
  if (!hash) return hash.error();
  const auto expected = secret.finished(b, *hash);
  if (!expected) return expected.error();
  return FinishedVerified::check<B>(*expected, theirs.verify_data);
}

// Sends the sender's Finished and returns the transcript with it. The types admit a transcript only at a point where a
// Finished of this sender may stand. Errors: backend_failed, out_of_memory.
template <class Finish, class B, crypto::sender Sender, class Last, class Context>
constexpr result<crypto::transcript<B, Finish>> send_finished(
    crypto::traffic_secret<crypto::stage::handshake, Sender> const& secret, crypto::transcript<B, Last>&& transcript,
    Context& c) {
  const auto hash = transcript.hash();
  if (!hash) return hash.error();
  const auto verify_data = secret.finished(c.backend(), *hash);
  if (!verify_data) return verify_data.error();
  buffer message;
  if (const status s = append_message(Finished{verify_data->view()}, message); !s) return s.error();
  if (const status s = c.out.send(epoch::handshake, message.view()); !s) return s.error();
  return std::move(transcript).template add<Finish>(message.view());
}

}  // namespace cxtls::tls13
