// The messages of RFC 8448's traces as octets without their headers, for constant evaluation.
#pragma once
#include <array>
#include <cstdint>

#include "vectors/rfc8448_client_authentication.hpp"
#include "vectors/rfc8448_hello_retry_request.hpp"
#include "vectors/rfc8448_resumed_0rtt.hpp"
#include "vectors/rfc8448_simple_1rtt.hpp"

namespace cxtls::test::rfc8448 {

// From `Skip` octets on.
template <auto Hex, std::size_t Skip = 0>
inline constexpr auto octets_of = [] {
  constexpr std::string_view text = Hex();
  constexpr auto digit = [](char c) { return c <= '9' ? c - '0' : c - 'a' + 10; };
  std::array<std::uint8_t, text.size() / 2 - Skip> out{};
  for (std::size_t i = 0; i < out.size(); ++i)
    out[i] = static_cast<std::uint8_t>(16 * digit(text[2 * (i + Skip)]) + digit(text[2 * (i + Skip) + 1]));
  return out;
}();
inline constexpr std::size_t header = 4;

namespace messages {
inline constexpr auto client_hello = octets_of<[] { return simple_1rtt.client_hello; }, header>;
inline constexpr auto server_hello = octets_of<[] { return simple_1rtt.server_hello; }, header>;
inline constexpr auto encrypted_extensions = octets_of<[] { return simple_1rtt.encrypted_extensions; }, header>;
inline constexpr auto certificate = octets_of<[] { return simple_1rtt.server_certificate; }, header>;
inline constexpr auto certificate_verify = octets_of<[] { return simple_1rtt.server_certificate_verify; }, header>;
inline constexpr auto finished = octets_of<[] { return simple_1rtt.server_finished; }, header>;
inline constexpr auto new_session_ticket = octets_of<[] { return simple_1rtt.new_session_ticket; }, header>;
inline constexpr auto resuming_client_hello = octets_of<[] { return resumed_0rtt.client_hello; }, header>;
inline constexpr auto resuming_server_hello = octets_of<[] { return resumed_0rtt.server_hello; }, header>;
inline constexpr auto resuming_encrypted_extensions =
    octets_of<[] { return resumed_0rtt.encrypted_extensions; }, header>;
inline constexpr auto end_of_early_data = octets_of<[] { return resumed_0rtt.end_of_early_data; }>;
inline constexpr auto hello_retry_request =
    octets_of<[] { return cxtls::test::rfc8448::hello_retry_request.hello_retry_request; }, header>;
inline constexpr auto second_client_hello =
    octets_of<[] { return cxtls::test::rfc8448::hello_retry_request.client_hello; }, header>;
inline constexpr auto certificate_request = octets_of<[] { return client_authentication.certificate_request; }, header>;
inline constexpr auto client_certificate = octets_of<[] { return client_authentication.client_certificate; }, header>;
// Records
inline constexpr auto client_hello_record = octets_of<[] { return simple_1rtt.client_hello_record; }>;
inline constexpr auto server_flight_record = octets_of<[] { return simple_1rtt.server_flight_record; }>;
}  // namespace messages

}  // namespace cxtls::test::rfc8448
