// The client's machine as these files break it: one edge more, or one state.
#pragma once
#include "cxtls/handshake/tls13/client/proofs.hpp"

using namespace cxtls;
using namespace cxtls::tls13;
using namespace cxtls::tls13::client;
using cxtls::hello::client::Start;
using cxtls::hello::client::WaitServerHello;
using honest = machine::joined<cxtls::hello::Client<probe>, Client<probe>>;
using context = honest::context;
