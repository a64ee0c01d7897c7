// The command line of https_get.
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

inline constexpr std::string_view usage =
    R"(usage: https_get [options] URL

Fetches an https URL over TLS 1.3 or 1.2. The body goes to standard output; what was negotiated, the status line and errors go
to standard error.

  --cafile F           trust the certificates in this PEM file and no others. The server is then taken for a private
                       one and checked by RFC 5280; without the option the system's trust store applies, and the
                       stricter rules of the public web
  --pin P              the server is whoever has the key whose SubjectPublicKeyInfo has this SHA-256, 64 hexadecimal
                       digits; its certificate's names and issuer don't matter then
  --raw-public-keys    with --pin: and it may show the bare key (RFC 7250)
  --connect HOST:PORT  connect there; who must answer is still the URL's host
  --alpn LIST          application protocols to offer, best first (default: http/1.1); HTTP/1.1 is spoken in any case
  --min-version V      1.2 or 1.3: nothing older (default: 1.2)
  --max-version V      1.2 or 1.3: nothing newer (default: 1.3)
  --groups LIST        key exchange groups to offer: X25519MLKEM768,x25519,secp256r1,secp384r1
  --suites LIST        cipher suites to offer: TLS_AES_128_GCM_SHA256,TLS_AES_256_GCM_SHA384,...
  --cert F --key F     the client's certificate chain and private key, PEM, for servers that ask for them; or, in place
                       of the chain, a public key
  --repeat N           fetch it N times, each time on a new connection that resumes the session of the one before, if
                       the server gave a ticket and takes it
  --session F          keep the session in this file, and resume it the next time. It is as secret as a password
  --early-data         send the request along with the first flight of a resumed session, if its ticket allows it. It has no
                       forward secrecy and can be replayed
  --keylog F           append the connection's secrets in the SSLKEYLOGFILE format (RFC 9850)
  --trace              print each handshake message, explained, each state change and each alert
  --out F              write the body there
  --help               this text

LIST is separated by commas and holds the names of the IANA registries. HOST may be an address; IPv6 is [::1].

exit status: 0 the server was verified, the response was whole, and TLS was closed by an authenticated close_notify
             1 the command line
             2 no connection to the server, or no answer in time
             3 TLS: the server was refused, or it refused, or the connection was tampered with or cut
             4 the response isn't HTTP/1.1, or not whole
             5 a file can't be read or written
)";

struct options {
  bool help = false;
  bool trace = false;
  bool raw_public_keys = false;
  bool early_data = false;
  std::uint64_t repeat = 1;
  url where{};
  std::optional<endpoint> connect{};
  std::string cafile, certificate, key, keylog, out, session;  // file names; empty: not given
  std::optional<cxtls::spki_pin> pin{};
  std::vector<std::string> alpn{"http/1.1"};
  std::string groups, suites;  // lists as given
  std::string min_version, max_version;
};

inline result<options> parse_options(std::vector<std::string_view> const& arguments) {
  options o;
  std::optional<url> where;
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    const std::string name(arguments[i]);
    if (name == "--help") {
      o.help = true;
      return o;
    }
    if (name == "--trace") {
      o.trace = true;
      continue;
    }
    if (name == "--early-data") {
      o.early_data = true;
      continue;
    }
    if (name == "--raw-public-keys") {
      o.raw_public_keys = true;
      continue;
    }
    if (!name.starts_with("-")) {
      if (where) return bad_usage("more than one URL");
      where = parse_url(name);
      if (!where) return bad_usage("not an https URL: " + name);
      continue;
    }
    std::string* const text = name == "--cafile"        ? &o.cafile
                              : name == "--cert"        ? &o.certificate
                              : name == "--key"         ? &o.key
                              : name == "--keylog"      ? &o.keylog
                              : name == "--out"         ? &o.out
                              : name == "--session"     ? &o.session
                              : name == "--groups"      ? &o.groups
                              : name == "--suites"      ? &o.suites
                              : name == "--min-version" ? &o.min_version
                              : name == "--max-version" ? &o.max_version
                                                        : nullptr;
    if (text == nullptr && name != "--connect" && name != "--alpn" && name != "--repeat" && name != "--pin")
      return bad_usage("no such option: " + name);
    if (i + 1 == arguments.size() || arguments[i + 1].empty()) return bad_usage(name + " needs a value");
    const std::string_view value = arguments[++i];
    if (text != nullptr) {
      *text = value;
    } else if (name == "--alpn") {
      o.alpn = split(value);
    } else if (name == "--repeat") {
      const std::optional<std::uint64_t> times = parse_number(value, 10);
      if (!times || *times == 0) return bad_usage("--repeat takes a number, at least 1");
      o.repeat = *times;
    } else if (name == "--pin") {
      o.pin = parse_pin(value);
      if (!o.pin) return bad_usage("--pin takes 64 hexadecimal digits");
    } else {
      o.connect = parse_endpoint(value, {});
      if (!o.connect) return bad_usage("--connect takes HOST:PORT");
    }
  }
  if (!where) return bad_usage("a URL is missing");
  if (o.certificate.empty() != o.key.empty()) return bad_usage("--cert and --key go together");
  if (o.raw_public_keys && !o.pin)
    return bad_usage("--raw-public-keys needs --pin: a bare key says nothing of its owner");
  o.where = std::move(*where);
  return o;
}

}  // namespace support
