// What a server says of a connection: a line at its end, and a page for the client.
#pragma once
#include <netdb.h>
#include <sys/socket.h>

#include <cstdint>
#include <string>

#include "certificate.hpp"
#include "problem.hpp"
#include "summary.hpp"
#include "text.hpp"

namespace support {

struct connection_tally {
  unsigned requests = 0;
  std::uint64_t received = 0, sent = 0;  // octets of application data
};

// "127.0.0.1:53412", "[::1]:53412"
inline std::string name_of_peer(int fd) {
  sockaddr_storage address{};
  socklen_t size = sizeof address;
  char host[NI_MAXHOST], port[NI_MAXSERV];
  if (::getpeername(fd, reinterpret_cast<sockaddr*>(&address), &size) != 0 ||
      ::getnameinfo(reinterpret_cast<sockaddr*>(&address), size, host, sizeof host, port, sizeof port,
                    NI_NUMERICHOST | NI_NUMERICSERV) != 0)
    return "somebody";
  const std::string name(host);
  return (name.find(':') == name.npos ? name : '[' + name + ']') + ':' + port;
}

// What was negotiated, in `form`: called with each name and value.
template <class Tls, class Form>
void tell_negotiated(Tls const& tls, Form&& form) {
  cxtls::connection_info const& info = tls.info();
  const auto text = [](auto const& value) {
    return value && value->size() > 0 ? printable(cxtls::as_text(value->view())) : std::string("none");
  };
  form("version", info.version == cxtls::ProtocolVersion::tls13   ? "TLS1.3"
                  : info.version == cxtls::ProtocolVersion::tls12 ? "TLS1.2"
                                                                  : name_or_number(info.version));
  form("suite", name_or_number(info.cipher_suite));
  form("group", name_or_number(info.group));
  form("alpn", text(info.alpn_protocol));
  form("sni", text(info.server_name));
  form("retried", info.hello_retried ? "yes" : "no");
  form("resumed", info.resumed ? "yes" : "no");
  form("early", !info.early_data_accepted ? "none" : *info.early_data_accepted ? "taken" : "refused");
  auto const& chain = tls.peer_certificates();
  const bool bare = info.peer_certificate_type == cxtls::CertificateType::RawPublicKey;
  const std::string subject = chain.empty() ? "none" : bare ? "\"a bare key\"" : subject_in(chain[0]);
  form("client", subject.empty() ? "nameless" : subject);
}

template <class Tls>
std::string connection_page(Tls const& tls) {
  std::string page;
  tell_negotiated(
      tls, [&](char const* name, std::string const& value) { page.append(name).append(" ").append(value) += '\n'; });
  return page;
}

// How it ended, as TLS saw it.
template <class Tls>
std::string end_of(Tls const& tls) {
  switch (tls.now()) {
    case cxtls::condition::closed:
      return "closed";
    case cxtls::condition::truncated:
      return "cut off: the client didn't say that this was all";
    case cxtls::condition::failed:
      break;
    default:
      return "closed, and the client didn't answer";
  }
  std::string text = "failed: " + sentence_of(tls.failure());
  if (tls.alert_received()) text += "; the alert received is " + name_of_alert(*tls.alert_received());
  if (tls.alert_sent()) text += "; the alert sent is " + name_of_alert(*tls.alert_sent());
  return text;
}

// One line, without its end: name=value, and at last how it ended. `end` says that, if TLS doesn't know.
template <class Tls>
std::string connection_line(std::string const& peer, Tls const& tls, connection_tally const& tally,
                            std::string const& end) {
  std::string line = "peer=" + peer;
  const auto add = [&](char const* name, std::string const& value) {
    line.append(" ").append(name).append("=").append(value);
  };
  tell_negotiated(tls, add);
  add("requests", std::to_string(tally.requests));
  add("received", std::to_string(tally.received));
  add("sent", std::to_string(tally.sent));
  add("end", end.empty() ? end_of(tls) : end);
  return line;
}

}  // namespace support
