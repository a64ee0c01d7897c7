// first-error: a state of the server can't be reached
#include "broken.hpp"

struct Island {};
struct more : honest {
  using states =
      machine::list<WaitClientHello<probe>, WaitRetriedClientHello<probe>, AwaitSession<probe>, AwaitReverification<probe>,
                    AwaitCredential<probe>, AwaitSignature<probe>, WaitCertificate<probe>, WaitCertificateVerify<probe>,
                    AwaitVerification<probe>, WaitFinished<probe>, WaitFinishedOfAnonymous<probe>,
                    WaitFinishedOfAuthenticated<probe>, Connected<probe>, Island>;
  using honest::ask;
  using honest::on;
  static constexpr auto on(Island&&, received<KeyUpdate>, context&) -> Next<Connected<probe>>;
};
static_assert(proven<probe, more>());
