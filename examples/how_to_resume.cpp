// how_to_resume PORT CA_FILE TIMES < LINE: sends a line to a TLS server, several times, and resumes sessions meanwhile.
// how_to_resume PORT key NAME KEY < LINE: the server is whoever has the external key KEY.
// The pages of docs/how-to/ show pieces of this file.
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <fstream>
#include <iostream>
#include <sstream>
#include <string>

#include "cxtls/backend/boringssl.hpp"
#include "cxtls/client.hpp"
#include "cxtls/io/posix.hpp"
#include "cxtls/protocol/error_table.hpp"
#include "cxtls/session/ticket_cache.hpp"

namespace {

struct my_tls : cxtls::stack<cxtls::backend::boringssl> {};
using my_client = cxtls::client<my_tls>;
using my_stream = cxtls::io::posix_stream<my_client>;
using my_tickets = cxtls::ticket_cache<cxtls::ticket>;

constexpr cxtls::dns_name server{"localhost"};

// ---- tickets ----

// Tickets are kept by whom they may be shown to, and under which rules.
cxtls::ticket_origin origin_of(cxtls::dns_name const& name, std::uint16_t port,
                               cxtls::client_context<my_tls> const& context) {
  cxtls::ticket_origin origin{.port = port, .policy = context.policy()};
  for (const std::uint8_t octet : name.view()) (void)origin.name.push(octet);
  return origin;
}

// ---- keys from elsewhere ----

cxtls::result<cxtls::external_psk> key_of_the_server(std::string_view name, std::string_view key) {
  return cxtls::external_psk::create(cxtls::as_bytes(name), cxtls::as_bytes(key),
                                     cxtls::crypto::hash_algorithm::sha256);
}

// ---- one connection ----

cxtls::io::result<std::string> ask(my_stream& stream, std::string const& line) {
  if (auto ok = stream.write(cxtls::as_bytes(line)); !ok) return ok.error();
  std::string answer;
  std::uint8_t piece[4096];
  while (answer.find('\n') == answer.npos) {
    const auto n = stream.read(piece);
    if (!n) return n.error();
    if (*n == 0) break;
    answer += cxtls::as_text({piece, *n});
  }
  if (auto ok = stream.close(); !ok) return ok.error();
  return answer;
}

int fail(std::string const& why) {
  std::fprintf(stderr, "how_to_resume: %s\n", why.c_str());
  return 1;
}

int talk(my_client& tls, my_stream& stream, std::string const& line) {
  const auto answer = ask(stream, line);
  if (!answer) return fail(std::string(cxtls::describe(tls.failure().code)));
  std::printf("%s: %s", tls.info().resumed ? "resumed" : "new", answer->c_str());
  return 0;
}

int several(char const* port, std::string const& ca, int times, std::string const& line) {
  auto trust = cxtls::trust_store::from_pem(ca);
  if (!trust) return fail("no usable CA certificate");
  auto context = cxtls::client_context<my_tls>::create(
      {.trust = std::move(*trust), .profile = cxtls::profile::rfc5280, .reverify_on_resume = true});
  if (!context) return fail(std::string(cxtls::describe(context.error().code)));
  my_tickets tickets;
  const auto origin = origin_of(server, static_cast<std::uint16_t>(std::atoi(port)), *context);
  for (int i = 0; i < times; ++i) {
    auto socket = cxtls::io::connect("localhost", port);
    if (!socket) return fail("cannot connect");
    my_client tls(*context, server, tickets.take(origin, cxtls::io::now()));
    my_stream stream(std::move(*socket), tls);
    if (const int failed = talk(tls, stream, line)) {
      tickets.forget(origin);
      return failed;
    }
    if (auto fresh = stream.take_ticket()) (void)tickets.put(origin, std::move(*fresh), cxtls::io::now());
  }
  return 0;
}

int by_key(char const* port, std::string_view name, std::string_view key, std::string const& line) {
  auto context = cxtls::client_context<my_tls>::create({});
  if (!context) return fail(std::string(cxtls::describe(context.error().code)));
  auto psk = key_of_the_server(name, key);
  if (!psk) return fail(std::string(cxtls::describe(psk.error().code)));
  auto socket = cxtls::io::connect("localhost", port);
  if (!socket) return fail("cannot connect");
  my_client tls(*context, std::move(*psk));
  my_stream stream(std::move(*socket), tls);
  return talk(tls, stream, line);
}

std::string contents_of(char const* file) {
  std::ostringstream text;
  text << std::ifstream(file).rdbuf();
  return text.str();
}

int run(int argc, char** argv) {
  if (argc < 4) return fail("PORT CA_FILE TIMES, or PORT key NAME KEY");
  std::string line;
  std::getline(std::cin, line);
  line += "\n";
  if (argc == 5) return by_key(argv[1], argv[3], argv[4], line);
  return several(argv[1], contents_of(argv[2]), std::atoi(argv[3]), line);
}

}  // namespace

int main(int argc, char** argv) {
  try {
    return run(argc, argv);
  } catch (std::exception const& out_of_memory) {
    return fail(out_of_memory.what());
  }
}
