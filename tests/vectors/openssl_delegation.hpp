// A certificate that may delegate (RFC 9345), and delegated credentials of its key's, made by OpenSSL 3.0. All signatures are
// Ed25519's, so that every backend can judge them. Good from 2026 to 2036, for server.example; the credentials until
// 2026-11-06T12:00:00Z. The script, in bash:
//   openssl genpkey -algorithm ED25519 -out ca.key
//   for k in leaf dc_server dc_client; do openssl genpkey -algorithm ED25519 -out $k.key; done
//   cat > ca.conf <<'C'
//   [ca]
//   default_ca = d
//   [d]
//   new_certs_dir = .
//   database = index.txt
//   rand_serial = yes
//   default_md = sha256
//   unique_subject = no
//   policy = p
//   [p]
//   commonName = optional
//   [root]
//   basicConstraints = critical,CA:true
//   keyUsage = critical,keyCertSign,cRLSign
//   subjectKeyIdentifier = hash
//   [leaf]
//   basicConstraints = critical,CA:false
//   keyUsage = critical,digitalSignature
//   extendedKeyUsage = serverAuth,clientAuth
//   subjectKeyIdentifier = hash
//   authorityKeyIdentifier = keyid
//   subjectAltName = DNS:server.example,IP:192.0.2.1
//   1.3.6.1.4.1.44363.44 = DER:05:00
//   C
//   : > index.txt
//   dates='-startdate 20260101000000Z -enddate 20360101000000Z'
//   openssl req -new -key ca.key -subj '/CN=cxtls delegation test root' -out ca.csr
//   openssl ca -batch -notext -config ca.conf -extensions root -selfsign -keyfile ca.key $dates -in ca.csr -out ca.pem
//   openssl req -new -key leaf.key -subj '/CN=server.example' -out leaf.csr
//   openssl ca -batch -notext -config ca.conf -extensions leaf -keyfile ca.key -cert ca.pem $dates -in leaf.csr -out leaf.pem
//   # Good until 2026-11-06T12:00:00Z.
//   valid_time=$(printf %08x $(($(date -u -d 2026-11-06T12:00Z +%s) - $(date -u -d 2026-01-01T00:00Z +%s))))
//   for role in server client; do
//     spki=$(openssl pkey -in dc_$role.key -pubout -outform DER | xxd -p -c 999)
//     cred=${valid_time}0807$(printf %06x $((${#spki} / 2)))$spki
//     { head -c 64 /dev/zero | tr '\0' ' '; printf "TLS, $role delegated credentials"; head -c 1 /dev/zero
//       openssl x509 -in leaf.pem -outform DER; echo ${cred}0807 | xxd -r -p; } > $role.tbs
//     openssl pkeyutl -sign -rawin -inkey leaf.key -in $role.tbs -out $role.sig
//     echo ${cred}08070040$(xxd -p -c 999 $role.sig) > $role.dc
//   done
// These keys protect nothing.
#pragma once
#include <string_view>

namespace cxtls::test::delegation {

// PEM.
inline constexpr std::string_view root =
    "-----BEGIN CERTIFICATE-----\n"
    "MIIBTjCCAQCgAwIBAgIUapQIcyhcTD0+MdHVcbVJBzBXuD8wBQYDK2VwMCUxIzAh\n"
    "BgNVBAMMGmN4dGxzIGRlbGVnYXRpb24gdGVzdCByb290MB4XDTI2MDEwMTAwMDAw\n"
    "MFoXDTM2MDEwMTAwMDAwMFowJTEjMCEGA1UEAwwaY3h0bHMgZGVsZWdhdGlvbiB0\n"
    "ZXN0IHJvb3QwKjAFBgMrZXADIQDCsd7PsYjTsxTWjHj7Bl1ghQOlOgHw9SGg03so\n"
    "l0/9gaNCMEAwDwYDVR0TAQH/BAUwAwEB/zAOBgNVHQ8BAf8EBAMCAQYwHQYDVR0O\n"
    "BBYEFHZMg1N0+Ytyra6MiooYW4tFPIJoMAUGAytlcANBAK+Vh6jFdC8n9kjcPZlD\n"
    "VqzxlKoAypkXAVgRhtpY4Ew3nV1db49uqUyqu8+IQzM3WeRDeJVHl2lRJ1wLnk2r\n"
    "pwY=\n"
    "-----END CERTIFICATE-----\n";

inline constexpr std::string_view certificate =
    "-----BEGIN CERTIFICATE-----\n"
    "MIIBszCCAWWgAwIBAgIUaHs075rX0Vb4rn/+gGLFUvUyUJowBQYDK2VwMCUxIzAh\n"
    "BgNVBAMMGmN4dGxzIGRlbGVnYXRpb24gdGVzdCByb290MB4XDTI2MDEwMTAwMDAw\n"
    "MFoXDTM2MDEwMTAwMDAwMFowGTEXMBUGA1UEAwwOc2VydmVyLmV4YW1wbGUwKjAF\n"
    "BgMrZXADIQA3HuaiBOh/MmJjunzzeHWUBqHDoR1C+jSZ+5GJhQFk+qOBsjCBrzAM\n"
    "BgNVHRMBAf8EAjAAMA4GA1UdDwEB/wQEAwIHgDAdBgNVHSUEFjAUBggrBgEFBQcD\n"
    "AQYIKwYBBQUHAwIwHQYDVR0OBBYEFBkLnmaxUlIXJgVfVRLJMMRdoOFcMB8GA1Ud\n"
    "IwQYMBaAFHZMg1N0+Ytyra6MiooYW4tFPIJoMB8GA1UdEQQYMBaCDnNlcnZlci5l\n"
    "eGFtcGxlhwTAAAIBMA8GCSsGAQQBgtpLLAQCBQAwBQYDK2VwA0EAFRpXl5EeDcKu\n"
    "/SLPa2xy41lgk9B3dF1IHHs39EQ71fNfFabxqn7LWj/079Jv0sDF5HKx2wGUC5eg\n"
    "YH/6jZwsBQ==\n"
    "-----END CERTIFICATE-----\n";
inline constexpr std::string_view key =
    "-----BEGIN PRIVATE KEY-----\n"
    "MC4CAQAwBQYDK2VwBCIEIOAysUJULlC6be1lgs5W9reeYyDTbqwe6lGG2hv2ghAw\n"
    "-----END PRIVATE KEY-----\n";

// What it delegates to a server's key and to a client's: a DelegatedCredential in hex, and its key as PEM.
inline constexpr std::string_view for_server =
    "01980840080700002c302a300506032b6570032100c1b684e0cd83eda7668c2e55d33d931ad3bb1a1dd47c6a6096f03630ba4f1671080700"
    "4049564fa1dc9d1c0d8f0d38dd935e81421ad7a2f8f76ea06316d7ca318ea5e523c3118827e4632806ff3a2198209780aaf8f31a13e44b12"
    "736bb077cd55fe3c0c";
inline constexpr std::string_view server_key =
    "-----BEGIN PRIVATE KEY-----\n"
    "MC4CAQAwBQYDK2VwBCIEIEUXzrgZqozsw6ROklAHgr6Nurs0LqMCiWTG1WK33hjE\n"
    "-----END PRIVATE KEY-----\n";
inline constexpr std::string_view for_client =
    "01980840080700002c302a300506032b65700321004ecbcc2e7caa68e4dc529961a36a4b2a76fd756b7726fd944e4565b8312d7c68080700"
    "40f3d7401124eb46981a3a54b074f4513982a07d349a6dbe6d9c7aefa89dbf171a46cd553c72b83008e98de9436c19add6d0c0474df34816"
    "c5407de44f2f1bee0d";
inline constexpr std::string_view client_key =
    "-----BEGIN PRIVATE KEY-----\n"
    "MC4CAQAwBQYDK2VwBCIEIA5LxWxj+evv4h1K3y3oXO3dGLLGeoAfyIZ+X2QmM9OR\n"
    "-----END PRIVATE KEY-----\n";

}  // namespace cxtls::test::delegation
