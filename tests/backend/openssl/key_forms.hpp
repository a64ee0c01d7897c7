// Private keys in forms that only OpenSSL reads, or that must be refused. Made by OpenSSL 3.0; p256.der is p256_private of
// vectors/openssl_keys.hpp. As hex. These keys protect nothing.
#pragma once
#include <string_view>

namespace cxtls::test::openssl {

//   openssl pkcs8 -topk8 -inform DER -in p256.der -outform DER -passout pass:secret
inline constexpr std::string_view p256_encrypted =
    "3081ec305706092a864886f70d01050d304a302906092a864886f70d01050c301c0408423e40d908172cfe02020800300c06082a864886f7"
    "0d02090500301d060960864801650304012a0410d6a080e5e2c624478d75f12f6336de930481906ffd884da5ca2ee272052affb9dc2b7740"
    "c230918fc042701c1ee0964454d993e72ac1ac681d300d0fae8b134db104294b844b965e0ed5f46acc5cb3ae392d34ccccc854a51fa57574"
    "df96d95cdea5a9d5460a4a72a010bdaaf88c669ab1dc24ebcf732d11523944b71767ee02773ff3aedf16d1d5e22fdf4a798dad4a3698db15"
    "4f1f44850c45687635dac8ec556134";

//   openssl pkey -inform DER -in p256.der -ec_param_enc explicit -outform DER
inline constexpr std::string_view p256_explicit =
    "308201680201010420b36f4abecbf3ccc27e67d91e7d3e7fbe8e701330dc548afb2affc3af69ede8dea081fa3081f7020101302c06072a86"
    "48ce3d0101022100ffffffff00000001000000000000000000000000ffffffffffffffffffffffff305b0420ffffffff0000000100000000"
    "0000000000000000fffffffffffffffffffffffc04205ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604b0315"
    "00c49d360886e704936a6678e1139d26b7819f7e900441046b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296"
    "4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5022100ffffffff00000000ffffffffffffffffbce6faada7"
    "179e84f3b9cac2fc632551020101a1440342000497eb1d57ba528bc9f4f6cb7483052892355f7db0852d01d2c32b8d2f7b25e52a8f87936a"
    "13bdfe98c31bc50775c98f00f2734bde7dd54ad67afd1f73c2893a78";

//   openssl ec -inform DER -in p256.der -conv_form compressed -outform DER
inline constexpr std::string_view p256_compressed =
    "30570201010420b36f4abecbf3ccc27e67d91e7d3e7fbe8e701330dc548afb2affc3af69ede8dea00a06082a8648ce3d030107a124032200"
    "0297eb1d57ba528bc9f4f6cb7483052892355f7db0852d01d2c32b8d2f7b25e52a";

//   openssl pkey -inform DER -in p256.der -pubout -outform DER
inline constexpr std::string_view p256_public =
    "3059301306072a8648ce3d020106082a8648ce3d0301070342000497eb1d57ba528bc9f4f6cb7483052892355f7db0852d01d2c32b8d2f7b"
    "25e52a8f87936a13bdfe98c31bc50775c98f00f2734bde7dd54ad67afd1f73c2893a78";

//   openssl genpkey -algorithm ED448 -outform DER
inline constexpr std::string_view ed448_private =
    "3047020100300506032b6571043b0439d6a0bea4dfd02026a8e448db801b00ec175b0e62dfeadf3f95bac21950116f72e8c825205c21d0ce"
    "796458b95f3ddaa0972e4c14293fd1ca4f";

//   openssl genpkey -algorithm X25519 -outform DER
inline constexpr std::string_view x25519_private =
    "302e020100300506032b656e04220420f00622c0e662caa9c1b374f973af94c879a0e080fe81fd96197c90084904335c";

//   openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:secp256k1 -outform DER
inline constexpr std::string_view secp256k1_private =
    "307402010104205f341090cf7e3efd55033098023773d3e9c20a26dc23e7b329e28a8d8a339028a00706052b8104000aa14403420004e2fc"
    "e3d6e4b08cc302df3d45693f23b265c19930d4dc193ae258106454f425af2496627c05d92ad6d2ecf11ba04f4a8fcacf0351dfb352f14fc3"
    "d7b4a5ae0a2a";

}  // namespace cxtls::test::openssl
