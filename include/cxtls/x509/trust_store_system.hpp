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

struct system_loader {
  static bool read(char const* file, buffer& out) {
    std::FILE* const f = std::fopen(file, "rb");
    if (f == nullptr) return false;
    bool good = true;
    for (std::uint8_t chunk[4096]; good && std::feof(f) == 0;) {
      const std::size_t n = std::fread(chunk, 1, sizeof chunk, f);
      good = std::ferror(f) == 0 && out.size() + n <= max_bundle_size && out.append(bytes(chunk, n));
    }
    std::fclose(f);
    return good;
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
  return system_loader::from(system_bundles, sizeof system_bundles / sizeof *system_bundles);
}

}  // namespace cxtls::x509
