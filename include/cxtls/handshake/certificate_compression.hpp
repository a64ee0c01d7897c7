// How Certificate messages are compressed (RFC 8879): by algorithms from outside, which a policy lists.
// compression/zlib.hpp and compression/brotli.hpp have two.
#pragma once
#include <array>
#include <concepts>

#include "cxtls/base/bounded.hpp"
#include "cxtls/base/bytes.hpp"
#include "cxtls/base/result.hpp"
#include "cxtls/protocol/registry/certificate_compression_algorithm.hpp"

namespace cxtls {

// An algorithm is a type:
//   struct my_compression {
//     static constexpr CertificateCompressionAlgorithm algorithm = CertificateCompressionAlgorithm(0xff00);
//     // Fills the beginning of `out`, and says how much of it. Any error: the message goes as it is.
//     static constexpr result<std::size_t> compress(bytes message, mutable_bytes out);
//     // Fills all of `out`. Any error, of what is shorter or longer above all: the handshake ends.
//     static constexpr status decompress(bytes compressed, mutable_bytes out);
//   };
// IANA keeps 16384 to 65535 for experiments. What is decompressed comes from anybody: memory of the algorithm's own has to
// be bounded whatever the input says.
template <class T>
concept CertificateCompression = requires(bytes in, mutable_bytes out) {
  requires std::same_as<decltype(T::algorithm), CertificateCompressionAlgorithm const>;
  { T::compress(in, out) } -> std::same_as<result<std::size_t>>;
  { T::decompress(in, out) } -> std::same_as<status>;
};

// More than there are, so that an offer fits its stack buffers.
inline constexpr std::size_t max_certificate_compressions = 8;
using certificate_compression_list = bounded<CertificateCompressionAlgorithm, max_certificate_compressions>;
// By as much may a message grow: the head of a format of somebody's own. None of IANA's makes it longer.
inline constexpr std::size_t max_compression_growth = 64;

namespace detail {
template <class T>
consteval CertificateCompressionAlgorithm code_of_compression() {
  if constexpr (CertificateCompression<T>) return T::algorithm;
  return {};
}
template <class... T>
consteval bool compressions_have_codes() {
  return ((code_of_compression<T>() != CertificateCompressionAlgorithm{}) && ...);
}
template <class... T>
consteval bool compressions_differ() {
  const std::array<CertificateCompressionAlgorithm, sizeof...(T)> all{code_of_compression<T>()...};
  for (std::size_t i = 0; i < all.size(); ++i)
    for (std::size_t k = 0; k < i; ++k)
      if (all[i] == all[k]) return false;
  return true;
}
}  // namespace detail

// What a policy lists as its certificate_compressions, in order of preference:
//   struct my_policy : policy::modern {
//     using certificate_compressions = cxtls::certificate_compressions<compression::brotli, compression::zlib>;
//   };
template <class... T>
struct certificate_compressions {
  static constexpr bool well_formed = (CertificateCompression<T> && ...);
  static_assert(well_formed,
                "a certificate compression has `static constexpr CertificateCompressionAlgorithm algorithm`, "
                "`static result<std::size_t> compress(bytes message, mutable_bytes out)` and "
                "`static status decompress(bytes compressed, mutable_bytes out)`");
  static_assert(!well_formed || detail::compressions_have_codes<T...>(),
                "a certificate compression has the code point 0, which is reserved (RFC 8879, 7.3)");
  static_assert(!well_formed || detail::compressions_differ<T...>(),
                "two certificate compressions have the same code point");
  static_assert(sizeof...(T) <= max_certificate_compressions,
                "more than max_certificate_compressions certificate compressions");

  static constexpr certificate_compression_list all() {
    certificate_compression_list list;
    if constexpr (well_formed) (static_cast<void>(list.push(T::algorithm)), ...);
    return list;
  }
  // Errors: certificate_compression_not_offered for one that isn't listed, and the algorithm's own.
  static constexpr result<std::size_t> compress(CertificateCompressionAlgorithm by, bytes message, mutable_bytes out) {
    result<std::size_t> size = errc::certificate_compression_not_offered;
    if constexpr (well_formed)
      ((T::algorithm == by ? static_cast<void>(size = T::compress(message, out)) : void()), ...);
    return size;
  }
  // Errors: as above.
  static constexpr status decompress(CertificateCompressionAlgorithm by, bytes compressed, mutable_bytes out) {
    status done = errc::certificate_compression_not_offered;
    if constexpr (well_formed)
      ((T::algorithm == by ? static_cast<void>(done = T::decompress(compressed, out)) : void()), ...);
    return done;
  }
};

namespace detail {
template <class P>
struct own_certificate_compressions {
  using type = certificate_compressions<>;
};
template <class P>
  requires requires { typename P::certificate_compressions; }
struct own_certificate_compressions<P> {
  using type = typename P::certificate_compressions;
};
}  // namespace detail
template <class P>
using own_certificate_compressions = typename detail::own_certificate_compressions<P>::type;

// Without any, no CompressedCertificate has an edge, and nothing of it is in the program.
template <class P>
inline constexpr bool compresses_certificates = !own_certificate_compressions<P>::all().empty();

}  // namespace cxtls
