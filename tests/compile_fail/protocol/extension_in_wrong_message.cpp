// F4: an extension can't be put where it may not stand.
// first-error: ProtocolNameList
#include "cxtls/protocol/extension/check.hpp"

cxtls::extension_in<cxtls::in::server_hello> answer{cxtls::ProtocolNameList{}};
