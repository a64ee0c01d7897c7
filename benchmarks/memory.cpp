// What a connection holds: mid-handshake and established, idle. Beside it, in the same run, what libssl's connections
// hold in the same places (peers/memory_libssl.cpp, in a process of its own because the two libraries' names clash).
#include <cstdio>
#include <ctime>
#include <memory>

#include "allocation/heap_count.hpp"
#include "cxtls/backend/boringssl.hpp"
#include "cxtls/cxtls.hpp"
#include "recorded/openssl.hpp"

namespace {

using namespace cxtls;
struct bench_tls : stack<backend::boringssl> {};

template <class T>
T must(result<T> r, char const* what) {
  if (!r) test::broken(what);
  return std::move(*r);
}

// Of so many connections at once, so that what the first one allocates for good doesn't count.
constexpr std::size_t many = 64;

struct place {
  char const* name;
  std::size_t octets = 0;  // of one connection: the object and its heap
};

class meter {
 public:
  std::size_t since() const { return (test::octets_held() - before_) / many; }

 private:
  std::size_t before_ = test::octets_held();
};

struct endpoints {
  client_context<bench_tls> client_side;
  server_context<bench_tls> server_side;
  unix_time now{std::time(nullptr)};

  std::unique_ptr<client<bench_tls>> new_client() const {
    return std::make_unique<client<bench_tls>>(client_side, dns_name{"localhost"});
  }
  std::unique_ptr<server<bench_tls>> new_server() const { return std::make_unique<server<bench_tls>>(server_side); }

  template <class From, class To>
  void carry(From& from, To& to) const {
    while (!from.outgoing().empty()) {
      step s = to.receive(from.outgoing(), now);
      from.sent(s.consumed);
      while (s.again) s = to.proceed(now);
    }
  }
};

std::vector<place> measure(endpoints const& ends) {
  std::vector<std::unique_ptr<client<bench_tls>>> clients;
  std::vector<std::unique_ptr<server<bench_tls>>> servers;
  // A connection before, for what libcrypto keeps.
  for (std::size_t i = 0; i < many; ++i) {
    clients.push_back(ends.new_client());
    servers.push_back(ends.new_server());
  }
  clients.clear();
  servers.clear();
  clients.reserve(many);
  servers.reserve(many);

  std::vector<place> out;
  meter client_started;
  for (std::size_t i = 0; i < many; ++i) {
    clients.push_back(ends.new_client());
    clients.back()->start(ends.now);
  }
  out.push_back({"client, ClientHello sent", client_started.since()});

  meter server_answered;
  for (std::size_t i = 0; i < many; ++i) {
    servers.push_back(ends.new_server());
    const step s = servers.back()->receive(clients[i]->outgoing(), ends.now);
    clients[i]->sent(s.consumed);
  }
  out.push_back({"server, flight sent and still in its buffer", server_answered.since()});

  for (std::size_t i = 0; i < many; ++i)
    for (int round = 0; round < 3; ++round) {
      ends.carry(*servers[i], *clients[i]);
      ends.carry(*clients[i], *servers[i]);
    }
  for (auto& c : clients) {
    if (c->now() != condition::connected) test::broken("the handshake");
    c->trim();
  }
  for (auto& s : servers) s->trim();
  const std::size_t both = test::octets_held();
  clients.clear();
  const std::size_t without_clients = test::octets_held();
  servers.clear();
  const std::size_t without_both = test::octets_held();
  out.push_back({"client, established and idle", (both - without_clients) / many});
  out.push_back({"server, established and idle", (without_clients - without_both) / many});
  return out;
}

}  // namespace

int main(int argc, char** argv) {
  try {
    test::openssl({"version"});
  } catch (std::runtime_error const&) {
    std::printf("left out: it needs the openssl command\n");
    return 77;  // what Meson calls skipped
  }
  test::authority ca;
  ca.issue("p256", "server", {"ec", "-pkeyopt", "ec_paramgen_curve:P-256"});
  client_config trusting{.trust = must(trust_store::from_pem(ca.text("ca.pem")), "the authority"),
                         .profile = profile::private_pki};
  server_config serving{
      .certificates = {must(own_certificate::from_pem(ca.text("p256.pem"), ca.text("p256.key")), "the certificate")}};
  const endpoints ends{must(client_context<bench_tls>::create(std::move(trusting)), "the client's context"),
                       must(server_context<bench_tls>::create(std::move(serving)), "the server's context")};
  const auto ours = measure(ends);

  std::vector<std::size_t> theirs;
  if (argc > 1) {
    const std::string command =
        std::string(argv[1]) + " " + ca.path("p256.pem") + " " + ca.path("p256.key") + " " + ca.path("ca.pem");
    if (FILE* pipe = ::popen(command.c_str(), "r")) {
      std::size_t octets = 0;
      while (std::fscanf(pipe, "%zu", &octets) == 1) theirs.push_back(octets);
      ::pclose(pipe);
    }
  }
  std::printf("memory of one connection in octets, object and heap, P-256 certificate, TLS 1.3, no tickets\n");
  std::printf("%-46s %10s %10s %8s\n", "", "cxtls", "libssl", "ratio");
  for (std::size_t i = 0; i < ours.size(); ++i) {
    if (theirs.size() == ours.size()) {
      std::printf("%-46s %10zu %10zu %8.2f\n", ours[i].name, ours[i].octets, theirs[i],
                  static_cast<double>(ours[i].octets) / static_cast<double>(theirs[i]));
    } else {
      std::printf("%-46s %10zu %10s\n", ours[i].name, ours[i].octets, "-");
    }
  }
  if (theirs.size() != ours.size()) std::printf("libssl left out: it needs its headers (libssl-dev)\n");
}
