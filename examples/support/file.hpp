// Files, whole in and piecewise out.
#pragma once
#include <fcntl.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <memory>
#include <string>

#include "cxtls/base/bytes.hpp"
#include "problem.hpp"

namespace support {

struct file_closer {
  void operator()(std::FILE* file) const { std::fclose(file); }
};
using file = std::unique_ptr<std::FILE, file_closer>;

inline problem file_problem(std::string const& what, std::string const& name) {
  return {exit_status::file, what + " " + name + ": " + std::strerror(errno)};
}

inline result<file> open_file(std::string const& name, char const* mode) {
  std::FILE* const opened = std::fopen(name.c_str(), mode);
  if (opened == nullptr) return file_problem("cannot open", name);
  return file(opened);
}

// For secrets: written anew, and nobody else may read it.
inline result<file> open_private_file(std::string const& name) {
  const int fd = ::open(name.c_str(), O_CREAT | O_WRONLY | O_TRUNC | O_CLOEXEC, S_IRUSR | S_IWUSR);
  std::FILE* const opened = fd < 0 ? nullptr : ::fdopen(fd, "wb");
  if (opened == nullptr) return file_problem("cannot open", name);
  return file(opened);
}

inline result<std::string> read_file(std::string const& name) {
  result<file> opened = open_file(name, "rb");
  if (!opened) return opened.error();
  std::string contents;
  char piece[4096];
  for (std::size_t n = 0; (n = std::fread(piece, 1, sizeof piece, opened->get())) > 0;) contents.append(piece, n);
  if (std::ferror(opened->get()) != 0) return file_problem("cannot read", name);
  return contents;
}

inline result<done> write_to(std::FILE* out, cxtls::bytes octets, std::string const& name) {
  if (std::fwrite(octets.data(), 1, octets.size(), out) != octets.size()) return file_problem("cannot write to", name);
  return done{};
}

}  // namespace support
