// The points of a TLS 1.2 handshake at which its messages are hashed, named by the last of them, and the order in which
// they follow each other. HelloRequest is in no hash (RFC 5246, 7.4.1.1).
#pragma once
#include "cxtls/crypto/transcript_points.hpp"

namespace cxtls::after::tls12 {

struct ClientHello;
struct ServerHello;
struct ServerCertificate;
struct CertificateStatus;
struct ServerKeyExchange;
struct CertificateRequest;
struct ServerHelloDone;
struct ClientCertificate;
struct ClientKeyExchange;
struct CertificateVerify;
struct ClientFinished;
struct NewSessionTicket;
struct ServerFinished;

// Of an abbreviated handshake, in which the server finishes first.
namespace resumed {
struct ServerHello;
struct NewSessionTicket;
struct ServerFinished;
struct ClientFinished;
}  // namespace resumed

}  // namespace cxtls::after::tls12

namespace cxtls::crypto {

namespace tls12 {
template <class Point>
inline constexpr bool may_be_left_out = false;
template <>
inline constexpr bool may_be_left_out<after::tls12::CertificateStatus> = true;  // RFC 6066, 8
template <>
inline constexpr bool may_be_left_out<after::tls12::ClientCertificate> = true;
template <>
inline constexpr bool may_be_left_out<after::tls12::CertificateVerify> = true;
template <>
inline constexpr bool may_be_left_out<after::tls12::NewSessionTicket> = true;
template <>
inline constexpr bool may_be_left_out<after::tls12::resumed::NewSessionTicket> = true;
}  // namespace tls12

// RFC 5246, 7.3, figures 1 and 2; RFC 6066, 8 for CertificateStatus; RFC 5077, 3.3 for NewSessionTicket. The suites that
// we have authenticate the server and have ECDHE: its Certificate and ServerKeyExchange are never left out.
template <>
inline constexpr points<after::tls12::ServerHello, after::tls12::resumed::ServerHello>
    successors<after::tls12::ClientHello>{};
template <>
inline constexpr points<after::tls12::ServerCertificate> successors<after::tls12::ServerHello>{};
template <>
inline constexpr points<after::tls12::CertificateStatus, after::tls12::ServerKeyExchange>
    successors<after::tls12::ServerCertificate>{};
template <>
inline constexpr points<after::tls12::ServerKeyExchange> successors<after::tls12::CertificateStatus>{};
template <>
inline constexpr points<after::tls12::CertificateRequest, after::tls12::ServerHelloDone>
    successors<after::tls12::ServerKeyExchange>{};
template <>
inline constexpr points<after::tls12::ServerHelloDone> successors<after::tls12::CertificateRequest>{};
template <>
inline constexpr points<after::tls12::ClientCertificate, after::tls12::ClientKeyExchange>
    successors<after::tls12::ServerHelloDone>{};
template <>
inline constexpr points<after::tls12::ClientKeyExchange> successors<after::tls12::ClientCertificate>{};
// An empty Certificate has no CertificateVerify (RFC 5246, 7.4.8).
template <>
inline constexpr points<after::tls12::CertificateVerify, after::tls12::ClientFinished>
    successors<after::tls12::ClientKeyExchange>{};
template <>
inline constexpr points<after::tls12::ClientFinished> successors<after::tls12::CertificateVerify>{};
template <>
inline constexpr points<after::tls12::NewSessionTicket, after::tls12::ServerFinished>
    successors<after::tls12::ClientFinished>{};
template <>
inline constexpr points<after::tls12::ServerFinished> successors<after::tls12::NewSessionTicket>{};

template <>
inline constexpr points<after::tls12::resumed::NewSessionTicket, after::tls12::resumed::ServerFinished>
    successors<after::tls12::resumed::ServerHello>{};
template <>
inline constexpr points<after::tls12::resumed::ServerFinished> successors<after::tls12::resumed::NewSessionTicket>{};
template <>
inline constexpr points<after::tls12::resumed::ClientFinished> successors<after::tls12::resumed::ServerFinished>{};

}  // namespace cxtls::crypto
