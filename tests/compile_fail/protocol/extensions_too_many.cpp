// first-error: cxtls::extensions<...> takes at most cxtls::max_own_extensions lines
#include "cxtls/protocol/extension/check.hpp"

template <std::size_t N>
struct Body {
  cxtls::bytes text{};
};
template <std::size_t N>
inline constexpr auto cxtls::wire<Body<N>> = cxtls::Struct(cxtls::Field<&Body<N>::text>(cxtls::Remaining));

template <std::size_t... N>
cxtls::extensions<cxtls::Extension<cxtls::ExtensionType(0xf000 + N), Body<N>, cxtls::in::client_hello>...> lines(
    std::index_sequence<N...>);
using mine = decltype(lines(std::make_index_sequence<cxtls::max_own_extensions + 1>{}));

cxtls::extension_in<cxtls::in::client_hello, mine> first;
