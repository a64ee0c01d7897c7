// The command line of https_server.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "arguments.hpp"
#include "http_fields.hpp"
#include "pin.hpp"
#include "problem.hpp"
#include "url.hpp"

namespace support {

inline constexpr std::string_view server_usage =
    R"(usage: https_server --port N --cert F --key F [options]

Serves a few pages over TLS and HTTP/1.1: /, /hello, /connection (what was negotiated), /bytes/N (N octets); a POST
gets its body back. Prints where it listens, then a line for each connection when that ends. SIGTERM or SIGINT stop it:
responses that are on their way are finished, connections are closed.

  --port N               listen at this port; 0: one that the system chooses, and that the first line names
  --host ADDRESS         listen at this address of this machine (default: 127.0.0.1)
  --cert F --key F       a certificate chain, leaf first, and its private key, PEM. May be given several times: clients
                         are shown what suits the name they ask for and the algorithms they know. In place of the chain,
                         a public key, for clients that take one (RFC 7250)
  --delegated F          of the last --cert: a delegated credential (RFC 9345) of it, for clients that take one; the file
                         has the DelegatedCredential and nothing else,
  --delegated-key F      and this one the key that it delegates to, PEM
  --client-ca F          ask for client certificates of the authorities in this PEM file
  --client-pin P         ask clients for a bare key (RFC 7250) whose SHA-256 is one of these, 64 hexadecimal digits each;
                         beside --client-ca, they may show the one or the other
  --require-client-cert  and refuse clients without one
  --alpn LIST            application protocols, best first (default: http/1.1). HTTP/1.1 is spoken in any case
  --min-version V        1.2 or 1.3: nothing older (default: 1.2)
  --max-version V        1.2 or 1.3: nothing newer (default: 1.3)
  --groups LIST          key exchange groups to take: X25519MLKEM768,x25519,secp256r1,secp384r1
  --suites LIST          cipher suites to take: TLS_AES_128_GCM_SHA256,TLS_AES_256_GCM_SHA384,...
  --tickets N            session tickets for each connection (default: 2); 0: nobody can resume
  --keep-sessions        keep them in memory, for one resumption each, and not in the tickets. Then clients of TLS 1.2
                         that take no tickets resume by session ID
  --early-data           take early data of clients that resume: GET and HEAD are answered before the handshake is over,
                         everything else is too early (RFC 8470)
  --cookies              a client that is asked to say hello again carries a cookie with all that the server knew
  --keylog F             append the connections' secrets in the SSLKEYLOGFILE format (RFC 9850)
  --trace                print each handshake message, explained, each state change and each alert
  --max-connections N    serve N connections, then stop
  --handshake-timeout S  seconds until a client has to be connected (default: 10)
  --idle-timeout S       seconds until a connection on which nothing moves is closed (default: 60)
  --help                 this text

LIST is separated by commas and holds the names of the IANA registries.

exit status: 0 stopped by a signal, or after --max-connections
             1 the command line
             2 the port can't be had
             5 a file can't be read or written, or has no usable certificate or key
)";

struct credential_files {
  std::string certificate, key;
  std::string delegated{}, delegated_key{};  // empty: none
};

struct server_options {
  bool help = false;
  bool trace = false;
  bool require_client_certificate = false;
  bool cookies = false;
  bool keep_sessions = false;
  bool early_data = false;
  std::string host = "127.0.0.1", port;
  std::vector<credential_files> credentials;
  std::string client_ca, keylog;  // file names; empty: not given
  std::vector<cxtls::spki_pin> client_pins{};
  std::vector<std::string> alpn{"http/1.1"};
  std::string groups, suites;  // lists as given
  std::string min_version, max_version;
  std::uint64_t tickets = 2;
  std::uint64_t max_connections = 0;    // 0: no end
  std::uint64_t handshake_timeout = 10;  // seconds
  std::uint64_t idle_timeout = 60;       // seconds
};

namespace detail {

struct server_arguments {
  server_options o;
  std::vector<std::string> certificates, keys;
  std::vector<std::string> delegated, delegated_keys;  // as many as certificates

  bool set_flag(std::string_view name) {
    bool* const flag = name == "--trace"                 ? &o.trace
                       : name == "--require-client-cert" ? &o.require_client_certificate
                       : name == "--cookies"             ? &o.cookies
                       : name == "--keep-sessions"       ? &o.keep_sessions
                       : name == "--early-data"          ? &o.early_data
                                                         : nullptr;
    if (flag != nullptr) *flag = true;
    return flag != nullptr;
  }
  std::string* text(std::string_view name) {
    if (name == "--cert") {
      delegated.emplace_back();
      delegated_keys.emplace_back();
      return &certificates.emplace_back();
    }
    if (name == "--delegated" && !delegated.empty()) return &delegated.back();
    if (name == "--delegated-key" && !delegated.empty()) return &delegated_keys.back();
    if (name == "--key") return &keys.emplace_back();
    return name == "--host"          ? &o.host
           : name == "--port"        ? &o.port
           : name == "--client-ca"   ? &o.client_ca
           : name == "--keylog"      ? &o.keylog
           : name == "--groups"      ? &o.groups
           : name == "--suites"      ? &o.suites
           : name == "--min-version" ? &o.min_version
           : name == "--max-version" ? &o.max_version
                                     : nullptr;
  }
  std::uint64_t* number(std::string_view name) {
    return name == "--tickets"             ? &o.tickets
           : name == "--max-connections"   ? &o.max_connections
           : name == "--handshake-timeout" ? &o.handshake_timeout
           : name == "--idle-timeout"      ? &o.idle_timeout
                                           : nullptr;
  }
};

}  // namespace detail

// Seconds: a day is for ever.
inline constexpr std::uint64_t longest_timeout = 86'400;

inline result<server_options> parse_server_options(std::vector<std::string_view> const& arguments) {
  detail::server_arguments given;
  server_options& o = given.o;
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    const std::string name(arguments[i]);
    if (name == "--help") {
      o.help = true;
      return o;
    }
    if (given.set_flag(name)) continue;
    std::string* const text = given.text(name);
    std::uint64_t* const number = given.number(name);
    if (text == nullptr && number == nullptr && name != "--alpn" && name != "--client-pin")
      return bad_usage("no such option: " + name);
    if (i + 1 == arguments.size() || arguments[i + 1].empty()) return bad_usage(name + " needs a value");
    const std::string_view value = arguments[++i];
    if (text != nullptr) {
      *text = value;
    } else if (number != nullptr) {
      const std::optional<std::uint64_t> parsed = parse_number(value, 10);
      if (!parsed) return bad_usage(name + " takes a number");
      *number = *parsed;
    } else if (name == "--client-pin") {
      const std::optional<cxtls::spki_pin> pin = parse_pin(value);
      if (!pin) return bad_usage("--client-pin takes 64 hexadecimal digits");
      o.client_pins.push_back(*pin);
    } else {
      o.alpn = split(value);
    }
  }
  if (o.port != "0" && !is_port(o.port)) return bad_usage("--port takes a number up to 65535");
  if (given.certificates.empty()) return bad_usage("--cert and --key are missing");
  if (given.certificates.size() != given.keys.size()) return bad_usage("--cert and --key go together");
  for (std::size_t i = 0; i < given.keys.size(); ++i) {
    if (given.delegated[i].empty() != given.delegated_keys[i].empty())
      return bad_usage("--delegated and --delegated-key go together");
    o.credentials.push_back({given.certificates[i], given.keys[i], given.delegated[i], given.delegated_keys[i]});
  }
  if (o.require_client_certificate && o.client_ca.empty() && o.client_pins.empty())
    return bad_usage("--require-client-cert needs --client-ca or --client-pin: whose certificates are good?");
  if (o.handshake_timeout == 0 || o.handshake_timeout > longest_timeout || o.idle_timeout == 0 ||
      o.idle_timeout > longest_timeout)
    return bad_usage("a timeout is a number of seconds from 1 to 86400");
  return std::move(o);
}

}  // namespace support
