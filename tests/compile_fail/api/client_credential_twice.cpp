// A credential is chosen once: the question's continuation is used up.
// first-error: a question is answered once: write resume(std::move(question), answer)
#include "tls.hpp"

auto use(client& c, cxtls::machine::continuation<cxtls::ClientCredentialChoice>& q) {
  return c.resume(q, cxtls::ClientCredentialChoice{});
}
