// first-error: a state of the client can't be reached
#include "broken.hpp"

struct Island {};
struct more : honest {
  using states =
      machine::list<Start<probe>, WaitServerHello<probe>, WaitRetriedServerHello<probe>, WaitEncryptedExtensions<probe>,
                    WaitResumedEncryptedExtensions<probe>, WaitCertificateOrRequest<probe>, WaitCertificate<probe>,
                    WaitCertificateVerify<probe>, AwaitVerification<probe>, AwaitReverification<probe>,
                    WaitFinished<probe>, WaitResumedFinished<probe>, WaitFinishedAfterEarlyData<probe>,
                    AwaitCredential<probe>, AwaitSignature<probe>, Connected<probe>, Island>;
  using honest::on;
  static constexpr auto on(Island&&, received<KeyUpdate>, context&) -> Next<Connected<probe>>;
};
static_assert(proven<probe, more>());
