// Smaller records by agreement (RFC 8449): what each side says, and what comes of it.
#pragma once
#include "cxtls/handshake/output.hpp"
#include "cxtls/protocol/extension/record_size_limit.hpp"
#include "cxtls/protocol/registry/protocol_version.hpp"
#include "cxtls/record/limits.hpp"

namespace cxtls::hello {

// In TLS 1.3 the limit counts the content type, too (RFC 8449, 4).
constexpr std::size_t octets_beside_content(ProtocolVersion version) {
  return version == ProtocolVersion::tls13 ? 1 : 0;
}

// What is said for so much content.
constexpr RecordSizeLimit record_size_limit(std::size_t max_content, ProtocolVersion version) {
  return {static_cast<std::uint16_t>(max_content + octets_beside_content(version))};
}
// A greater limit than the version's own is as good as that: the peer may know of versions that we don't.
constexpr limit_records agreed_limits(RecordSizeLimit theirs, std::size_t our_max_content, ProtocolVersion version) {
  const std::size_t content = theirs.record_size_limit - octets_beside_content(version);
  return {.sent = content < record::max_content ? content : record::max_content, .taken = our_max_content};
}

}  // namespace cxtls::hello
