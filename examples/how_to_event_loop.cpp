// how_to_event_loop PORT CA_FILE [CREDENTIAL [external]] < LINE: a line to a server on this machine and its answer, by an
// event loop of one's own. CREDENTIAL is a PEM file with a client certificate and its key; with `external` the library
// never sees the key. The pages of docs/how-to/ show pieces of this file.
#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <ctime>
#include <exception>
#include <fstream>
#include <iostream>
#include <sstream>
#include <string>

#include "cxtls/backend/boringssl.hpp"
#include "cxtls/client.hpp"
#include "cxtls/protocol/error_table.hpp"

namespace {

struct my_tls : cxtls::stack<cxtls::backend::boringssl> {};
using my_key = my_tls::backend::private_key;

cxtls::unix_time now() { return {static_cast<std::int64_t>(std::time(nullptr))}; }

// ---- client certificates ----

cxtls::result<cxtls::own_certificate> credential_from_pem(std::string_view certificate_and_key) {
  cxtls::buffer key;
  auto chain = cxtls::x509::certificate_chain::split_pem(certificate_and_key, key);
  if (!chain) return chain.error();
  return cxtls::own_certificate{std::move(*chain), std::move(key)};
}

// Somebody else signs: here a key of the same backend stands for a security module.
cxtls::result<cxtls::own_certificate> external_credential(std::string_view certificates, my_key const& module) {
  auto chain = cxtls::x509::certificate_chain::from_pem(certificates);
  if (!chain) return chain.error();
  cxtls::external_key key;
  for (const cxtls::SignatureScheme scheme : module.schemes()) (void)key.schemes.push(scheme);
  return cxtls::own_certificate{std::move(*chain), key};
}

// ---- the loop ----

class session {
 public:
  session(int fd, cxtls::client_context<my_tls> const& context, my_key const* module, std::string line)
      : fd_(fd), tls_(context, cxtls::dns_name{"localhost"}), module_(module), line_(std::move(line)) {}

  // True after an authenticated end on both sides.
  bool run() {
    take(tls_.start(now()));
    while (!finished()) {
      pollfd entry{fd_, static_cast<short>((room_ ? POLLIN : 0) | (tls_.outgoing().empty() ? 0 : POLLOUT)), 0};
      if (::poll(&entry, 1, -1) < 0 && errno != EINTR) return false;
      if ((entry.revents & POLLOUT) != 0) send();
      if ((entry.revents & (POLLIN | POLLHUP | POLLERR)) != 0) receive();
    }
    return tls_.now() == cxtls::condition::closed;
  }
  cxtls::client<my_tls> const& tls() const { return tls_; }
  std::string const& answer() const { return answer_; }

 private:
  // An alert of ours still goes out after a failure.
  bool finished() const {
    const cxtls::condition c = tls_.now();
    const bool over =
        c == cxtls::condition::closed || c == cxtls::condition::failed || c == cxtls::condition::truncated;
    return over && (tls_.outgoing().empty() || broken_);
  }
  void send() {
    const cxtls::bytes out = tls_.outgoing();
    const ssize_t n = ::send(fd_, out.data(), out.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
    broken_ = n < 0 && errno != EAGAIN && errno != EINTR;
    if (n <= 0) return;
    tls_.sent(static_cast<std::size_t>(n));
    if (!room_) take(tls_.proceed(now()));  // there may be room again
  }
  void receive() {
    const cxtls::mutable_bytes room = tls_.prepare();
    if (room.empty()) return;
    const ssize_t n = ::recv(fd_, room.data(), room.size(), 0);
    if (n > 0)
      take(tls_.commit(static_cast<std::size_t>(n), now()));
    else
      (void)tls_.transport_closed();
  }
  // Everything that a step says. Its plaintext is good until the next call.
  void take(cxtls::step s) {
    for (;;) {
      answer_ += cxtls::as_text(s.plaintext);
      const bool answered = on_event(s.what);
      if (answer_.ends_with('\n')) (void)tls_.close();
      room_ = s.can_take_more;
      if (!answered && !(s.again && s.can_take_more)) return;
      s = tls_.proceed(now());
    }
  }
  // True when a question was answered: the connection can go on.
  bool on_event(cxtls::event& what) {
    if (std::holds_alternative<cxtls::connected>(what)) on_connected();
    if (auto* kept = std::get_if<cxtls::ticket>(&what)) tickets_ += !kept->identity.empty();
    if (auto* wanted = std::get_if<cxtls::verification_wanted>(&what)) return verify(std::move(wanted->question));
    if (auto* wanted = std::get_if<cxtls::client_credential_wanted>(&what)) return choose(std::move(wanted->question));
    if (auto* wanted = std::get_if<cxtls::signature_wanted>(&what)) return sign(std::move(wanted->question));
    return false;
  }
  void on_connected() {
    // New keys in both directions; of itself this happens before any key has protected too much.
    (void)tls_.update_keys(true);
    (void)tls_.send(cxtls::as_bytes(line_));
  }
  // The built-in checks have passed. The application may be stricter.
  bool verify(cxtls::machine::continuation<cxtls::Verified> question) {
    if (tls_.peer_certificates().size() <= 2) {
      (void)tls_.resume(std::move(question), cxtls::Verified{});
    } else {
      (void)tls_.refuse(std::move(question), cxtls::errc::certificate_refused_by_application);
    }
    return true;
  }
  // Who we are, by what the server takes; none is an answer, too. Somebody may be asked first: the answer can wait.
  bool choose(cxtls::machine::continuation<cxtls::ClientCredentialChoice> question) {
    const auto request = tls_.certificate_request();
    cxtls::ClientCredentialChoice choice{cxtls::ClientCredentialChoice::none};
    if (request->takes(cxtls::CertificateType::X509)) choice.index = 0;  // of the configuration's certificates
    (void)tls_.resume(std::move(question), choice);
    return true;
  }
  // This may as well happen later, when the module has answered: until then output still moves.
  bool sign(cxtls::machine::continuation<cxtls::Signature> question) {
    const auto request = tls_.to_be_signed();
    std::uint8_t octets[my_key::max_signature_size];
    const auto size = module_->sign({}, request->scheme, request->content, octets);
    if (size) {
      cxtls::Signature signature;
      for (const std::uint8_t octet : cxtls::bytes(octets, *size)) (void)signature.octets.push(octet);
      (void)tls_.resume(std::move(question), signature);
    } else {
      (void)tls_.refuse(std::move(question), cxtls::errc::signing_failed);
    }
    return true;
  }

  int fd_;
  cxtls::client<my_tls> tls_;
  my_key const* module_;
  std::string line_;
  std::string answer_;
  int tickets_ = 0;
  bool room_ = true;
  bool broken_ = false;
};

int fail(std::string const& why) {
  std::fprintf(stderr, "how_to_event_loop: %s\n", why.c_str());
  return 1;
}

std::string contents_of(char const* file) {
  std::ostringstream text;
  text << std::ifstream(file).rdbuf();
  return text.str();
}

int connect_to(char const* port) {
  const int fd = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in to{};
  to.sin_family = AF_INET;
  to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  to.sin_port = htons(static_cast<std::uint16_t>(std::stoul(port)));
  return ::connect(fd, reinterpret_cast<sockaddr*>(&to), sizeof to) == 0 ? fd : -1;
}

int run(int argc, char** argv) {
  if (argc < 3) return fail("PORT CA_FILE [CREDENTIAL [external]]");
  auto trust = cxtls::trust_store::from_pem(contents_of(argv[2]));
  if (!trust) return fail("no usable CA certificate");
  cxtls::client_config config{.trust = std::move(*trust), .profile = cxtls::profile::rfc5280};
  config.ask_application_to_verify = true;

  std::optional<my_key> module;
  if (argc > 3) {
    auto credential = credential_from_pem(contents_of(argv[3]));
    if (credential && argc > 4) {
      auto key = my_key::from_der({}, std::get_if<cxtls::buffer>(&credential->key)->view());
      if (!key) return fail("no usable key");
      module = std::move(*key);
      std::string text = contents_of(argv[3]);
      text.resize(text.find("-----END CERTIFICATE-----") + 26);
      credential = external_credential(text, *module);
    }
    if (!credential) return fail("no usable client certificate");
    config.certificates = {std::move(*credential)};
    config.ask_application_for_credential = true;
  }

  auto context = cxtls::client_context<my_tls>::create(std::move(config));
  if (!context) return fail(std::string(cxtls::describe(context.error().code)));
  const int fd = connect_to(argv[1]);
  if (fd < 0) return fail("cannot connect");
  std::string line;
  std::getline(std::cin, line);
  session s(fd, *context, module ? &*module : nullptr, line + "\n");
  const bool good = s.run();
  ::close(fd);
  if (!good) return fail(std::string(cxtls::describe(s.tls().failure().code)));
  std::fwrite(s.answer().data(), 1, s.answer().size(), stdout);
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  try {
    return run(argc, argv);
  } catch (std::exception const& out_of_memory) {
    return fail(out_of_memory.what());
  }
}
