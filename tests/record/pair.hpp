// Both ends of one direction under one key, for tests.
#pragma once
#include <vector>

#include "cxtls/record/opener.hpp"
#include "cxtls/record/protector.hpp"
#include "support/toy_backend.hpp"

namespace pair {

using cxtls::bytes;
using cxtls::mutable_bytes;
using octets = std::vector<std::uint8_t>;
// (Clang can't run libstdc++ 12's vector(n), resize(n) and insert() in constant evaluation.)
constexpr octets zeros(std::size_t n) {
  octets out;
  for (std::size_t i = 0; i < n; ++i) out.push_back(0);
  return out;
}
constexpr void add(octets& to, bytes more) {
  for (std::uint8_t octet : more) to.push_back(octet);
}
using handshake_secret = cxtls::crypto::traffic_secret<cxtls::crypto::stage::handshake, cxtls::crypto::sender::server>;
using application_secret =
    cxtls::crypto::traffic_secret<cxtls::crypto::stage::application, cxtls::crypto::sender::server>;

constexpr auto suite_with(cxtls::crypto::aead_algorithm aead) {
  for (auto const& row : cxtls::crypto::suite_table)
    if (row.aead == aead) return row;
  return cxtls::crypto::suite_info{};
}
inline constexpr auto aes_suite = suite_with(cxtls::crypto::aead_algorithm::aes_128_gcm);
inline constexpr std::array<std::uint8_t, 32> some_secret{1, 2, 3, 4, 5};

template <class B>
struct ends {
  cxtls::record::protector<B> write;
  cxtls::record::opener<B> read;
  bool good = false;
  constexpr explicit ends(B const& b, cxtls::crypto::suite_info const& suite = aes_suite, bytes key = some_secret) {
    const std::size_t size = hash_size(suite.hash);
    const bytes secret = key.size() < size ? key : key.first(size);
    good = write.install(b, suite, application_secret::of(suite.hash, secret)) &&
           read.install(b, suite, application_secret::of(suite.hash, secret));
  }
  constexpr octets seal(cxtls::ContentType type, bytes content, std::size_t padding = 0) {
    octets out = zeros(write.sealed_size(type, content.size(), padding));
    const auto size = write.seal(type, content, padding, out);
    if (!size || *size != out.size()) out.clear();
    return out;
  }
};

// A record whose inner plaintext is this, octet by octet: what no well-behaved sender makes.
template <class B>
constexpr octets raw_record(cxtls::record::key<B>& key, bytes inner) {
  octets out = zeros(cxtls::record::header_size + inner.size() + cxtls::crypto::aead_tag_size);
  (void)cxtls::build(cxtls::RecordHeader{cxtls::ContentType::application_data, cxtls::ProtocolVersion::tls12,
                                         static_cast<std::uint16_t>(out.size() - cxtls::record::header_size)},
                     out);
  const mutable_bytes all(out);
  if (!key.seal(all.subspan(cxtls::record::header_size), all.first(cxtls::record::header_size), inner, {})) out.clear();
  return out;
}

// The code with which opening the record fails; none when it opens.
template <class B>
constexpr cxtls::errc refusal(cxtls::record::opener<B>& read, octets record) {
  const auto o = read.open(record);
  return o ? cxtls::errc::none : o.error().code;
}

constexpr octets counting_octets(std::size_t n) {
  octets out = zeros(n);
  for (std::size_t i = 0; i < n; ++i) out[i] = static_cast<std::uint8_t>(i * 7 + 3);
  return out;
}

}  // namespace pair
