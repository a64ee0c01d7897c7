// The client's machine as these files break it: one edge more, or one state.
#pragma once
#include "cxtls/handshake/tls13/client/proofs.hpp"

using namespace cxtls;
using namespace cxtls::tls13;
using namespace cxtls::tls13::client;
using honest = Client<probe>;
using context = honest::context;
