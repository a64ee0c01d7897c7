// first-error: find<Body>(extensions): no extension of this message has this body
#include "cxtls/protocol/extension/check.hpp"

bool has_share(cxtls::list<cxtls::extension_in<cxtls::in::server_hello>> extensions) {
  return cxtls::find<cxtls::KeyShareClientHello>(extensions).has_value();
}
