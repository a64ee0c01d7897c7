// All of the TLS 1.2 client's handlers. `transitions.hpp` says what there is.
#pragma once
#include "cxtls/handshake/tls12/client/authentication_handlers.hpp"
#include "cxtls/handshake/tls12/client/connected_handlers.hpp"
#include "cxtls/handshake/tls12/client/finished_handlers.hpp"
#include "cxtls/handshake/tls12/client/hello_handlers.hpp"
#include "cxtls/handshake/tls12/client/proofs.hpp"
#include "cxtls/handshake/tls12/client/resumption_handlers.hpp"
