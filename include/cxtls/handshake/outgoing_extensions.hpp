// The extensions of a message that is being built, in order.
#pragma once
#include "cxtls/base/bounded.hpp"
#include "cxtls/handshake/own_extensions.hpp"
#include "cxtls/protocol/extension/table.hpp"

namespace cxtls {

// Of message M: room for all that may stand there, cxtls' and the application's, each once. The bodies' views outlive it.
template <in M, class X>
class outgoing_extensions {
 public:
  // The application's own that belong here.
  constexpr void add_own(own_extensions<X> const& own) {
    own.template each<M>([&](auto const& body) { add(body); });
  }
  // Precondition: there is none of this line.
  template <class Body>
  constexpr void add(Body const& body) {
    extension_in<M, X> extension;
    replace(extension.extension_data, body);
    (void)all_.push(extension);
  }
  constexpr list<extension_in<M, X>> view() const { return all_.view(); }

 private:
  bounded<extension_in<M, X>, detail::lines_in<M, rfc_extensions> + detail::lines_in<M, X>> all_{};
};

}  // namespace cxtls
