// Which groups resist a quantum computer: worth another round trip to a server, and a second share to a client.
#pragma once
#include "cxtls/protocol/registry/named_group.hpp"

namespace cxtls {

constexpr bool is_post_quantum(NamedGroup group) {
  switch (group) {
    case NamedGroup::MLKEM512:
    case NamedGroup::MLKEM768:
    case NamedGroup::MLKEM1024:
    case NamedGroup::SecP256r1MLKEM768:
    case NamedGroup::X25519MLKEM768:
    case NamedGroup::SecP384r1MLKEM1024:
    case NamedGroup::curveSM2MLKEM768:
      return true;
    default:
      return false;
  }
}

}  // namespace cxtls
