// how_to_serve_loop CREDENTIAL: one connection, by an event loop of one's own; the client's line comes back reversed. The
// library never sees the key, and the application chooses the certificate. Prints the port. The pages of docs/how-to/ show
// pieces of this file.
#include <poll.h>
#include <sys/socket.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <ctime>
#include <exception>
#include <fstream>
#include <optional>
#include <sstream>
#include <string>

#include "cxtls/backend/boringssl.hpp"
#include "cxtls/io/listener.hpp"
#include "cxtls/protocol/error_table.hpp"
#include "cxtls/server.hpp"

namespace {

struct my_tls : cxtls::stack<cxtls::backend::boringssl> {};
using my_key = my_tls::backend::private_key;

cxtls::unix_time now() { return {static_cast<std::int64_t>(std::time(nullptr))}; }

// ---- a key that is elsewhere ----

// Here a key of the same backend stands for a security module.
cxtls::result<cxtls::own_certificate> with_key_elsewhere(std::string_view certificates, my_key const& module) {
  auto chain = cxtls::certificate_chain::from_pem(certificates);
  if (!chain) return chain.error();
  cxtls::external_key key;
  for (const cxtls::SignatureScheme scheme : module.schemes()) (void)key.schemes.push(scheme);
  return cxtls::own_certificate{std::move(*chain), key};
}

// ---- the loop ----

class conversation {
 public:
  conversation(int fd, cxtls::server_context<my_tls> const& context, my_key const& module)
      : fd_(fd), tls_(context), module_(module) {}

  // True after an authenticated end on both sides.
  bool run() {
    while (!finished()) {
      pollfd entry{fd_, static_cast<short>((room_ ? POLLIN : 0) | (tls_.outgoing().empty() ? 0 : POLLOUT)), 0};
      if (::poll(&entry, 1, unsigned_ ? 0 : -1) < 0 && errno != EINTR) return false;
      if ((entry.revents & POLLOUT) != 0) send();
      if (room_ && (entry.revents & (POLLIN | POLLHUP | POLLERR)) != 0) receive();
      if (unsigned_) sign();  // whenever the module has answered
      greet();
    }
    return tls_.now() == cxtls::condition::closed;
  }
  cxtls::server<my_tls> const& tls() const { return tls_; }

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
    if (n > 0) tls_.sent(static_cast<std::size_t>(n));
  }
  void receive() {
    const cxtls::mutable_bytes room = tls_.prepare();
    const ssize_t n = ::recv(fd_, room.data(), room.size(), 0);
    if (n > 0)
      take(tls_.commit(static_cast<std::size_t>(n), now()));
    else
      (void)tls_.transport_closed();
  }
  void take(cxtls::step s) {
    for (;;) {
      line_ += cxtls::as_text(s.plaintext);
      const bool answered = on_event(s.what);
      if (line_.ends_with('\n')) answer();
      room_ = s.can_take_more;
      if (!answered && !(s.again && s.can_take_more)) return;
      s = tls_.proceed(now());
    }
  }
  // True when a question was answered: the connection can go on.
  bool on_event(cxtls::event& what) {
    if (auto* wanted = std::get_if<cxtls::credential_wanted>(&what)) return choose(std::move(wanted->question));
    if (auto* wanted = std::get_if<cxtls::signature_wanted>(&what)) unsigned_ = std::move(wanted->question);
    return false;
  }
  // Which certificate, by whatever the client's hello says.
  bool choose(cxtls::machine::continuation<cxtls::CredentialChoice> question) {
    auto const& name = tls_.info().server_name;
    if (name && cxtls::as_text(name->view()) == "localhost") {
      (void)tls_.resume(std::move(question), cxtls::CredentialChoice{0});  // of the configuration's certificates
    } else {
      (void)tls_.refuse(std::move(question), cxtls::errc::unrecognized_name);
    }
    return true;
  }
  // The question may have waited for as long as it took: until now nothing was read, and output moved.
  void sign() {
    auto question = *std::exchange(unsigned_, std::nullopt);
    const auto request = tls_.to_be_signed();
    std::uint8_t octets[my_key::max_signature_size];
    const auto size = module_.sign({}, request->scheme, request->content, octets);
    if (size) {
      cxtls::Signature signature;
      for (const std::uint8_t octet : cxtls::bytes(octets, *size)) (void)signature.octets.push(octet);
      (void)tls_.resume(std::move(question), signature);
    } else {
      (void)tls_.refuse(std::move(question), cxtls::errc::signing_failed);
    }
    take(tls_.proceed(now()));
  }
  // As soon as the server has said who it is, before the client has. It may be anybody: this says the same to everybody.
  void greet() {
    if (greeted_ || !tls_.may_send_half_rtt()) return;
    greeted_ = true;
    (void)tls_.send(cxtls::half_rtt{cxtls::as_bytes("what shall be reversed?\n")});
  }
  void answer() {
    std::reverse(line_.begin(), line_.end() - 1);
    (void)tls_.send(cxtls::as_bytes(line_));
    (void)tls_.close();
    line_.clear();
  }

  int fd_;
  cxtls::server<my_tls> tls_;
  my_key const& module_;
  std::optional<cxtls::machine::continuation<cxtls::Signature>> unsigned_;
  std::string line_;
  bool room_ = true;
  bool greeted_ = false;
  bool broken_ = false;
};

int fail(std::string const& why) {
  std::fprintf(stderr, "how_to_serve_loop: %s\n", why.c_str());
  return 1;
}

int run(int argc, char** argv) {
  if (argc != 2) return fail("CREDENTIAL");
  std::ostringstream text;
  text << std::ifstream(argv[1]).rdbuf();
  auto own = cxtls::own_certificate::from_pem(text.str());
  if (!own) return fail("no usable certificate with its key");
  auto module = my_key::from_der({}, std::get_if<cxtls::buffer>(&own->key)->view());
  if (!module) return fail("no usable key");
  const std::string certificates = text.str().substr(0, text.str().find("-----BEGIN PRIVATE"));
  auto elsewhere = with_key_elsewhere(certificates, *module);
  if (!elsewhere) return fail("no usable certificate");

  cxtls::server_config config;
  config.certificates = {std::move(*elsewhere)};
  config.ask_application_for_credential = true;
  auto context = cxtls::server_context<my_tls>::create(std::move(config));
  if (!context) return fail(std::string(cxtls::describe(context.error().code)));
  auto listener = cxtls::io::listen("127.0.0.1", "0");
  if (!listener) return fail("cannot listen");
  std::printf("port %u\n", listener->port());
  std::fflush(stdout);
  auto socket = listener->accept();
  if (!socket) return fail("cannot accept");
  conversation c(socket->fd(), *context, *module);
  return c.run() ? 0 : fail(std::string(cxtls::describe(c.tls().failure().code)));
}

}  // namespace

int main(int argc, char** argv) {
  try {
    return run(argc, argv);
  } catch (std::exception const& out_of_memory) {
    return fail(out_of_memory.what());
  }
}
