// The TLS 1.2 server's machine as these files break it: one edge more, or one state.
#pragma once
#include "cxtls/handshake/tls12/server/proofs.hpp"

// (Not all of cxtls: there are TLS 1.3's messages of the same names.)
namespace machine = cxtls::machine;
using namespace cxtls::tls12;
using namespace cxtls::tls12::server;
using cxtls::CertificateVerify, cxtls::ChangeCipherSpec, cxtls::ClientKeyExchange, cxtls::CredentialChoice,
    cxtls::probe, cxtls::SessionChoice, cxtls::Verified;
using cxtls::hello::server::WaitClientHello;
using honest = Alone<probe>;
using context = honest::context;
using ClientHelloOf = honest::ClientHello;
