// The openssl command as an independent peer: a throw-away public key infrastructure, and s_server on loopback.
#pragma once
#include <fcntl.h>
#include <netinet/in.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "cxtls/base/bytes.hpp"

extern char** environ;

namespace cxtls::test {

// Nothing here takes longer than a fraction of a second; whoever waits so long waits for ever.
inline constexpr int patience_ms = 30'000;

[[noreturn]] inline void broken(std::string const& what) { throw std::runtime_error(what); }

class descriptor {
 public:
  explicit descriptor(int fd = -1) : fd_(fd) {}
  descriptor(descriptor&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
  descriptor& operator=(descriptor&& other) noexcept {
    std::swap(fd_, other.fd_);
    return *this;
  }
  ~descriptor() {
    if (fd_ >= 0) ::close(fd_);
  }
  int get() const { return fd_; }

  // 0: the other end has closed.
  std::size_t read(mutable_bytes out) const {
    pollfd entry{fd_, POLLIN, 0};
    if (::poll(&entry, 1, patience_ms) <= 0) broken("nothing came");
    const ssize_t n = ::read(fd_, out.data(), out.size());
    if (n < 0) broken("read failed");
    return static_cast<std::size_t>(n);
  }
  void write(bytes octets) const {
    while (!octets.empty()) {
      const ssize_t n = ::send(fd_, octets.data(), octets.size(), MSG_NOSIGNAL);
      if (n <= 0) broken("write failed");
      octets = octets.subspan(static_cast<std::size_t>(n));
    }
  }

 private:
  int fd_;
};

class process {
 public:
  // Standard output and error together come from output(); standard input stays open and empty until the process ends.
  explicit process(std::vector<std::string> arguments) {
    int out[2], in[2];
    if (::pipe2(out, O_CLOEXEC) != 0 || ::pipe2(in, O_CLOEXEC) != 0) broken("no pipe");
    output_ = descriptor(out[0]);
    input_ = descriptor(in[1]);
    const descriptor theirs(out[1]), empty(in[0]);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, in[0], 0);
    posix_spawn_file_actions_adddup2(&actions, out[1], 1);
    posix_spawn_file_actions_adddup2(&actions, out[1], 2);
    std::vector<char*> argv;
    for (std::string& a : arguments) argv.push_back(a.data());
    argv.push_back(nullptr);
    const int failed = ::posix_spawnp(&pid_, argv[0], &actions, nullptr, argv.data(), environ);
    posix_spawn_file_actions_destroy(&actions);
    if (failed != 0) {
      pid_ = -1;
      broken("cannot start " + arguments[0]);
    }
  }
  process(process&& other) noexcept
      : pid_(std::exchange(other.pid_, -1)), output_(std::move(other.output_)), input_(std::move(other.input_)) {}
  process& operator=(process&&) = delete;
  ~process() {
    if (pid_ < 0) return;
    ::kill(pid_, SIGKILL);
    (void)wait();
  }
  descriptor const& output() const { return output_; }
  // Its exit status; 128 and more for a signal.
  int wait() {
    int status = 0;
    ::waitpid(std::exchange(pid_, -1), &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  }

 private:
  pid_t pid_ = -1;
  descriptor output_;
  descriptor input_;
};

inline std::string read_to_end(descriptor const& from) {
  std::string text;
  std::uint8_t piece[4096];
  while (const std::size_t n = from.read(piece)) text.append(piece, piece + n);
  return text;
}

inline void openssl(std::vector<std::string> arguments) {
  arguments.insert(arguments.begin(), "openssl");
  process run(arguments);
  const std::string said = read_to_end(run.output());
  if (run.wait() != 0) broken("openssl " + arguments[1] + ": " + said);
}

// A certification authority in a folder of its own, which goes with it.
class authority {
 public:
  authority() {
    std::string name = (std::filesystem::temp_directory_path() / "cxtls-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr) broken("no temporary folder");
    folder_ = name;
    std::ofstream(folder_ / "config") << config;
    openssl({"req", "-config", path("config"), "-x509", "-extensions", "authority", "-newkey", "ec", "-pkeyopt",
             "ec_paramgen_curve:P-256", "-nodes", "-keyout", path("ca.key"), "-out", path("ca.pem"), "-days", "30",
             "-subj", "/CN=an authority"});
  }
  authority(authority const&) = delete;
  ~authority() {
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
  }
  // Makes NAME.pem and NAME.key; `role` is server (of localhost) or client, `key` what follows -newkey.
  void issue(std::string const& name, std::string const& role, std::vector<std::string> const& key) const {
    std::vector<std::string> command{"req", "-config", path("config"), "-x509", "-extensions", role, "-newkey"};
    command.insert(command.end(), key.begin(), key.end());
    for (std::string const& more : {std::string("-nodes"), std::string("-keyout"), path(name + ".key"),
                                    std::string("-out"), path(name + ".pem"), std::string("-days"), std::string("30"),
                                    std::string("-CA"), path("ca.pem"), std::string("-CAkey"), path("ca.key")})
      command.push_back(more);
    openssl(command);
  }
  std::string path(std::string const& file) const { return (folder_ / file).string(); }
  std::string text(std::string const& file) const {
    std::ostringstream all;
    all << std::ifstream(path(file)).rdbuf();
    return all.str();
  }

 private:
  static constexpr char const* config = R"([req]
distinguished_name = name
prompt = no
[name]
CN = a subject
[authority]
basicConstraints = critical,CA:TRUE
keyUsage = critical,keyCertSign,cRLSign
subjectKeyIdentifier = hash
[server]
basicConstraints = critical,CA:FALSE
keyUsage = critical,digitalSignature
extendedKeyUsage = serverAuth
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
subjectAltName = DNS:localhost
[client]
basicConstraints = critical,CA:FALSE
keyUsage = critical,digitalSignature
extendedKeyUsage = clientAuth
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
)";
  std::filesystem::path folder_;
};

// `openssl s_server` for one connection. It chooses the port and says so when it listens.
class s_server {
 public:
  explicit s_server(std::vector<std::string> const& options) : running_(command(options)) {
    std::string said;
    std::uint8_t piece[512];
    while (port_ == 0) {
      const std::size_t n = running_.output().read(piece);
      if (n == 0) broken("s_server: " + said);
      said.append(piece, piece + n);
      const std::size_t at = said.find("ACCEPT "), end = said.find('\n', at);
      if (at == said.npos || end == said.npos) continue;
      port_ = static_cast<std::uint16_t>(std::stoul(said.substr(said.rfind(':', end) + 1)));
    }
  }
  std::uint16_t port() const { return port_; }
  descriptor connect() const {
    descriptor s(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
    sockaddr_in to{};
    to.sin_family = AF_INET;
    to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    to.sin_port = htons(port_);
    if (::connect(s.get(), reinterpret_cast<sockaddr*>(&to), sizeof to) != 0) broken("cannot connect");
    return s;
  }

 private:
  static std::vector<std::string> command(std::vector<std::string> const& options) {
    std::vector<std::string> all{"openssl", "s_server", "-accept", "127.0.0.1:0", "-naccept", "1", "-tls1_3"};
    all.insert(all.end(), options.begin(), options.end());
    return all;
  }
  process running_;
  std::uint16_t port_ = 0;
};

}  // namespace cxtls::test
