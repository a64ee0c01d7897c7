// What the other files add is what breaks them.
#include "broken.hpp"

struct the_same : honest {
  using honest::ask;
  using honest::on;
  static constexpr auto on(Connected<probe>&&, received<CertificateVerify>, context&) -> Next<Connected<probe>>;
};
static_assert(proven<probe, the_same>());

PskVerified keep(PskVerified p) { return p; }
ClientAuthenticated keep(SignatureVerified s, x509::verified_chain chain) { return {.signature = s, .chain = chain}; }
Connected<probe> keep(ApplicationKeys<crypto::sender::server>&& keys, crypto::exporter_secret&& exporter,
                      crypto::resumption_secret&& resumption, FinishedVerified f) {
  return {std::move(keys), std::move(exporter), std::move(resumption), {}, f};
}
