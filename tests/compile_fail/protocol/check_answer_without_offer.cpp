// first-error: check_extensions of an answering message takes what was offered (RFC 8446, 4.2)
#include "cxtls/protocol/extension/check.hpp"

cxtls::error judge(cxtls::list<cxtls::extension_in<cxtls::in::server_hello>> answer) {
  return cxtls::check_extensions(answer);
}
