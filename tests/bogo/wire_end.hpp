// The socket to the runner, and how octets move on it: in pieces of one octet when the test is about that.
#pragma once
#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <optional>

#include "cxtls/base/bytes.hpp"
#include "cxtls/io/socket.hpp"
#include "options.hpp"

namespace bogo {

class wire_end {
 public:
  // Connected, and introduced to the runner; null when there is nobody.
  static std::optional<wire_end> connect(options const& o) {
    cxtls::io::socket s(::socket(o.ipv6 ? AF_INET6 : AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
    if (s.fd() < 0) return std::nullopt;
    const int yes = 1;
    ::setsockopt(s.fd(), IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
    const auto port = htons(o.port);
    sockaddr_in v4{};
    v4.sin_family = AF_INET;
    v4.sin_port = port;
    v4.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    sockaddr_in6 v6{};
    v6.sin6_family = AF_INET6;
    v6.sin6_port = port;
    v6.sin6_addr = in6addr_loopback;
    const int answer = o.ipv6 ? ::connect(s.fd(), reinterpret_cast<sockaddr const*>(&v6), sizeof v6)
                              : ::connect(s.fd(), reinterpret_cast<sockaddr const*>(&v4), sizeof v4);
    if (answer != 0) return std::nullopt;
    wire_end end(std::move(s), o.async);
    std::uint8_t id[8];
    for (unsigned i = 0; i < 8; ++i) id[i] = static_cast<std::uint8_t>(o.shim_id >> 8 * i);
    if (!end.write(id)) return std::nullopt;
    return end;
  }

  bool write(cxtls::bytes data) {
    while (!data.empty()) {
      const ssize_t n = ::send(socket_.fd(), data.data(), one_by_one_ ? 1 : data.size(), MSG_NOSIGNAL);
      if (n < 0 && errno == EINTR) continue;
      if (n <= 0) return false;
      data = data.subspan(static_cast<std::size_t>(n));
    }
    return true;
  }
  // Some octets that came; empty at the end, which a reset is, too.
  cxtls::bytes read() {
    if (unread_.empty()) {
      ssize_t n = 0;
      do n = ::recv(socket_.fd(), storage_.data(), storage_.size(), 0);
      while (n < 0 && errno == EINTR);
      if (n <= 0) return {};
      unread_ = cxtls::bytes(storage_).first(static_cast<std::size_t>(n));
    }
    return one_by_one_ ? unread_.first(1) : unread_;
  }
  void consumed(std::size_t n) { unread_ = unread_.subspan(n); }

  // "On failure it sends the alert, half-closes and drains": otherwise a reset could overtake the alert.
  void drain() {
    ::shutdown(socket_.fd(), SHUT_WR);
    while (::recv(socket_.fd(), storage_.data(), storage_.size(), 0) > 0) {
    }
  }

 private:
  wire_end(cxtls::io::socket s, bool one_by_one) : socket_(std::move(s)), one_by_one_(one_by_one) {}
  cxtls::io::socket socket_;
  bool one_by_one_;
  octets storage_ = octets(16'640);  // a record at the most: more would save nothing
  cxtls::bytes unread_{};            // of `storage_`, whose octets stay where they are when this moves
};

}  // namespace bogo
