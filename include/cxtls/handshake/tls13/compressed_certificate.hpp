// A Certificate message as a CompressedCertificate, and back (RFC 8879, 4): the same for both roles.
#pragma once
#include <optional>

#include "cxtls/handshake/certificate_compression.hpp"
#include "cxtls/handshake/memory_limits.hpp"
#include "cxtls/handshake/message.hpp"
#include "cxtls/machine/next.hpp"

namespace cxtls::tls13 {

// The Certificate in it, without a header. One buffer is allocated, of a size that was checked. `limit`: of a Certificate
// message. Errors: certificate_compression_not_offered, message_too_long, certificate_not_decompressed, out_of_memory.
template <class Compressions>
constexpr result<buffer> decompress_certificate(CompressedCertificate const& m,
                                                certificate_compression_list const& offered,
                                                std::size_t limit = max_certificate_message) {
  // RFC 8879, 4: "The algorithm MUST be one of the algorithms listed in the peer's compress_certificate extension."
  if (!offered.contains(m.algorithm)) return errc::certificate_compression_not_offered;
  // RFC 8879, 5, on limits of the size: "they MUST apply the same limit as if no compression were used."
  if (m.uncompressed_length > limit) return error{errc::message_too_long, "uncompressed_length"};
  buffer message;
  if (!message.resize(m.uncompressed_length)) return errc::out_of_memory;
  // RFC 8879, 4: "If the received CompressedCertificate message cannot be decompressed, the connection MUST be terminated
  // with the "bad_certificate" alert."
  if (!Compressions::decompress(m.algorithm, m.compressed_certificate_message, message.edit()))
    return errc::certificate_not_decompressed;
  return message;
}

// The handler of a CompressedCertificate in any state that takes a Certificate: it goes on as the Certificate that it is;
// in the transcript stands what came. Machine: Client or Server, of the stack S.
template <class S, class Machine, class Certificate, class State, class Context>
constexpr auto on_compressed(State&& state, machine::received<CompressedCertificate> m,
                             certificate_compression_list const& offered, Context& c)
    -> decltype(Machine::on(std::move(state), std::declval<machine::received<Certificate>>(), c)) {
  using policy = typename S::policy;
  const auto message =
      decompress_certificate<own_certificate_compressions<policy>>(m.message, offered, memory_of<policy>.message);
  if (!message) return message.error();
  const auto certificate = parse<Certificate>(message->view());
  if (!certificate) return certificate.error();
  return Machine::on(std::move(state), machine::received<Certificate>{*certificate, m.raw}, c);
}

// Replaces a Certificate message, with its header, by the CompressedCertificate that stands for it; what can't be
// compressed stays as it is. Errors: out_of_memory.
template <class Compressions>
constexpr status compress_certificate(std::optional<CertificateCompressionAlgorithm> algorithm, buffer& message) {
  if (!algorithm) return done{};
  const bytes plain = message.view().subspan(handshake_header_size);
  buffer room;
  if (!room.resize(plain.size() + max_compression_growth)) return errc::out_of_memory;
  const auto size = Compressions::compress(*algorithm, plain, room.edit());
  if (!size || *size == 0 || *size > room.size()) return done{};
  buffer compressed;
  const CompressedCertificate content{*algorithm, static_cast<std::uint32_t>(plain.size()), room.view().first(*size)};
  if (const status s = append_message(content, compressed); !s) return s;
  message = std::move(compressed);
  return done{};
}

}  // namespace cxtls::tls13
