// first-error: this descriptor has no text in the presentation language
#include "cxtls/wire/presentation.hpp"

struct parity_ : cxtls::UBInt8 {};
struct message {
  std::uint8_t parity = 0;
};
template <>
inline constexpr auto cxtls::wire<message> = cxtls::Struct(cxtls::Field<&message::parity>(parity_{}));

constexpr bool shown = (cxtls::presentation<message>([](std::string_view) {}), true);
