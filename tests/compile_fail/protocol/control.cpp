#include "cxtls/protocol/extension/check.hpp"

struct Greeting {
  cxtls::bytes text{};
};
template <>
inline constexpr auto cxtls::wire<Greeting> =
    cxtls::Struct(cxtls::Field<&Greeting::text>(cxtls::PrefixedBytes(cxtls::u8)));

// Positive control: what the other files of this folder do wrong, done right.
struct greeting : cxtls::Extension<cxtls::ExtensionType(0xff77), Greeting,
                                   cxtls::in::client_hello | cxtls::in::encrypted_extensions> {};
using mine = cxtls::extensions<greeting>;

static_assert(cxtls::registry<mine>::ok);

cxtls::error judge(cxtls::list<cxtls::extension_in<cxtls::in::client_hello, mine>> hello,
                   cxtls::list<cxtls::extension_in<cxtls::in::encrypted_extensions, mine>> answer) {
  cxtls::extension_set offered;
  if (!cxtls::add_types(offered, hello)) return {};
  if (auto const greeted = cxtls::find<Greeting>(answer); !greeted) return {};
  if (auto const wrong = cxtls::check_extensions(hello)) return wrong;
  return cxtls::check_extensions(answer, offered);
}
