// The server's certificate in the simple handshake of RFC 8448, 3.
#pragma once
#include <array>
#include <cstdint>
#include <string_view>

namespace cxtls::test {

inline constexpr auto rfc8448 = [] {
  constexpr std::string_view text =
      "308201ac30820115a003020102020102300d06092a864886f70d01010b0500300e310c300a06035504031303727361301e170d3136303733"
      "30"
      "3031323335395a170d3236303733303031323335395a300e310c300a0603550403130372736130819f300d06092a864886f70d0101010500"
      "03"
      "818d0030818902818100b4bb498f8279303d980836399b36c6988c0c68de55e1bdb826d3901a2461eafd2de49a91d015abbc9a95137ace6c"
      "1a"
      "f19eaa6af98c7ced43120998e187a80ee0ccb0524b1b018c3e0b63264d449a6d38e22a5fda430846748030530ef0461c8ca9d9efbfae8ea6"
      "d1"
      "d03e2bd193eff0ab9a8002c47428a6d35a8d88d79f7f1e3f0203010001a31a301830090603551d1304023000300b0603551d0f0404030205"
      "a0"
      "300d06092a864886f70d01010b05000381810085aad2a0e5b9276b908c65f73a7267170618a54c5f8a7b337d2df7a594365417f2eae8f8a5"
      "8c"
      "8f8172f9319cf36b7fd6c55b80f21a03015156726096fd335e5e67f2dbf102702e608ccae6bec1fc63a42a99be5c3eb7107c3c54e9b9eb2b"
      "d5"
      "203b1c3b84e0a8b2f759409ba3eac9d91d402dcc0cc8f8961229ac9187b42b4de1";
  std::array<std::uint8_t, text.size() / 2> out{};
  const auto digit = [](char c) { return static_cast<unsigned>(c >= 'a' ? c - 'a' + 10 : c - '0'); };
  for (std::size_t i = 0; i < out.size(); ++i)
    out[i] = static_cast<std::uint8_t>(digit(text[2 * i]) << 4 | digit(text[2 * i + 1]));
  return out;
}();

}  // namespace cxtls::test
