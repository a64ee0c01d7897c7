// The TLS 1.2 client's machine as these files break it: one edge more, or one state.
#pragma once
#include "cxtls/handshake/tls12/client/proofs.hpp"

// (Not all of cxtls: there are TLS 1.3's messages of the same names.)
namespace machine = cxtls::machine;
using namespace cxtls::tls12;
using namespace cxtls::tls12::client;
using cxtls::CertificateStatus, cxtls::ChangeCipherSpec, cxtls::HelloRequest, cxtls::probe, cxtls::ServerHelloDone,
    cxtls::ServerKeyExchange, cxtls::Verified;
using cxtls::hello::client::WaitServerHello;
using honest = FromServerHello<probe>;
using context = honest::context;
