// A TCP port that connections come from, for servers that have no event loop of their own. Knows no TLS.
#pragma once
#include <optional>

#include "cxtls/io/socket.hpp"

namespace cxtls::io {

// Connections that the system keeps for us until they are accepted; Linux takes no more by default.
inline constexpr int listen_backlog = 4096;

class listener {
 public:
  // Precondition: the socket listens, and doesn't block.
  explicit listener(socket listening) : socket_(std::move(listening)) {}

  // Waits for the next connection, for ever without `patience`. Errors: timed_out; transport_failed, with errno: mostly
  // EMFILE, and there will be room again when a connection ends.
  result<socket> accept(std::optional<std::chrono::milliseconds> patience = std::nullopt) {
    const clock::time_point deadline = clock::now() + patience.value_or(std::chrono::milliseconds(0));
    for (;;) {
      socket accepted(::accept(socket_.fd(), nullptr, nullptr));
      if (accepted.fd() >= 0) return prepared(std::move(accepted));
      // A client that has hung up before it was accepted is none (accept(2)).
      if (errno == EINTR || errno == ECONNABORTED) continue;
      if (errno != EAGAIN && errno != EWOULDBLOCK) return failure{fault::transport_failed, errno};
      if (patience) {
        if (const status ready = wait(socket_.fd(), POLLIN, deadline); !ready) return ready.error();
      } else {
        pollfd entry{socket_.fd(), POLLIN, 0};
        (void)::poll(&entry, 1, -1);
      }
    }
  }
  // The port's number, also when the system chose it. 0: not a TCP port.
  std::uint16_t port() const {
    sockaddr_storage own{};
    socklen_t size = sizeof own;
    if (::getsockname(socket_.fd(), reinterpret_cast<sockaddr*>(&own), &size) != 0) return 0;
    if (own.ss_family == AF_INET6) return ntohs(reinterpret_cast<sockaddr_in6 const&>(own).sin6_port);
    return own.ss_family == AF_INET ? ntohs(reinterpret_cast<sockaddr_in const&>(own).sin_port) : std::uint16_t{0};
  }
  int fd() const { return socket_.fd(); }

 private:
  static socket prepared(socket s) {
    (void)::fcntl(s.fd(), F_SETFD, FD_CLOEXEC);
    (void)::fcntl(s.fd(), F_SETFL, O_NONBLOCK);
    // Flights and records are written whole: there is nothing to gain from holding back their ends.
    const int on = 1;
    ::setsockopt(s.fd(), IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    return s;
  }

  socket socket_;
};

// `host` is the address to listen at, or a name of this machine: the first of its addresses that can be had. `port` is a
// decimal number; "0" lets the system choose one. Both are zero-terminated. Errors: host_unknown, transport_failed.
inline result<listener> listen(char const* host, char const* port) {
  addrinfo hints{};
  hints.ai_socktype = SOCK_STREAM;
  hints.ai_flags = AI_NUMERICSERV | AI_PASSIVE;
  addrinfo* found = nullptr;
  if (const int code = ::getaddrinfo(host, port, &hints, &found); code != 0) return failure{fault::host_unknown, code};
  failure last{fault::transport_failed};
  for (addrinfo const* address = found; address != nullptr; address = address->ai_next) {
    socket s(::socket(address->ai_family, address->ai_socktype | SOCK_CLOEXEC | SOCK_NONBLOCK, address->ai_protocol));
    // The port of a server that ended a moment ago can be had again.
    const int on = 1;
    if (s.fd() >= 0) ::setsockopt(s.fd(), SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    if (s.fd() >= 0 && ::bind(s.fd(), address->ai_addr, address->ai_addrlen) == 0 &&
        ::listen(s.fd(), listen_backlog) == 0) {
      ::freeaddrinfo(found);
      return listener(std::move(s));
    }
    last.code = errno;
  }
  ::freeaddrinfo(found);
  return last;
}

}  // namespace cxtls::io
