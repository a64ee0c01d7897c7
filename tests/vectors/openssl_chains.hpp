// A throw-away root and leaves of four kinds of key, made by OpenSSL 3.0. PEM. The leaves are for the DNS name
// server.example and for 192.0.2.1, good for servers and for clients, valid from 2026 to 2036. The script:
//   openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out ca.key
//   openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out p256.key
//   openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-384 -out p384.key
//   openssl genpkey -algorithm ED25519 -out ed25519.key
//   openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048 -out rsa2048.key
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
//   C
//   : > index.txt
//   dates='-startdate 20260101000000Z -enddate 20360101000000Z'
//   openssl req -new -key ca.key -subj '/CN=cxtls test root' -out ca.csr
//   openssl ca -batch -notext -config ca.conf -extensions root -selfsign -keyfile ca.key $dates -in ca.csr -out ca.pem
//   for k in p256 p384 ed25519 rsa2048; do
//     openssl req -new -key $k.key -subj '/CN=server.example' -out $k.csr
//     openssl ca -batch -notext -config ca.conf -extensions leaf -keyfile ca.key -cert ca.pem $dates -in $k.csr -out $k.pem
//   done
// The chain in which every signature is Ed25519's, for backends that have nothing else, is made in the same way by
//   openssl genpkey -algorithm ED25519 -out ca.key
//   openssl genpkey -algorithm ED25519 -out ed25519.key
// and the lines from `: > index.txt` on with the root's name '/CN=cxtls Ed25519 test root' and `for k in ed25519`.
// These keys protect nothing.
#pragma once
#include <string_view>

namespace cxtls::test::chains {

inline constexpr std::string_view root =
    "-----BEGIN CERTIFICATE-----\n"
    "MIIBeDCCAR6gAwIBAgIUEYLAr2rlW9UHER0zlRkQXLc5D/4wCgYIKoZIzj0EAwIw\n"
    "GjEYMBYGA1UEAwwPY3h0bHMgdGVzdCByb290MB4XDTI2MDEwMTAwMDAwMFoXDTM2\n"
    "MDEwMTAwMDAwMFowGjEYMBYGA1UEAwwPY3h0bHMgdGVzdCByb290MFkwEwYHKoZI\n"
    "zj0CAQYIKoZIzj0DAQcDQgAEsA1MO8pfqVSjeMmvfySF5EcDmhCA6qYgzUW6YqhQ\n"
    "zHHmMJjqKM1O6B1EYIexzL4WMpO7YnGEKzkDUQ+ztgxZkqNCMEAwDwYDVR0TAQH/\n"
    "BAUwAwEB/zAOBgNVHQ8BAf8EBAMCAQYwHQYDVR0OBBYEFDogLoR9flDzDkm83Dkj\n"
    "ELmFn/IEMAoGCCqGSM49BAMCA0gAMEUCIDeOrt0EWV5TafEX5H8sANrUAv/XWgnu\n"
    "EBK3+8TOUS10AiEAnmF4eoWaRVb95VoaLiHXfuzkDTy1QQTGQmQeW4BvsRE=\n"
    "-----END CERTIFICATE-----\n";

// Each with its certificate first and its key after it.
inline constexpr std::string_view p256 =
    "-----BEGIN CERTIFICATE-----\n"
    "MIIB2DCCAX2gAwIBAgIUVOkitw/y2eMS3IjSabjEkqGRbKwwCgYIKoZIzj0EAwIw\n"
    "GjEYMBYGA1UEAwwPY3h0bHMgdGVzdCByb290MB4XDTI2MDEwMTAwMDAwMFoXDTM2\n"
    "MDEwMTAwMDAwMFowGTEXMBUGA1UEAwwOc2VydmVyLmV4YW1wbGUwWTATBgcqhkjO\n"
    "PQIBBggqhkjOPQMBBwNCAAQqravk0i0Vr6OVwTbrTGE7rR4n6GmO7TzA3Efox7du\n"
    "l5RBZXift6zu3p2rvaMn8ycwU82YRxviX0fL9Wwy802zo4GhMIGeMAwGA1UdEwEB\n"
    "/wQCMAAwDgYDVR0PAQH/BAQDAgeAMB0GA1UdJQQWMBQGCCsGAQUFBwMBBggrBgEF\n"
    "BQcDAjAdBgNVHQ4EFgQURvMJ4WP7VjvFRR+tJzR2xbL+ZMgwHwYDVR0jBBgwFoAU\n"
    "OiAuhH1+UPMOSbzcOSMQuYWf8gQwHwYDVR0RBBgwFoIOc2VydmVyLmV4YW1wbGWH\n"
    "BMAAAgEwCgYIKoZIzj0EAwIDSQAwRgIhAOs16azIRS5B3xT2evVdjEF9c0R3YCxJ\n"
    "6JuB3Pt8SPgKAiEAyxO3aZPSnPpD99ThnaNhtmjt/16CgrZptsWwjmuvM84=\n"
    "-----END CERTIFICATE-----\n"
    "-----BEGIN PRIVATE KEY-----\n"
    "MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgWbWEMXQG80sVP5hr\n"
    "6sUKaRFCVHDKYg3pwrlBooa2phmhRANCAAQqravk0i0Vr6OVwTbrTGE7rR4n6GmO\n"
    "7TzA3Efox7dul5RBZXift6zu3p2rvaMn8ycwU82YRxviX0fL9Wwy802z\n"
    "-----END PRIVATE KEY-----\n";
inline constexpr std::string_view p384 =
    "-----BEGIN CERTIFICATE-----\n"
    "MIIB9TCCAZqgAwIBAgIUGE8Rkd2Sn6wao32n1MxRZIOXjEkwCgYIKoZIzj0EAwIw\n"
    "GjEYMBYGA1UEAwwPY3h0bHMgdGVzdCByb290MB4XDTI2MDEwMTAwMDAwMFoXDTM2\n"
    "MDEwMTAwMDAwMFowGTEXMBUGA1UEAwwOc2VydmVyLmV4YW1wbGUwdjAQBgcqhkjO\n"
    "PQIBBgUrgQQAIgNiAATNqGUcmybx9+7H4jv97qWCuEH7aL9kWSJDnmkK+iRV+jgx\n"
    "tlN/ahpy70S+63JzX3FlDqqBpaHxYEP+TXZd7GAcSjpsWghtYI71KADsQa8+eA3i\n"
    "xwCk2GCTgusxW+aWOP6jgaEwgZ4wDAYDVR0TAQH/BAIwADAOBgNVHQ8BAf8EBAMC\n"
    "B4AwHQYDVR0lBBYwFAYIKwYBBQUHAwEGCCsGAQUFBwMCMB0GA1UdDgQWBBSesp5g\n"
    "xPcmaRKBy80+OaCyvrCjdzAfBgNVHSMEGDAWgBQ6IC6EfX5Q8w5JvNw5IxC5hZ/y\n"
    "BDAfBgNVHREEGDAWgg5zZXJ2ZXIuZXhhbXBsZYcEwAACATAKBggqhkjOPQQDAgNJ\n"
    "ADBGAiEAyHswORosUwL8YnjdjZ6oUaBdwok2ejrl+LBj3Ft6WsoCIQDBbMsF6Izg\n"
    "x+7m70ZfD2P6XOxFFklKFVXfV8wKYRdxyQ==\n"
    "-----END CERTIFICATE-----\n"
    "-----BEGIN PRIVATE KEY-----\n"
    "MIG2AgEAMBAGByqGSM49AgEGBSuBBAAiBIGeMIGbAgEBBDAGq6w3RFlve/iWHdTt\n"
    "5P27CRYC2VUviPxMa2P+W4A12kKNDOQaWKEFmgwhDSSF5eShZANiAATNqGUcmybx\n"
    "9+7H4jv97qWCuEH7aL9kWSJDnmkK+iRV+jgxtlN/ahpy70S+63JzX3FlDqqBpaHx\n"
    "YEP+TXZd7GAcSjpsWghtYI71KADsQa8+eA3ixwCk2GCTgusxW+aWOP4=\n"
    "-----END PRIVATE KEY-----\n";
inline constexpr std::string_view ed25519 =
    "-----BEGIN CERTIFICATE-----\n"
    "MIIBpzCCAU6gAwIBAgIUcciW9Dq6Hf1FBsU5ogefVNHEnnQwCgYIKoZIzj0EAwIw\n"
    "GjEYMBYGA1UEAwwPY3h0bHMgdGVzdCByb290MB4XDTI2MDEwMTAwMDAwMFoXDTM2\n"
    "MDEwMTAwMDAwMFowGTEXMBUGA1UEAwwOc2VydmVyLmV4YW1wbGUwKjAFBgMrZXAD\n"
    "IQAzCOvvZOWTx6SnJBOneDZH4pl83kMuhr913krHz8qvVaOBoTCBnjAMBgNVHRMB\n"
    "Af8EAjAAMA4GA1UdDwEB/wQEAwIHgDAdBgNVHSUEFjAUBggrBgEFBQcDAQYIKwYB\n"
    "BQUHAwIwHQYDVR0OBBYEFFITR9hMNNE3aFOouN8OQrxdeKyeMB8GA1UdIwQYMBaA\n"
    "FDogLoR9flDzDkm83DkjELmFn/IEMB8GA1UdEQQYMBaCDnNlcnZlci5leGFtcGxl\n"
    "hwTAAAIBMAoGCCqGSM49BAMCA0cAMEQCICWqPuQQKRMJmT9hu3jNibIl9GyJL8JV\n"
    "+UyHENezhod8AiBXkAQKtD8hlL4AtDugxzd7eEARDWTHE9ioZL+En9HbSw==\n"
    "-----END CERTIFICATE-----\n"
    "-----BEGIN PRIVATE KEY-----\n"
    "MC4CAQAwBQYDK2VwBCIEIFTH71a7wVgm7zLHiduo+0Rldvy6jYIROW9avMnyBf0p\n"
    "-----END PRIVATE KEY-----\n";
inline constexpr std::string_view rsa2048 =
    "-----BEGIN CERTIFICATE-----\n"
    "MIICojCCAkigAwIBAgIUBNIC29G++jJ9bE9Pwu0WrJpTUcQwCgYIKoZIzj0EAwIw\n"
    "GjEYMBYGA1UEAwwPY3h0bHMgdGVzdCByb290MB4XDTI2MDEwMTAwMDAwMFoXDTM2\n"
    "MDEwMTAwMDAwMFowGTEXMBUGA1UEAwwOc2VydmVyLmV4YW1wbGUwggEiMA0GCSqG\n"
    "SIb3DQEBAQUAA4IBDwAwggEKAoIBAQCPBBIubkSP04dItfE4RLGMFCley5uPtIH8\n"
    "scBFDIEboT7iPZhhiekPhM+k4DUDIQx3MAyhlsMqqTrgfgB2pfLm7jHLB2jYIMZy\n"
    "KbLd3VwESXC/WYMqjQ9TJ09AqLRNXRTKV4l42TFcIjcBjIu1qjFPfgqeMM16xBlc\n"
    "PAyi8ojf+IIYLmW7CATDJMYOnwyNz+sU215Xf2G2TySlwOwOdwTS6atabSVM8pO5\n"
    "4wUZRDADMz9bGj/kG0tXpCWfdujNChANZ+E1yd0JlEngBU2EDN1ZtVKg7QoJtBDY\n"
    "/pnJonqSiy74gK0x3OOuIIy+bZXQBMiU9lyPjFn3gIPsKj09DpnvAgMBAAGjgaEw\n"
    "gZ4wDAYDVR0TAQH/BAIwADAOBgNVHQ8BAf8EBAMCB4AwHQYDVR0lBBYwFAYIKwYB\n"
    "BQUHAwEGCCsGAQUFBwMCMB0GA1UdDgQWBBSvX9DciXw7+kXxQ1rFJtHGvyjGajAf\n"
    "BgNVHSMEGDAWgBQ6IC6EfX5Q8w5JvNw5IxC5hZ/yBDAfBgNVHREEGDAWgg5zZXJ2\n"
    "ZXIuZXhhbXBsZYcEwAACATAKBggqhkjOPQQDAgNIADBFAiEAydMhKtXs+TxourTC\n"
    "f5zFk3Zy50svG7ooj0GKeciKdoYCIFp6cfQxwfIx71uZ7M7VaZAzjuVY48m0rkCM\n"
    "OFaNnEp5\n"
    "-----END CERTIFICATE-----\n"
    "-----BEGIN PRIVATE KEY-----\n"
    "MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQCPBBIubkSP04dI\n"
    "tfE4RLGMFCley5uPtIH8scBFDIEboT7iPZhhiekPhM+k4DUDIQx3MAyhlsMqqTrg\n"
    "fgB2pfLm7jHLB2jYIMZyKbLd3VwESXC/WYMqjQ9TJ09AqLRNXRTKV4l42TFcIjcB\n"
    "jIu1qjFPfgqeMM16xBlcPAyi8ojf+IIYLmW7CATDJMYOnwyNz+sU215Xf2G2TySl\n"
    "wOwOdwTS6atabSVM8pO54wUZRDADMz9bGj/kG0tXpCWfdujNChANZ+E1yd0JlEng\n"
    "BU2EDN1ZtVKg7QoJtBDY/pnJonqSiy74gK0x3OOuIIy+bZXQBMiU9lyPjFn3gIPs\n"
    "Kj09DpnvAgMBAAECggEAEx1g2LfVjhZK70Wcwf/cbckxZlbMVJQJs56GVjQ/pVO9\n"
    "4JCJp1ppaLDq7THSTrgXacQQTCCnC91RMzlkEnec/uSN3yxUWl63EgHPbaaXv92Y\n"
    "+4TulRIEHwG9WU+zGYv8AAyxy7yBGRFcTLwI3Z+rtjY1xm2QvnyAmeVPbbqrif5X\n"
    "1Dne77s9+XBM2CrRDd/WNMnfgEXS5DFqI631MbdiGjEi1ZJBQH24w7sIH13oFGSa\n"
    "628QbV6PAexxCa8ZqAQjlN4HFvJSqEOwYF1gPTdyv6/U8W9Z6feDCOm1wwjtHlsQ\n"
    "/6D8NeZ71JxCALe5kMRHIyh3Qs7TfheESG5h3lEpcQKBgQDE6xZJ7aqZCAT7f86k\n"
    "BmPfTdlPWl8Gxbv98kaVaq+RfRPbtytwsQAnl1TT6FCvNWmesV51/titWYJ7OU45\n"
    "RzlzOCjr87eVkohhhLJ7aFH7aJ1cdjAnZLtRl8/EaxRfOM6+coTyLy6XU2L27JZt\n"
    "cEDVhWg5cb1cSJGA00AYSgCtywKBgQC57NhDvIuHTOUx1CrgLezzHKNHrtIN11WI\n"
    "eor4wYijtPpuMniWWSWb7Pr+t0/Vm95+23AJ/DP5QtQhWFc7j3cnaaC62wmtxxiX\n"
    "rAiMtWPKS0SZt6gnZ2FOzNeBjAezrYMFB4hj2ixAJR46Mm41bveupkaAd0bFCTtb\n"
    "3iukBeJ/7QKBgQCzAqcTc7vnO/QTkX8Pe0OlR0bqrVO/e1fHpkxmHkMWdmbsENqr\n"
    "qixi0V5q+UEH1f17JvChQZhGFh3Y2SJ0TXw7cu04eikFDt1uEUyThSUp8FNFL6fc\n"
    "1+S1atWUUGeHnMPNO5wB8cRgCoznvfGN8ULvGETEG9KxpsKnIuOccQGm+wKBgAEb\n"
    "PbY5ewMVHBAN2St4Wn6f3wDgM3PNoj6rrAQK8ss2mn7pYfpTEXw6DsxRPvJgeRR8\n"
    "LdCBZbXIBgckxXAfTHA5mrFB+G7GTokohux/b9aWWBQqGaASZ2vWoDmvIaSaFbuD\n"
    "7fXaKIVBM0rZXfqHbIXni2fcTdmCUo4bZlsVheGJAoGADJplPhyJZXwM+mJ8xelz\n"
    "hdiTJcBSlKdshifFRUZvc3O9L9xhSJH3jHzx9IGRp1OqERkQCd8J6EtLEuwhVf8O\n"
    "2uIgUYaQ7hgiixuMJL/rM+BpL2OUQlw6903Ht1DvtWgxBWUK/fwWPyw53U5vmUIB\n"
    "+vtXBBo6iGk17pUlyw76+Xo=\n"
    "-----END PRIVATE KEY-----\n";

// Every signature is Ed25519's.
inline constexpr std::string_view ed25519_only_root =
    "-----BEGIN CERTIFICATE-----\n"
    "MIIBRzCB+qADAgECAhQb4eUcVoUwgZz0rKdWSvHyeNIEMzAFBgMrZXAwIjEgMB4G\n"
    "A1UEAwwXY3h0bHMgRWQyNTUxOSB0ZXN0IHJvb3QwHhcNMjYwMTAxMDAwMDAwWhcN\n"
    "MzYwMTAxMDAwMDAwWjAiMSAwHgYDVQQDDBdjeHRscyBFZDI1NTE5IHRlc3Qgcm9v\n"
    "dDAqMAUGAytlcAMhAEx4zgTU7sF+h9pUX1ssTKGkBFEG7pMAZWYjlocVg0GKo0Iw\n"
    "QDAPBgNVHRMBAf8EBTADAQH/MA4GA1UdDwEB/wQEAwIBBjAdBgNVHQ4EFgQUDbrP\n"
    "9weVdMF94WwVLnOSdzDFbIIwBQYDK2VwA0EAL5UtzDvRhfQET9F3ycUnNg46RatA\n"
    "HJqgSkH/5bxJNweigT5MNZPzl0yP2MwgpHYTOf1bYCviTc6Hse1V9VvvBA==\n"
    "-----END CERTIFICATE-----\n";
inline constexpr std::string_view ed25519_only =
    "-----BEGIN CERTIFICATE-----\n"
    "MIIBnzCCAVGgAwIBAgIUCogXjym5EoIoww3Xc/fkLQGrwF0wBQYDK2VwMCIxIDAe\n"
    "BgNVBAMMF2N4dGxzIEVkMjU1MTkgdGVzdCByb290MB4XDTI2MDEwMTAwMDAwMFoX\n"
    "DTM2MDEwMTAwMDAwMFowGTEXMBUGA1UEAwwOc2VydmVyLmV4YW1wbGUwKjAFBgMr\n"
    "ZXADIQAKi6rtUS4on+4K0K98KEnZId8OpXdC2wXSDU1UJ8I4LqOBoTCBnjAMBgNV\n"
    "HRMBAf8EAjAAMA4GA1UdDwEB/wQEAwIHgDAdBgNVHSUEFjAUBggrBgEFBQcDAQYI\n"
    "KwYBBQUHAwIwHQYDVR0OBBYEFOup9jvZWISLOJWHCwmlGpIviDliMB8GA1UdIwQY\n"
    "MBaAFA26z/cHlXTBfeFsFS5zkncwxWyCMB8GA1UdEQQYMBaCDnNlcnZlci5leGFt\n"
    "cGxlhwTAAAIBMAUGAytlcANBAJzW2AFn95VlvnJoUyV54kTrtcmET87pGioEcPB0\n"
    "rPKvIKZtjPEaNqp4WFcdksRp/Vpy2hdv7yxN4uXSonSQ6gM=\n"
    "-----END CERTIFICATE-----\n"
    "-----BEGIN PRIVATE KEY-----\n"
    "MC4CAQAwBQYDK2VwBCIEIGvm+JyphmUNHHA1fPMhXDIhOpMWX38n6DPqRtfZIScT\n"
    "-----END PRIVATE KEY-----\n";

}  // namespace cxtls::test::chains
