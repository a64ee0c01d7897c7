// first-error: a state of the client is a dead end
#include "broken.hpp"

struct Limbo {};
struct trap : honest {
  using states =
      machine::list<Start<probe>, WaitServerHello<probe>, WaitRetriedServerHello<probe>, WaitEncryptedExtensions<probe>,
                    WaitResumedEncryptedExtensions<probe>, WaitCertificateOrRequest<probe>, WaitCertificate<probe>,
                    WaitCertificateVerify<probe>, AwaitVerification<probe>, AwaitReverification<probe>,
                    WaitFinished<probe>, WaitResumedFinished<probe>, WaitFinishedAfterEarlyData<probe>,
                    AwaitCredential<probe>, AwaitSignature<probe>, Connected<probe>, Limbo>;
  using honest::on;
  static constexpr auto on(WaitFinished<probe>&&, received<KeyUpdate>, context&) -> Next<Limbo>;
};
static_assert(proven<probe, trap>());
