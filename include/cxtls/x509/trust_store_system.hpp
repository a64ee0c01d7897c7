// trust_store::system(): the one place of x509/ that reads files. Each distribution of Linux keeps its anchors in one
// PEM bundle. The environment isn't asked: whoever sets SSL_CERT_FILE for another library didn't mean this one.
#pragma once
#include <cstdio>

#include "cxtls/x509/trust_store.hpp"

namespace cxtls::x509 {

// The first one that can be opened is taken.
inline constexpr char const* system_bundles[] = {
    "/etc/ssl/certs/ca-certificates.crt",                 // Debian, Ubuntu, Arch, Alpine
    "/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem",  // Fedora, RHEL
    "/etc/ssl/ca-bundle.pem",                             // SUSE
    "/etc/pki/tls/certs/ca-bundle.crt",                   // older Fedora and RHEL
    "/etc/ssl/cert.pem",                                  // Alpine, and the BSDs
    "/etc/ca-certificates/extracted/tls-ca-bundle.pem",   // Arch
};
// Ten times the largest in use.
inline constexpr std::size_t max_bundle_size = std::size_t{4} << 20;
// Most keys and chains are smaller.
inline constexpr std::size_t read_at_once = 16384;

struct system_loader {
  // Appends what a file holds. It may be a private key: no octet goes through memory that isn't wiped.
  static bool read(char const* file, buffer& out) {
    std::FILE* const f = std::fopen(file, "rb");
    if (f == nullptr) return false;
    bool good = std::setvbuf(f, nullptr, _IONBF, 0) == 0;
    for (std::size_t had = out.size(), got = 1; good && got > 0; had += got) {
      good = out.resize(had + read_at_once);
      if (!good) break;
      got = std::fread(out.edit().data() + had, 1, read_at_once, f);
      (void)out.resize(had + got);
      good = std::ferror(f) == 0 && out.size() <= max_bundle_size;
    }
    std::fclose(f);
    return good;
  }
  // Where anchors are no file: macOS and Windows have stores of their own, and a bundle that lies about isn't theirs.
  static trust_store unsupported() {
    trust_store store;
    store.failure_ = {errc::trust_store_unsupported, {}};
    return store;
  }
  // Certificates that we can't parse, of which each bundle may have some, are left out.
  static trust_store from(char const* const* files, std::size_t count) {
    trust_store store;
    store.failure_ = {errc::trust_store_unreadable, {}};
    for (std::size_t i = 0; i < count; ++i) {
      buffer text;
      if (!read(files[i], text)) continue;
      trust_store loaded;
      loaded.failure_ = loaded.add_pem(as_text(text.view()), trust_store::unusable::skipped);
      if (!loaded.failure_ && loaded.empty()) loaded.failure_ = {errc::trust_store_empty, {}};
      // Half a bundle isn't the system's trust store.
      if (loaded.failure_) {
        store.failure_ = loaded.failure_;
        continue;
      }
      return loaded;
    }
    return store;
  }
};

inline trust_store trust_store::system() {
#if defined(_WIN32) || defined(__APPLE__)
  return system_loader::unsupported();
#else
  return system_loader::from(system_bundles, sizeof system_bundles / sizeof *system_bundles);
#endif
}

}  // namespace cxtls::x509
