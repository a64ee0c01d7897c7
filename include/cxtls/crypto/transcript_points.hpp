// The points of a TLS 1.3 handshake at which the transcript is hashed, named by the last message in it, and the order
// in which they follow each other.
#pragma once
#include <type_traits>

#include "cxtls/crypto/digest.hpp"

namespace cxtls::after {

struct ClientHello;
struct HelloRetryRequest;
struct ServerHello;
struct EncryptedExtensions;
struct CertificateRequest;
struct ServerCertificate;
struct ServerCertificateVerify;
struct ServerFinished;
struct EndOfEarlyData;
struct ClientCertificate;
struct ClientCertificateVerify;
struct ClientFinished;

}  // namespace cxtls::after

namespace cxtls::crypto {

template <class... Points>
struct points {
  template <class P>
  static constexpr bool contains = (std::is_same_v<P, Points> || ...);
};

// RFC 8446, 4.4.1 gives the order, section 2 says which messages may be absent. A handshake that sends EndOfEarlyData
// runs on a PSK, in which no certificates are sent (RFC 8446, 4.3.2).
template <class Last>
inline constexpr points<> successors{};
template <>
inline constexpr points<after::ServerHello> successors<after::ClientHello>{};
template <>
inline constexpr points<after::ClientHello> successors<after::HelloRetryRequest>{};
template <>
inline constexpr points<after::EncryptedExtensions> successors<after::ServerHello>{};
template <>
inline constexpr points<after::CertificateRequest, after::ServerCertificate, after::ServerFinished>
    successors<after::EncryptedExtensions>{};
template <>
inline constexpr points<after::ServerCertificate> successors<after::CertificateRequest>{};
template <>
inline constexpr points<after::ServerCertificateVerify> successors<after::ServerCertificate>{};
template <>
inline constexpr points<after::ServerFinished> successors<after::ServerCertificateVerify>{};
template <>
inline constexpr points<after::EndOfEarlyData, after::ClientCertificate, after::ClientFinished>
    successors<after::ServerFinished>{};
template <>
inline constexpr points<after::ClientFinished> successors<after::EndOfEarlyData>{};
// An empty Certificate has no CertificateVerify (RFC 8446, 4.4.2).
template <>
inline constexpr points<after::ClientCertificateVerify, after::ClientFinished> successors<after::ClientCertificate>{};
template <>
inline constexpr points<after::ClientFinished> successors<after::ClientCertificateVerify>{};

template <class Last, class Next>
concept MayFollow = std::remove_cvref_t<decltype(successors<Last>)>::template contains<Next>;

// Transcript-Hash of all messages up to and including Last: a type of its own for each point, so that a secret can't be
// derived from another point's hash.
template <class Last>
struct hash_upto {
  digest value;
};

}  // namespace cxtls::crypto
