// SIGTERM and SIGINT as a descriptor that poll() can wait for.
#pragma once
#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>

namespace support {

// One at a time: signals belong to the process.
class stop_signal {
 public:
  stop_signal() {
    int ends[2];
    if (::pipe(ends) != 0) return;
    fd_ = ends[0];
    told() = ends[1];
    for (const int end : ends) {
      (void)::fcntl(end, F_SETFD, FD_CLOEXEC);
      (void)::fcntl(end, F_SETFL, O_NONBLOCK);
    }
    struct sigaction action{};
    action.sa_handler = [](int) {
      const int before = errno;
      (void)!::write(told(), "!", 1);
      errno = before;
    };
    ::sigaction(SIGTERM, &action, nullptr);
    ::sigaction(SIGINT, &action, nullptr);
  }
  stop_signal(stop_signal const&) = delete;
  stop_signal& operator=(stop_signal const&) = delete;
  ~stop_signal() {
    ::signal(SIGTERM, SIG_DFL);
    ::signal(SIGINT, SIG_DFL);
    if (fd_ < 0) return;
    ::close(fd_);
    ::close(told());
  }
  // Readable once a signal has come; -1: there is none to be had.
  int fd() const { return fd_; }

 private:
  // Where the handler writes: it can't be told in any other way.
  static int& told() {
    static int fd = -1;
    return fd;
  }
  int fd_ = -1;
};

}  // namespace support
