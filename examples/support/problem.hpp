// What a program tells its user when it can't go on: one sentence, and an exit status.
#pragma once
#include <netdb.h>

#include <cstring>
#include <string>
#include <string_view>

#include "certificate.hpp"
#include "cxtls/base/result.hpp"
#include "cxtls/io/socket.hpp"
#include "cxtls/protocol/error_table.hpp"
#include "cxtls/protocol/registry/alert_description.hpp"

namespace support {

enum class exit_status : int {
  good = 0,     // verified, and closed the way TLS closes
  usage = 1,    // the command line
  connect = 2,  // no connection to the server
  tls = 3,      // TLS refused the server, the server refused us, or the connection was cut
  http = 4,     // what came isn't a whole HTTP response
  file = 5,     // a file of this machine
};

struct problem {
  exit_status status = exit_status::good;
  std::string sentence;
};

template <class T>
using result = cxtls::result<T, problem>;
using cxtls::done;

// "the certificate isn't for this name (field) [RFC 9525, 6]"
inline std::string sentence_of(cxtls::error reason) {
  std::string text(cxtls::describe(reason.code));
  // The alert of the peer is told apart.
  if (!reason.field.empty() && reason.code != cxtls::errc::peer_alert)
    text.append(" (").append(reason.field).append(")");
  if (const std::string_view rule = cxtls::rule_for(reason.code); !rule.empty())
    text.append(" [").append(rule).append("]");
  return text;
}

inline std::string name_of_alert(cxtls::AlertDescription alert) {
  const std::string_view name = cxtls::name_of(alert);
  return name.empty() ? "number " + std::to_string(static_cast<int>(alert)) : std::string(name);
}

// Why the connection with `peer` failed, below TLS.
inline problem explain(cxtls::io::failure const& why, std::string const& peer) {
  using cxtls::io::fault;
  switch (why.what) {
    case fault::host_unknown:
      return {exit_status::connect, "no address is known for " + peer + ": " + ::gai_strerror(why.code)};
    case fault::unreachable:
      return {exit_status::connect, "cannot connect to " + peer + ": " + std::strerror(why.code)};
    case fault::timed_out:
      return {exit_status::connect, peer + " didn't answer in time"};
    case fault::transport_failed:
      return {exit_status::tls, "the connection with " + peer + " broke: " + std::strerror(why.code)};
    case fault::tls_failed:
      break;
  }
  return {exit_status::tls, "TLS with " + peer + " failed: " + sentence_of(why.reason)};
}

// The same with what the connection knows of it: what the server showed, and who told whom.
template <class Connection>
problem explain(cxtls::io::failure const& why, std::string const& peer, Connection const& tls) {
  problem found = explain(why, peer);
  if (why.what != cxtls::io::fault::tls_failed) return found;
  auto const& chain = tls.peer_certificates();
  if (why.reason.code == cxtls::errc::certificate_name_mismatch && !chain.empty())
    found.sentence += "; it is for " + names_in(chain[0]);
  if (why.reason.code == cxtls::errc::certificate_issuer_unknown && !chain.empty())
    if (const std::string issuer = issuer_in(chain[chain.size() - 1]); !issuer.empty())
      found.sentence += "; its issuer calls itself " + issuer;
  if (tls.alert_received()) found.sentence += "; the alert received is " + name_of_alert(*tls.alert_received());
  if (tls.alert_sent()) found.sentence += "; the alert sent is " + name_of_alert(*tls.alert_sent());
  return found;
}

}  // namespace support
