// What the public API is made of, for those who know why they need it: tools, other transports, tests of broken peers.
// Nothing here checks that the parts are put together in a safe order. cxtls.hpp doesn't include this header.
#pragma once
#include "cxtls/client.hpp"
#include "cxtls/crypto/require_backend.hpp"
#include "cxtls/handshake/tls13/client/handlers.hpp"
#include "cxtls/machine/machine.hpp"
#include "cxtls/protocol/tls13/handshake.hpp"
#include "cxtls/record/record.hpp"
#include "cxtls/server.hpp"
#include "cxtls/transport/connection.hpp"
#include "cxtls/x509/verify.hpp"

namespace cxtls::hazmat {

namespace crypto = cxtls::crypto;        // primitives, key schedule, transcript
namespace hello = cxtls::hello;          // states and handlers before a version is chosen
namespace machine = cxtls::machine;      // state machines and their graphs
namespace record = cxtls::record;        // framing and protection
namespace tls13 = cxtls::tls13;          // states, transitions, handlers
namespace transport = cxtls::transport;  // the record layer as a driver of a handshake
namespace x509 = cxtls::x509;            // DER, certificates, paths

}  // namespace cxtls::hazmat
