// The server's machine as these files break it: one edge more, or one state.
#pragma once
#include "cxtls/handshake/tls13/server/proofs.hpp"

using namespace cxtls;
using namespace cxtls::tls13;
using namespace cxtls::tls13::server;
using cxtls::hello::server::WaitClientHello;
using honest = machine::joined<cxtls::hello::Server<probe>, Server<probe>>;
using context = honest::context;
using ClientHelloOf = honest::ClientHello;
using CertificateOf = honest::Certificate;
