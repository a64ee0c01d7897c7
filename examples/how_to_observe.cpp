// how_to_observe PORT CA_FILE KEY_LOG: a handshake with a server on this machine, watched. What happens goes to standard
// output, the secrets for Wireshark go to KEY_LOG. The pages of docs/how-to/ show pieces of this file.
#include <cstdio>
#include <exception>
#include <fstream>
#include <sstream>
#include <string>

#include "cxtls/backend/boringssl.hpp"
#include "cxtls/client.hpp"
#include "cxtls/io/posix.hpp"
#include "cxtls/protocol/error_table.hpp"
#include "cxtls/protocol/tls13/handshake.hpp"
#include "cxtls/wire/codec.hpp"

namespace {

std::string hex(cxtls::bytes octets) {
  std::string text;
  for (const std::uint8_t octet : octets) {
    text += "0123456789abcdef"[octet >> 4];
    text += "0123456789abcdef"[octet & 15];
  }
  return text;
}

// One line per secret, as RFC 9850 has it. Whoever reads this file reads the connection.
struct key_log {
  std::FILE* out = nullptr;
  void key(std::string_view label, cxtls::bytes client_random, cxtls::bytes secret) {
    const std::string line = std::string(label) + " " + hex(client_random) + " " + hex(secret) + "\n";
    if (out != nullptr) std::fputs(line.c_str(), out);
  }
};

// An observer has whichever of these functions it wants; the others cost nothing.
struct observer : key_log {
  void state(std::string_view from, std::string_view to) {
    std::printf("%s -> %s\n", std::string(from).c_str(), std::string(to).c_str());
  }
  void alert(bool sent, cxtls::AlertLevel, cxtls::AlertDescription description) {
    std::printf("%s alert %s\n", sent ? "sent" : "received", std::string(cxtls::name_of(description)).c_str());
  }
  // The descriptor that parses a message explains it, too.
  void message(bool sent, cxtls::bytes message) {
    std::printf("%s %zu octets\n", sent ? "sent" : "received", message.size());
    (void)cxtls::print<cxtls::Handshake>(message, [](cxtls::annotation const& line) {
      std::printf("  %4zu %*s%s %s\n", line.offset, static_cast<int>(2 * line.depth), "",
                  std::string(line.field).c_str(), std::string(line.meaning).c_str());
    });
  }
};

struct watched : cxtls::policy::modern {
  using observer = ::observer;
};
struct my_tls : cxtls::stack<cxtls::backend::boringssl, watched> {};

int fail(std::string_view why) {
  std::fprintf(stderr, "how_to_observe: %s\n", std::string(why).c_str());
  return 1;
}

int run(int argc, char** argv) {
  if (argc != 4) return fail("PORT CA_FILE KEY_LOG");
  std::ostringstream pem;
  pem << std::ifstream(argv[2]).rdbuf();
  auto trust = cxtls::trust_store::from_pem(pem.str());
  if (!trust) return fail(cxtls::describe(trust.error().code));
  auto context =
      cxtls::client_context<my_tls>::create({.trust = std::move(*trust), .profile = cxtls::profile::rfc5280});
  if (!context) return fail(cxtls::describe(context.error().code));
  auto socket = cxtls::io::connect("localhost", argv[1]);
  if (!socket) return fail("cannot connect");

  std::FILE* const log = std::fopen(argv[3], "a");
  if (log == nullptr) return fail("cannot open the key log");
  cxtls::client<my_tls> tls(*context, cxtls::dns_name{"localhost"}, observer{{log}});
  cxtls::io::posix_stream<cxtls::client<my_tls>> stream(std::move(*socket), tls);
  const bool good = stream.handshake() && stream.close();
  std::fclose(log);
  return good ? 0 : fail(cxtls::describe(tls.failure().code));
}

}  // namespace

int main(int argc, char** argv) {
  try {
    return run(argc, argv);
  } catch (std::exception const& out_of_memory) {
    return fail(out_of_memory.what());
  }
}
