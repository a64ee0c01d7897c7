// Both ends of one direction of TLS 1.2, for tests.
#pragma once
#include "cxtls/record/tls12/opener.hpp"
#include "cxtls/record/tls12/protector.hpp"
#include "record/pair.hpp"

namespace pair12 {

using cxtls::bytes;
using cxtls::ContentType;
using cxtls::errc;
using cxtls::mutable_bytes;
using pair::octets;
namespace crypto12 = cxtls::crypto::tls12;
using server_keys = crypto12::write_keys<cxtls::crypto::sender::server>;

constexpr crypto12::suite_info suite_with(cxtls::crypto::aead_algorithm aead) {
  for (auto const& row : crypto12::suite_table)
    if (row.aead == aead) return row;
  return {};
}
inline constexpr auto aes_suite = suite_with(cxtls::crypto::aead_algorithm::aes_128_gcm);
inline constexpr auto chacha_suite = suite_with(cxtls::crypto::aead_algorithm::chacha20_poly1305);

constexpr server_keys keys_for(crypto12::suite_info const& suite, std::uint8_t first = 1) {
  server_keys k{suite, cxtls::secret<cxtls::crypto::max_aead_key_size>(aead_key_size(suite.aead)),
                cxtls::secret<cxtls::crypto::aead_nonce_size>(crypto12::fixed_iv_size(suite.aead))};
  k.key.fill()[0] = first;
  k.iv.fill()[0] = 9;
  return k;
}
inline constexpr std::array<std::uint8_t, 6> change_cipher_spec_record{20, 3, 3, 0, 1, 1};

template <class B>
struct ends {
  cxtls::record::tls12::protector<B> write;
  cxtls::record::tls12::opener<B> read;
  bool good = false;
  // After ChangeCipherSpec, each side's by its own door.
  constexpr explicit ends(B const& b, crypto12::suite_info const& suite = aes_suite, std::uint8_t first = 1) {
    std::array<std::uint8_t, 6> record{};
    const std::uint8_t one[] = {1};
    good = read.expect(b, keys_for(suite, first)) && write.seal(ContentType::change_cipher_spec, one, 0, record) &&
           cxtls::equal(record, change_cipher_spec_record) && write.install(b, keys_for(suite, first)) &&
           read.open(record);
  }
  constexpr octets seal(ContentType type, bytes content) {
    octets out = pair::zeros(write.sealed_size(type, content.size()));
    const auto size = write.seal(type, content, 0, out);
    if (!size || *size != out.size()) out.clear();
    return out;
  }
};

// The code with which opening the record fails; none when it opens.
template <class B>
constexpr errc refusal(cxtls::record::tls12::opener<B>& read, octets record) {
  const auto o = read.open(record);
  return o ? errc::none : o.error().code;
}
template <class B>
constexpr errc refusal(cxtls::record::tls12::protector<B>& write, ContentType type, bytes content, mutable_bytes out) {
  const auto s = write.seal(type, content, 0, out);
  return s ? errc::none : s.error().code;
}

}  // namespace pair12
