// What the record layer costs over the cipher alone: sealing and opening, against the same libcrypto's EVP_AEAD called
// directly with the same sizes, in the same run. Prints the median over rounds that take turns.
#include <openssl/aead.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

#include "cxtls/backend/boringssl.hpp"
#include "cxtls/record/opener.hpp"
#include "cxtls/record/protector.hpp"

namespace {

using namespace cxtls;
using backend::boringssl;
using octets = std::vector<std::uint8_t>;
using secret_type = crypto::traffic_secret<crypto::stage::application, crypto::sender::server>;

constexpr int rounds = 25;
constexpr std::size_t octets_per_round = 4 << 20;
const boringssl b;

void must(bool good, char const* what) {
  if (good) return;
  std::fprintf(stderr, "failed: %s\n", what);
  std::exit(1);
}

// Nanoseconds per record.
template <class F>
double timed(std::size_t records, F f) {
  const auto start = std::chrono::steady_clock::now();
  for (std::size_t i = 0; i < records; ++i) f(i);
  const std::chrono::duration<double, std::nano> taken = std::chrono::steady_clock::now() - start;
  return taken.count() / static_cast<double>(records);
}
double median(std::vector<double> values) {
  std::nth_element(values.begin(), values.begin() + rounds / 2, values.end());
  return values[rounds / 2];
}

// The cipher with the nonces and additional data that a record layer must give it, and nothing else.
class bare {
 public:
  explicit bare(crypto::suite_info const& suite) {
    const EVP_AEAD* aead = suite.aead == crypto::aead_algorithm::aes_128_gcm   ? EVP_aead_aes_128_gcm()
                           : suite.aead == crypto::aead_algorithm::aes_256_gcm ? EVP_aead_aes_256_gcm()
                                                                               : EVP_aead_chacha20_poly1305();
    const octets key(EVP_AEAD_key_length(aead), 7);
    must(EVP_AEAD_CTX_init(&context_, aead, key.data(), key.size(), 16, nullptr) == 1, "EVP_AEAD_CTX_init");
  }
  ~bare() { EVP_AEAD_CTX_cleanup(&context_); }
  void seal(std::uint64_t n, bytes in, std::uint8_t* out) {
    number(n);
    const std::uint8_t type = 23;
    std::size_t tail = 0;
    must(EVP_AEAD_CTX_seal_scatter(&context_, out + 5, out + 5 + in.size(), &tail, 17, nonce_, 12, in.data(), in.size(),
                                   &type, 1, header_, 5) == 1,
         "EVP_AEAD_CTX_seal_scatter");
  }
  void open(std::uint64_t n, std::uint8_t* record, std::size_t size) {
    number(n);
    must(EVP_AEAD_CTX_open_gather(&context_, record + 5, nonce_, 12, record + 5, size - 21, record + size - 16, 16,
                                  header_, 5) == 1,
         "EVP_AEAD_CTX_open_gather");
  }

 private:
  void number(std::uint64_t n) {
    for (int i = 0; i < 8; ++i) nonce_[11 - i] = static_cast<std::uint8_t>(n >> (8 * i));
  }
  EVP_AEAD_CTX context_;
  std::uint8_t nonce_[12]{};
  std::uint8_t header_[5] = {23, 3, 3, 0, 0};
};

void compare(crypto::suite_info const& suite, std::size_t size) {
  const std::size_t records = octets_per_round / size;
  const std::size_t record_size = size + record::protected_overhead;
  const octets content(size, 0x5a);
  octets out(records * record_size), sealed(out.size()), bare_sealed(out.size());
  const octets secret(crypto::hash_size(suite.hash), 3);
  bare raw(suite);
  for (std::size_t i = 0; i < records; ++i) raw.seal(i, content, bare_sealed.data() + i * record_size);

  std::vector<double> seal, bare_seal, open, bare_open;
  for (int round = 0; round < rounds; ++round) {
    record::protector<boringssl> write;
    record::opener<boringssl> read;
    must(bool(write.install(b, suite, secret_type::of(suite.hash, secret))), "install");
    must(bool(read.install(b, suite, secret_type::of(suite.hash, secret))), "install");
    seal.push_back(timed(records, [&](std::size_t i) {
      const mutable_bytes place(sealed.data() + i * record_size, record_size);
      must(bool(write.seal(ContentType::application_data, bytes(content), 0, place)), "seal");
    }));
    bare_seal.push_back(timed(records, [&](std::size_t i) { raw.seal(i, content, out.data() + i * record_size); }));
    open.push_back(timed(records, [&](std::size_t i) {
      const mutable_bytes place(sealed.data() + i * record_size, record_size);
      const auto o = read.open(place);
      must(o && o->content.size() == size, "open");
    }));
    out = bare_sealed;
    bare_open.push_back(timed(records, [&](std::size_t i) { raw.open(i, out.data() + i * record_size, record_size); }));
  }
  const auto line = [&](char const* what, std::vector<double> const& ours, std::vector<double> const& theirs) {
    const double ns = median(ours), bare_ns = median(theirs);
    std::printf("%-30s %6zu B  %-5s %9.1f ns/record %8.1f MB/s   bare %9.1f ns   ratio %.3f\n",
                std::string(name_of(suite.id)).c_str(), size, what, ns, static_cast<double>(size) * 1000 / ns, bare_ns,
                ns / bare_ns);
  };
  line("seal", seal, bare_seal);
  line("open", open, bare_open);
}

}  // namespace

int main() {
  for (auto const& suite : crypto::suites<boringssl>)
    for (std::size_t size : {16384u, 1024u, 64u}) compare(suite, size);
}
