// first-error: a state of the server is a dead end
#include "broken.hpp"

struct Limbo {};
struct trap : honest {
  using states =
      machine::list<WaitClientHello<probe>, WaitRetriedClientHello<probe>, AwaitSession<probe>, AwaitReverification<probe>,
                    AwaitCredential<probe>, AwaitSignature<probe>, WaitCertificate<probe>, WaitCertificateVerify<probe>,
                    AwaitVerification<probe>, WaitFinished<probe>, WaitFinishedOfAnonymous<probe>,
                    WaitFinishedOfAuthenticated<probe>, Connected<probe>, Limbo>;
  using honest::ask;
  using honest::on;
  static constexpr auto on(WaitFinished<probe>&&, received<KeyUpdate>, context&) -> Next<Limbo>;
};
static_assert(proven<probe, trap>());
