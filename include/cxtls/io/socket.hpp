// TCP sockets for programs that have no event loop of their own, and what can go wrong with them. Knows no TLS.
#pragma once
#include <fcntl.h>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <cstdint>
#include <utility>

#include "cxtls/base/error.hpp"
#include "cxtls/base/result.hpp"

namespace cxtls::io {

enum class fault : std::uint8_t {
  host_unknown,      // the resolver has no address for the name; `code` is its EAI_ number
  unreachable,       // no address of the host accepted the connection; `code` is the errno of the last attempt
  timed_out,         // the deadline passed
  transport_failed,  // the connection broke below TLS; `code` is an errno
  tls_failed,        // TLS refused or ended it; `reason` says why
};

struct failure {
  fault what = fault::transport_failed;
  int code = 0;
  error reason{};
};

template <class T>
using result = cxtls::result<T, failure>;
using status = result<done>;

using clock = std::chrono::steady_clock;

// Long enough for a handshake over a slow mobile link, short enough to notice that a peer is gone.
inline constexpr std::chrono::milliseconds default_patience{30'000};

// Owns a socket's descriptor; moves, and closes it.
class socket {
 public:
  explicit socket(int fd) : fd_(fd) {}
  socket(socket&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
  socket& operator=(socket&& other) noexcept {
    socket gone(std::move(other));
    std::swap(fd_, gone.fd_);
    return *this;
  }
  ~socket() {
    if (fd_ >= 0) ::close(fd_);
  }
  // -1 when moved from.
  int fd() const { return fd_; }

 private:
  int fd_ = -1;
};

// Waits until a call of the given kind (POLLIN, POLLOUT) won't block. What is wrong with a socket is left for that call
// to say.
inline status wait(int fd, short events, clock::time_point deadline) {
  for (;;) {
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - clock::now()).count();
    pollfd entry{fd, events, 0};
    const int ready = ::poll(&entry, 1, left <= 0 ? 0 : static_cast<int>(left));
    if (ready > 0) return done{};
    if (ready < 0 && errno != EINTR) return failure{fault::transport_failed, errno};
    if (ready == 0 && left <= 0) return failure{fault::timed_out};
  }
}

namespace detail {

// A connection to one address.
inline result<socket> connect_to(addrinfo const& address, clock::time_point deadline) {
  socket s(::socket(address.ai_family, address.ai_socktype | SOCK_CLOEXEC | SOCK_NONBLOCK, address.ai_protocol));
  if (s.fd() < 0) return failure{fault::unreachable, errno};
  // Flights and records are written whole: there is nothing to gain from holding back their ends.
  const int on = 1;
  ::setsockopt(s.fd(), IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  if (::connect(s.fd(), address.ai_addr, address.ai_addrlen) == 0) return s;
  if (errno != EINPROGRESS) return failure{fault::unreachable, errno};
  if (const status ready = wait(s.fd(), POLLOUT, deadline); !ready) return ready.error();
  int code = 0;
  socklen_t size = sizeof code;
  if (::getsockopt(s.fd(), SOL_SOCKET, SO_ERROR, &code, &size) != 0) code = errno;
  if (code != 0) return failure{fault::unreachable, code};
  return s;
}

}  // namespace detail

// Connects to the first address of `host` (a name or an IP literal without brackets) that answers. `port` is a decimal
// number. Both are zero-terminated. The patience covers all addresses together, but not the resolver, which has limits of
// its own.
inline result<socket> connect(char const* host, char const* port,
                              std::chrono::milliseconds patience = default_patience) {
  addrinfo hints{};
  hints.ai_socktype = SOCK_STREAM;
  hints.ai_flags = AI_NUMERICSERV;
  addrinfo* found = nullptr;
  if (const int code = ::getaddrinfo(host, port, &hints, &found); code != 0) return failure{fault::host_unknown, code};
  const clock::time_point deadline = clock::now() + patience;
  failure last{fault::unreachable};
  for (addrinfo const* address = found; address != nullptr; address = address->ai_next) {
    result<socket> connected = detail::connect_to(*address, deadline);
    if (connected) {
      ::freeaddrinfo(found);
      return connected;
    }
    last = connected.error();
    if (last.what == fault::timed_out) break;
  }
  ::freeaddrinfo(found);
  return last;
}

}  // namespace cxtls::io
