// What the runner wants to hear of early data, in the words of BoringSSL's SSL_early_data_reason_string.
#pragma once
#include <array>
#include <string>
#include <string_view>

#include "cxtls/handshake/early_data.hpp"
#include "cxtls/handshake/info.hpp"
#include "cxtls/protocol/registry/protocol_version.hpp"
#include "cxtls/session/lifetime.hpp"
#include "options.hpp"
#include "problem.hpp"

namespace bogo {

// cxtls doesn't say why, only whether: what is to be seen of a reason is checked, the rest is our own business.
struct early_data_reason {
  std::string_view name;
  bool (*shows)(cxtls::connection_info const&);
};

namespace detail {

inline bool taken(cxtls::connection_info const& i) { return i.early_data_accepted == true; }
inline bool refused(cxtls::connection_info const& i) { return i.early_data_accepted == false; }

}  // namespace detail

inline constexpr auto early_data_reasons = std::to_array<early_data_reason>({
    {"accept", [](auto const& i) { return detail::taken(i); }},
    {"disabled", [](auto const& i) { return !detail::taken(i); }},
    {"protocol_version", [](auto const& i) { return !detail::taken(i) && i.version == cxtls::ProtocolVersion::tls12; }},
    {"no_session_offered", [](auto const& i) { return !i.early_data_accepted && !i.resumed; }},
    {"session_not_resumed", [](auto const& i) { return !detail::taken(i) && !i.resumed; }},
    {"unsupported_for_session", [](auto const& i) { return !detail::taken(i) && i.resumed; }},
    // Of a client: it doesn't offer any then.
    {"alpn_mismatch", [](auto const& i) { return !detail::taken(i) && i.resumed; }},
    {"hello_retry_request", [](auto const& i) { return !detail::taken(i) && i.hello_retried; }},
    {"peer_declined", [](auto const& i) { return detail::refused(i) && i.resumed && !i.hello_retried; }},
    {"ticket_age_skew",
     [](auto const& i) {
       const auto skew = i.ticket_age_skew.value_or(0);
       return detail::refused(i) && (skew < -cxtls::early_data_clock_skew || skew > cxtls::early_data_clock_skew);
     }},
});
constexpr early_data_reason const* find_reason(std::string_view name) {
  for (early_data_reason const& r : early_data_reasons)
    if (r.name == name) return &r;
  return nullptr;
}

inline std::optional<problem> check_early_data(cxtls::connection_info const& info, options const& o) {
  if (o.expect_accept_early_data && !detail::taken(info)) return mismatch("the early data wasn't taken");
  if (o.expect_reject_early_data && detail::taken(info)) return mismatch("the early data was taken");
  if (auto const* reason = find_reason(o.expect_early_data_reason); reason != nullptr && !reason->shows(info))
    return mismatch("early data: not what is to be seen of " + o.expect_early_data_reason);
  return std::nullopt;
}

}  // namespace bogo
