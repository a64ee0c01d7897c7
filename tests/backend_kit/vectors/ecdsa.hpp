// ECDSA: the signatures of RFC 6979, A.2.5 to A.2.7, over SHA-256, SHA-384 and SHA-512; what the curves' r and s are
// compared with (FIPS 186-4, D.1.2); and signatures of Project Wycheproof that aren't the DER of their two numbers
// (ecdsa_secp256r1_sha256_test.json, by its numbers). Hex.
#pragma once
#include <string_view>

#include "cxtls/crypto/algorithm.hpp"
#include "cxtls/protocol/registry/named_group.hpp"

namespace cxtls::backend_kit::vectors {

struct ecdsa_key {
  NamedGroup curve;
  std::string_view source, point;
  std::string_view p, n;  // the field's prime and the order, as long as a coordinate
};
inline constexpr ecdsa_key rfc_6979_keys[] = {
    {NamedGroup::secp256r1, "RFC 6979, A.2.5",
     "0460fed4ba255a9d31c961eb74c6356d68c049b8923b61fa6ce669622e60f29fb67903fe1008b8bc99a41ae9e95628bc64f2f1b20c2d7e9"
     "f5177a3c294d4462299",
     "ffffffff00000001000000000000000000000000ffffffffffffffffffffffff",
     "ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551"},
    {NamedGroup::secp384r1, "RFC 6979, A.2.6",
     "04ec3a4e415b4e19a4568618029f427fa5da9a8bc4ae92e02e06aae5286b300c64def8f0ea9055866064a254515480bc138015d9b72d7d5"
     "7244ea8ef9ac0c621896708a59367f9dfb9f54ca84b3f1c9db1288b231c3ae0d4fe7344fd2533264720",
     "fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffeffffffff0000000000000000ffffffff",
     "ffffffffffffffffffffffffffffffffffffffffffffffffc7634d81f4372ddf581a0db248b0a77aecec196accc52973"},
    {NamedGroup::secp521r1, "RFC 6979, A.2.7",
     "0401894550d0785932e00eaa23b694f213f8c3121f86dc97a04e5a7167db4e5bcd371123d46e45db6b5d5370a7f20fb633155d38ffa16d2"
     "bd761dcac474b9a2f5023a400493101c962cd4d2fddf782285e64584139c2f91b47f87ff82354d6630f746a28a0db25741b5b34a828008b"
     "22acc23f924faafbd4d33f81ea66956dfeaa2bfdfcf5",
     "01fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff"
     "fffffffffffffffffffff",
     "01fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffa51868783bf2f966b7fcc0148f709a5d03bb5c9b8899"
     "c47aebb6fb71e91386409"},
};

struct ecdsa_signature {
  NamedGroup curve;
  crypto::signature_algorithm algorithm;
  std::string_view message, r, s;  // as long as a coordinate
};
inline constexpr ecdsa_signature rfc_6979[] = {
    {NamedGroup::secp256r1, crypto::signature_algorithm::ecdsa_sha256, "sample",
     "efd48b2aacb6a8fd1140dd9cd45e81d69d2c877b56aaf991c34d0ea84eaf3716",
     "f7cb1c942d657c41d436c7a1b6e29f65f3e900dbb9aff4064dc4ab2f843acda8"},
    {NamedGroup::secp256r1, crypto::signature_algorithm::ecdsa_sha384, "sample",
     "0eafea039b20e9b42309fb1d89e213057cbf973dc0cfc8f129edddc800ef7719",
     "4861f0491e6998b9455193e34e7b0d284ddd7149a74b95b9261f13abde940954"},
    {NamedGroup::secp256r1, crypto::signature_algorithm::ecdsa_sha512, "sample",
     "8496a60b5e9b47c825488827e0495b0e3fa109ec4568fd3f8d1097678eb97f00",
     "2362ab1adbe2b8adf9cb9edab740ea6049c028114f2460f96554f61fae3302fe"},
    {NamedGroup::secp256r1, crypto::signature_algorithm::ecdsa_sha256, "test",
     "f1abb023518351cd71d881567b1ea663ed3efcf6c5132b354f28d3b0b7d38367",
     "019f4113742a2b14bd25926b49c649155f267e60d3814b4c0cc84250e46f0083"},
    {NamedGroup::secp256r1, crypto::signature_algorithm::ecdsa_sha384, "test",
     "83910e8b48bb0c74244ebdf7f07a1c5413d61472bd941ef3920e623fbccebeb6",
     "8ddbec54cf8cd5874883841d712142a56a8d0f218f5003cb0296b6b509619f2c"},
    {NamedGroup::secp256r1, crypto::signature_algorithm::ecdsa_sha512, "test",
     "461d93f31b6540894788fd206c07cfa0cc35f46fa3c91816fff1040ad1581a04",
     "39af9f15de0db8d97e72719c74820d304ce5226e32dedae67519e840d1194e55"},
    {NamedGroup::secp384r1, crypto::signature_algorithm::ecdsa_sha256, "sample",
     "21b13d1e013c7fa1392d03c5f99af8b30c570c6f98d4ea8e354b63a21d3daa33bde1e888e63355d92fa2b3c36d8fb2cd",
     "f3aa443fb107745bf4bd77cb3891674632068a10ca67e3d45db2266fa7d1feebefdc63eccd1ac42ec0cb8668a4fa0ab0"},
    {NamedGroup::secp384r1, crypto::signature_algorithm::ecdsa_sha384, "sample",
     "94edbb92a5ecb8aad4736e56c691916b3f88140666ce9fa73d64c4ea95ad133c81a648152e44acf96e36dd1e80fabe46",
     "99ef4aeb15f178cea1fe40db2603138f130e740a19624526203b6351d0a3a94fa329c145786e679e7b82c71a38628ac8"},
    {NamedGroup::secp384r1, crypto::signature_algorithm::ecdsa_sha512, "sample",
     "ed0959d5880ab2d869ae7f6c2915c6d60f96507f9cb3e047c0046861da4a799cfe30f35cc900056d7c99cd7882433709",
     "512c8cceee3890a84058ce1e22dbc2198f42323ce8aca9135329f03c068e5112dc7cc3ef3446defceb01a45c2667fdd5"},
    {NamedGroup::secp384r1, crypto::signature_algorithm::ecdsa_sha256, "test",
     "6d6defac9ab64dabafe36c6bf510352a4cc27001263638e5b16d9bb51d451559f918eedaf2293be5b475cc8f0188636b",
     "2d46f3becbcc523d5f1a1256bf0c9b024d879ba9e838144c8ba6baeb4b53b47d51ab373f9845c0514eefb14024787265"},
    {NamedGroup::secp384r1, crypto::signature_algorithm::ecdsa_sha384, "test",
     "8203b63d3c853e8d77227fb377bcf7b7b772e97892a80f36ab775d509d7a5feb0542a7f0812998da8f1dd3ca3cf023db",
     "ddd0760448d42d8a43af45af836fce4de8be06b485e9b61b827c2f13173923e06a739f040649a667bf3b828246baa5a5"},
    {NamedGroup::secp384r1, crypto::signature_algorithm::ecdsa_sha512, "test",
     "a0d5d090c9980faf3c2ce57b7ae951d31977dd11c775d314af55f76c676447d06fb6495cd21b4b6e340fc236584fb277",
     "976984e59b4c77b0e8e4460dca3d9f20e07b9bb1f63beefaf576f6b2e8b224634a2092cd3792e0159ad9cee37659c736"},
    {NamedGroup::secp521r1, crypto::signature_algorithm::ecdsa_sha256, "sample",
     "01511bb4d675114fe266fc4372b87682baecc01d3cc62cf2303c92b3526012659d16876e25c7c1e57648f23b73564d67f61c6f14d527d54"
     "972810421e7d87589e1a7",
     "004a171143a83163d6df460aaf61522695f207a58b95c0644d87e52aa1a347916e4f7a72930b1bc06dbe22ce3f58264afd23704cbb63b29"
     "b931f7de6c9d949a7ecfc"},
    {NamedGroup::secp521r1, crypto::signature_algorithm::ecdsa_sha384, "sample",
     "01ea842a0e17d2de4f92c15315c63ddf72685c18195c2bb95e572b9c5136ca4b4b576ad712a52be9730627d16054ba40cc0b8d3ff035b12"
     "ae75168397f5d50c67451",
     "01f21a3cee066e1961025fb048bd5fe2b7924d0cd797babe0a83b66f1e35eeaf5fde143fa85dc394a7dee766523393784484bdf3e00114a"
     "1c857cde1aa203db65d61"},
    {NamedGroup::secp521r1, crypto::signature_algorithm::ecdsa_sha512, "sample",
     "00c328fafcbd79dd77850370c46325d987cb525569fb63c5d3bc53950e6d4c5f174e25a1ee9017b5d450606add152b534931d7d4e8455cc"
     "91f9b15bf05ec36e377fa",
     "00617cce7cf5064806c467f678d3b4080d6f1cc50af26ca209417308281b68af282623eaa63e5b5c0723d8b8c37ff0777b1a20f8ccb1dcc"
     "c43997f1ee0e44da4a67a"},
    {NamedGroup::secp521r1, crypto::signature_algorithm::ecdsa_sha256, "test",
     "000e871c4a14f993c6c7369501900c4bc1e9c7b0b4ba44e04868b30b41d8071042eb28c4c250411d0ce08cd197e4188ea4876f279f90b3d"
     "8d74a3c76e6f1e4656aa8",
     "00cd52dbaa33b063c3a6cd8058a1fb0a46a4754b034fcc644766ca14da8ca5ca9fde00e88c1ad60ccba759025299079d7a427ec3cc5b619"
     "bfbc828e7769bcd694e86"},
    {NamedGroup::secp521r1, crypto::signature_algorithm::ecdsa_sha384, "test",
     "014bee21a18b6d8b3c93fab08d43e739707953244fdbe924fa926d76669e7ac8c89df62ed8975c2d8397a65a49dcc09f6b0ac6227274192"
     "4d479354d74ff6075578c",
     "0133330865c067a0eaf72362a65e2d7bc4e461e8c8995c3b6226a21bd1aa78f0ed94fe536a0dca35534f0cd1510c41525d163fe9d74d134"
     "881e35141ed5e8e95b979"},
    {NamedGroup::secp521r1, crypto::signature_algorithm::ecdsa_sha512, "test",
     "013e99020abf5cee7525d16b69b229652ab6bdf2affcaef38773b4b7d08725f10cdb93482fdcc54edcee91eca4166b2a7c6265ef0ce2bd7"
     "051b7cef945babd47ee6d",
     "01fbd0013c674aa79cb39849527916ce301c66ea7ce8b80682786ad60f98f7e78a19ca69eff5c57400e3b3a0ad66ce0978214d13baf4e9a"
     "c60752f7b155e2de4dce3"},
};

// Its key, its message and the signature that the others are made from.
inline constexpr std::string_view wycheproof_ecdsa_key =
    "042927b10512bae3eddcfe467828128bad2903269919f7086069c8c4df6c732838c7787964eaac00e5921fb1498a60f4606766b3d9685001"
    "558d1a974e7341513e";
inline constexpr std::string_view wycheproof_ecdsa_message = "313233343030";
inline constexpr std::string_view wycheproof_ecdsa_good =
    "304402202ba3a8be6b94d5ec80a6d9d1190a436effe50d85a1eee859b8cc6af9bd5c2e1802204cd60b855d442f5b3c7b11eb6c4e0ae7525f"
    "e710fab9aa7c77a67f79e6fadd76";
struct ecdsa_forgery {
  int number;
  std::string_view fault, signature;
};
inline constexpr ecdsa_forgery wycheproof_ecdsa[] = {
    {6, "Legacy: ASN encoding of s misses leading 0",
     "304402202ba3a8be6b94d5ec80a6d9d1190a436effe50d85a1eee859b8cc6af9bd5c2e180220b329f479a2bbd0a5c384ee1493b1f5186a8"
     "7139cac5df4087c134b49156847db"},
    {8, "length of sequence [r, s] uses long form encoding",
     "30814502202ba3a8be6b94d5ec80a6d9d1190a436effe50d85a1eee859b8cc6af9bd5c2e18022100b329f479a2bbd0a5c384ee1493b1f51"
     "86a87139cac5df4087c134b49156847db"},
    {9, "length of sequence [r, s] contains a leading 0",
     "3082004502202ba3a8be6b94d5ec80a6d9d1190a436effe50d85a1eee859b8cc6af9bd5c2e18022100b329f479a2bbd0a5c384ee1493b1f"
     "5186a87139cac5df4087c134b49156847db"},
    {10, "length of sequence [r, s] uses 70 instead of 69",
     "304602202ba3a8be6b94d5ec80a6d9d1190a436effe50d85a1eee859b8cc6af9bd5c2e18022100b329f479a2bbd0a5c384ee1493b1f5186"
     "a87139cac5df4087c134b49156847db"},
    {14, "length of sequence [r, s] = 2**31 - 1",
     "30847fffffff02202ba3a8be6b94d5ec80a6d9d1190a436effe50d85a1eee859b8cc6af9bd5c2e18022100b329f479a2bbd0a5c384ee149"
     "3b1f5186a87139cac5df4087c134b49156847db"},
    {18, "length of sequence [r, s] = 2**64 - 1",
     "3088ffffffffffffffff02202ba3a8be6b94d5ec80a6d9d1190a436effe50d85a1eee859b8cc6af9bd5c2e18022100b329f479a2bbd0a5c"
     "384ee1493b1f5186a87139cac5df4087c134b49156847db"},
    {22, "lonely sequence tag", "30"},
    {29, "appending garbage to sequence [r, s]",
     "3047304502202ba3a8be6b94d5ec80a6d9d1190a436effe50d85a1eee859b8cc6af9bd5c2e18022100b329f479a2bbd0a5c384ee1493b1f"
     "5186a87139cac5df4087c134b49156847db0004deadbeef"},
    {38, "changing tag value of sequence [r, s]",
     "2e4502202ba3a8be6b94d5ec80a6d9d1190a436effe50d85a1eee859b8cc6af9bd5c2e18022100b329f479a2bbd0a5c384ee1493b1f5186"
     "a87139cac5df4087c134b49156847db"},
    {44, "using composition for sequence [r, s]",
     "30493001023044202ba3a8be6b94d5ec80a6d9d1190a436effe50d85a1eee859b8cc6af9bd5c2e18022100b329f479a2bbd0a5c384ee149"
     "3b1f5186a87139cac5df4087c134b49156847db"},
    {48, "indefinite length",
     "308002202ba3a8be6b94d5ec80a6d9d1190a436effe50d85a1eee859b8cc6af9bd5c2e18022100b329f479a2bbd0a5c384ee1493b1f5186"
     "a87139cac5df4087c134b49156847db0000"},
    {49, "indefinite length with truncated delimiter",
     "308002202ba3a8be6b94d5ec80a6d9d1190a436effe50d85a1eee859b8cc6af9bd5c2e18022100b329f479a2bbd0a5c384ee1493b1f5186"
     "a87139cac5df4087c134b49156847db00"},
    {63, "flipped bit 0 in r",
     "30432ba3a8be6b94d5ec80a6d9d1190a436effe50d85a1eee859b8cc6af9bd5c2e19022100b329f479a2bbd0a5c384ee1493b1f5186a871"
     "39cac5df4087c134b49156847db"},
    {67, "length of r uses long form encoding",
     "30460281202ba3a8be6b94d5ec80a6d9d1190a436effe50d85a1eee859b8cc6af9bd5c2e18022100b329f479a2bbd0a5c384ee1493b1f51"
     "86a87139cac5df4087c134b49156847db"},
    {68, "length of r contains a leading 0",
     "3047028200202ba3a8be6b94d5ec80a6d9d1190a436effe50d85a1eee859b8cc6af9bd5c2e18022100b329f479a2bbd0a5c384ee1493b1f"
     "5186a87139cac5df4087c134b49156847db"},
    {69, "length of r uses 33 instead of 32",
     "304502212ba3a8be6b94d5ec80a6d9d1190a436effe50d85a1eee859b8cc6af9bd5c2e18022100b329f479a2bbd0a5c384ee1493b1f5186"
     "a87139cac5df4087c134b49156847db"},
    {73, "length of r = 2**31 - 1",
     "304902847fffffff2ba3a8be6b94d5ec80a6d9d1190a436effe50d85a1eee859b8cc6af9bd5c2e18022100b329f479a2bbd0a5c384ee149"
     "3b1f5186a87139cac5df4087c134b49156847db"},
    {77, "length of r = 2**64 - 1",
     "304d0288ffffffffffffffff2ba3a8be6b94d5ec80a6d9d1190a436effe50d85a1eee859b8cc6af9bd5c2e18022100b329f479a2bbd0a5c"
     "384ee1493b1f5186a87139cac5df4087c134b49156847db"},
    {82, "lonely integer tag", "302302202ba3a8be6b94d5ec80a6d9d1190a436effe50d85a1eee859b8cc6af9bd5c2e1802"},
    {89, "appending garbage to r",
     "304d222202202ba3a8be6b94d5ec80a6d9d1190a436effe50d85a1eee859b8cc6af9bd5c2e180004deadbeef022100b329f479a2bbd0a5c"
     "384ee1493b1f5186a87139cac5df4087c134b49156847db"},
    {93, "using composition with wrong tag for r",
     "3049228003202ba3a8be6b94d5ec80a6d9d1190a436effe50d85a1eee859b8cc6af9bd5c2e180000022100b329f479a2bbd0a5c384ee149"
     "3b1f5186a87139cac5df4087c134b49156847db"},
    {100, "dropping value of r", "30250200022100b329f479a2bbd0a5c384ee1493b1f5186a87139cac5df4087c134b49156847db"},
    {112, "flipped bit 48 in s",
     "304302202ba3a8be6b94d5ec80a6d9d1190a436effe50d85a1eee859b8cc6af9bd5c2e1800b329f479a2bbd0a5c384ee1493b1f5186a871"
     "39cac5df4087c124b49156847db"},
    {114, "length of s uses long form encoding",
     "304602202ba3a8be6b94d5ec80a6d9d1190a436effe50d85a1eee859b8cc6af9bd5c2e1802812100b329f479a2bbd0a5c384ee1493b1f51"
     "86a87139cac5df4087c134b49156847db"},
    {115, "length of s contains a leading 0",
     "304702202ba3a8be6b94d5ec80a6d9d1190a436effe50d85a1eee859b8cc6af9bd5c2e180282002100b329f479a2bbd0a5c384ee1493b1f"
     "5186a87139cac5df4087c134b49156847db"},
    {118, "uint32 overflow in length of s",
     "304a02202ba3a8be6b94d5ec80a6d9d1190a436effe50d85a1eee859b8cc6af9bd5c2e180285010000002100b329f479a2bbd0a5c384ee1"
     "493b1f5186a87139cac5df4087c134b49156847db"},
    {122, "length of s = 2**32 - 1",
     "304902202ba3a8be6b94d5ec80a6d9d1190a436effe50d85a1eee859b8cc6af9bd5c2e180284ffffffff00b329f479a2bbd0a5c384ee149"
     "3b1f5186a87139cac5df4087c134b49156847db"},
    {126, "replaced s by an indefinite length tag without termination",
     "304502202ba3a8be6b94d5ec80a6d9d1190a436effe50d85a1eee859b8cc6af9bd5c2e18028000b329f479a2bbd0a5c384ee1493b1f5186"
     "a87139cac5df4087c134b49156847db"},
    {132, "appending garbage to s",
     "304d02202ba3a8be6b94d5ec80a6d9d1190a436effe50d85a1eee859b8cc6af9bd5c2e182223022100b329f479a2bbd0a5c384ee1493b1f"
     "5186a87139cac5df4087c134b49156847db0004deadbeef"},
    {136, "using composition with wrong tag for s",
     "304902202ba3a8be6b94d5ec80a6d9d1190a436effe50d85a1eee859b8cc6af9bd5c2e182280032100b329f479a2bbd0a5c384ee1493b1f"
     "5186a87139cac5df4087c134b49156847db0000"},
    {144, "using composition for s",
     "304902202ba3a8be6b94d5ec80a6d9d1190a436effe50d85a1eee859b8cc6af9bd5c2e1822250201000220b329f479a2bbd0a5c384ee149"
     "3b1f5186a87139cac5df4087c134b49156847db"},
    {152, "replaced r by r + n",
     "30460221012ba3a8bd6b94d5ed80a6d9d1190a436ebccc0833490686deac8635bcb9bf5369022100b329f479a2bbd0a5c384ee1493b1f51"
     "86a87139cac5df4087c134b49156847db"},
    {153, "replaced r by r - n",
     "30460221ff2ba3a8bf6b94d5eb80a6d9d1190a436f42fe12d7fad749d4c512a036c0f908c7022100b329f479a2bbd0a5c384ee1493b1f51"
     "86a87139cac5df4087c134b49156847db"},
    {154, "replaced r by r + 256 * n",
     "3047022201002ba3a7be6b94d6ec80a6d9d1190a432be6dfbb2cb98d6d4d72972df620817f18022100b329f479a2bbd0a5c384ee1493b1f"
     "5186a87139cac5df4087c134b49156847db"},
    {155, "replaced r by -r",
     "30450220d45c5741946b2a137f59262ee6f5bc91001af27a5e1117a64733950642a3d1e8022100b329f479a2bbd0a5c384ee1493b1f5186"
     "a87139cac5df4087c134b49156847db"},
    {156, "replaced r by n - r",
     "3046022100d45c5740946b2a147f59262ee6f5bc90bd01ed280528b62b3aed5fc93f06f739022100b329f479a2bbd0a5c384ee1493b1f51"
     "86a87139cac5df4087c134b49156847db"},
    {157, "replaced r by -n - r",
     "30460221fed45c5742946b2a127f59262ee6f5bc914333f7ccb6f979215379ca434640ac97022100b329f479a2bbd0a5c384ee1493b1f51"
     "86a87139cac5df4087c134b49156847db"},
    {158, "replaced r by r + 2**256",
     "30460221012ba3a8be6b94d5ec80a6d9d1190a436effe50d85a1eee859b8cc6af9bd5c2e18022100b329f479a2bbd0a5c384ee1493b1f51"
     "86a87139cac5df4087c134b49156847db"},
    {159, "replaced r by r + 2**320",
     "304e02290100000000000000002ba3a8be6b94d5ec80a6d9d1190a436effe50d85a1eee859b8cc6af9bd5c2e18022100b329f479a2bbd0a"
     "5c384ee1493b1f5186a87139cac5df4087c134b49156847db"},
    {160, "replaced s by s + n",
     "3046022101b329f478a2bbd0a6c384ee1493b1f518276e0e4a5375928d6fcd160c11cb6d2c022100b329f479a2bbd0a5c384ee1493b1f51"
     "86a87139cac5df4087c134b49156847db"},
    {161, "replaced s by s - n",
     "30450220b329f47aa2bbd0a4c384ee1493b1f518ada018ef05465583885980861905228a022100b329f479a2bbd0a5c384ee1493b1f5186"
     "a87139cac5df4087c134b49156847db"},
    {162, "replaced s by s + 256 * n",
     "304702220100b329f379a2bbd1a5c384ee1493b1f4d55181c143c3fc78fc35de0e45788d98db022100b329f479a2bbd0a5c384ee1493b1f"
     "5186a87139cac5df4087c134b49156847db"},
    {163, "replaced s by -s",
     "30460221ff4cd60b865d442f5a3c7b11eb6c4e0ae79578ec6353a20bf783ecb4b6ea97b825022100b329f479a2bbd0a5c384ee1493b1f51"
     "86a87139cac5df4087c134b49156847db"},
    {164, "replaced s by -n - s",
     "30460221fe4cd60b875d442f593c7b11eb6c4e0ae7d891f1b5ac8a6d729032e9f3ee3492d4022100b329f479a2bbd0a5c384ee1493b1f51"
     "86a87139cac5df4087c134b49156847db"},
    {165, "replaced s by s + 2**256",
     "3046022101b329f479a2bbd0a5c384ee1493b1f5186a87139cac5df4087c134b49156847db022100b329f479a2bbd0a5c384ee1493b1f51"
     "86a87139cac5df4087c134b49156847db"},
    {166, "replaced s by s - 2**256",
     "30450220b329f479a2bbd0a5c384ee1493b1f5186a87139cac5df4087c134b49156847db022100b329f479a2bbd0a5c384ee1493b1f5186"
     "a87139cac5df4087c134b49156847db"},
    {167, "replaced s by s + 2**320",
     "304e0229010000000000000000b329f479a2bbd0a5c384ee1493b1f5186a87139cac5df4087c134b49156847db022100b329f479a2bbd0a"
     "5c384ee1493b1f5186a87139cac5df4087c134b49156847db"},
};

}  // namespace cxtls::backend_kit::vectors
