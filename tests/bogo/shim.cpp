// bogo_shim: cxtls as BoringSSL's protocol test runner wants to see it. Started by the runner, once for each test.
#include <cstdio>

#include "client_side.hpp"
#include "server_side.hpp"

int main(int argc, char** argv) {
  std::string unknown;
  const auto all = bogo::parse(argc, argv, unknown);
  if (!all) {
    std::fprintf(stderr, "unimplemented: %s\n", unknown.c_str());
    return bogo::exit_unimplemented;
  }
  if (all->initial.is_handshaker_supported) {
    std::puts("No");
    return 0;
  }
  const auto bad = all->initial.server ? bogo::run_server(*all) : bogo::run_client(*all);
  if (!bad) return 0;
  std::fprintf(stderr, "%s\n", bad->text.c_str());
  return bad->status;
}
