// AEADs: the test cases of the GCM specification for keys of 128 and 256 bits and nonces of 96 (McGrew and Viega,
// "The Galois/Counter Mode of Operation", 2005, appendix B, which NIST published), and RFC 8439, 2.8.2. Hex.
#pragma once
#include <string_view>

#include "cxtls/crypto/algorithm.hpp"

namespace cxtls::backend_kit::vectors {

struct sealed {
  crypto::aead_algorithm algorithm;
  std::string_view source, key, nonce, aad, in, out;  // `out` ends in the tag
};
inline constexpr sealed aead[] = {
    {crypto::aead_algorithm::aes_128_gcm, "GCM, test case 1", "00000000000000000000000000000000",
     "000000000000000000000000", "", "", "58e2fccefa7e3061367f1d57a4e7455a"},
    {crypto::aead_algorithm::aes_128_gcm, "GCM, test case 2", "00000000000000000000000000000000",
     "000000000000000000000000", "", "00000000000000000000000000000000",
     "0388dace60b6a392f328c2b971b2fe78ab6e47d42cec13bdf53a67b21257bddf"},
    {crypto::aead_algorithm::aes_128_gcm, "GCM, test case 3", "feffe9928665731c6d6a8f9467308308",
     "cafebabefacedbaddecaf888", "",
     "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a721c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de65"
     "7ba637b391aafd255",
     "42831ec2217774244b7221b784d0d49ce3aa212f2c02a4e035c17e2329aca12e21d514b25466931c7d8f6a5aac84aa051ba30b396a0aac9"
     "73d58e091473f59854d5c2af327cd64a62cf35abd2ba6fab4"},
    {crypto::aead_algorithm::aes_128_gcm, "GCM, test case 4", "feffe9928665731c6d6a8f9467308308",
     "cafebabefacedbaddecaf888", "feedfacedeadbeeffeedfacedeadbeefabaddad2",
     "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a721c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de65"
     "7ba637b39",
     "42831ec2217774244b7221b784d0d49ce3aa212f2c02a4e035c17e2329aca12e21d514b25466931c7d8f6a5aac84aa051ba30b396a0aac9"
     "73d58e0915bc94fbc3221a5db94fae95ae7121a47"},
    {crypto::aead_algorithm::aes_256_gcm, "GCM, test case 13",
     "0000000000000000000000000000000000000000000000000000000000000000", "000000000000000000000000", "", "",
     "530f8afbc74536b9a963b4f1c4cb738b"},
    {crypto::aead_algorithm::aes_256_gcm, "GCM, test case 14",
     "0000000000000000000000000000000000000000000000000000000000000000", "000000000000000000000000", "",
     "00000000000000000000000000000000", "cea7403d4d606b6e074ec5d3baf39d18d0d1c8a799996bf0265b98b5d48ab919"},
    {crypto::aead_algorithm::aes_256_gcm, "GCM, test case 15",
     "feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308", "cafebabefacedbaddecaf888", "",
     "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a721c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de65"
     "7ba637b391aafd255",
     "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0"
     "abcc9f662898015adb094dac5d93471bdec1a502270e3cc6c"},
    {crypto::aead_algorithm::aes_256_gcm, "GCM, test case 16",
     "feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308", "cafebabefacedbaddecaf888",
     "feedfacedeadbeeffeedfacedeadbeefabaddad2",
     "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a721c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de65"
     "7ba637b39",
     "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0"
     "abcc9f66276fc6ece0f4e1768cddf8853bb2d551b"},
    {crypto::aead_algorithm::chacha20_poly1305, "RFC 8439, 2.8.2",
     "808182838485868788898a8b8c8d8e8f909192939495969798999a9b9c9d9e9f", "070000004041424344454647",
     "50515253c0c1c2c3c4c5c6c7",
     "4c616469657320616e642047656e746c656d656e206f662074686520636c617373206f66202739393a204966204920636f756c64206f666"
     "6657220796f75206f6e6c79206f6e652074697020666f7220746865206675747572652c2073756e73637265656e20776f756c6420626520"
     "69742e",
     "d31a8d34648e60db7b86afbc53ef7ec2a4aded51296e08fea9e2b5a736ee62d63dbea45e8ca9671282fafb69da92728b1a71de0a9e060b2"
     "905d6a5b67ecd3b3692ddbd7f2d778b8c9803aee328091b58fab324e4fad675945585808b4831d7bc3ff4def08e4b7a9de576d26586cec6"
     "4b61161ae10b594f09e26a7e902ecbd0600691"},
};

}  // namespace cxtls::backend_kit::vectors
