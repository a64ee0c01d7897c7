// The extensions of a message that is being built, in order.
#pragma once
#include "cxtls/base/bounded.hpp"
#include "cxtls/handshake/own_extensions.hpp"

namespace cxtls {

// Of message M, at most Most of cxtls' and all of the application's. The bodies' views outlive it.
template <in M, class X, std::size_t Most>
class outgoing_extensions {
 public:
  // The application's own that belong here.
  constexpr void add_own(own_extensions<X> const& own) {
    own.template each<M>([&](auto const& body) { add(body); });
  }
  // Precondition: fewer than Most are there.
  template <class Body>
  constexpr void add(Body const& body) {
    extension_in<M, X> extension;
    replace(extension.extension_data, body);
    (void)all_.push(extension);
  }
  constexpr list<extension_in<M, X>> view() const { return all_.view(); }

 private:
  bounded<extension_in<M, X>, Most + detail::own_lines_in<M, X>> all_{};
};

}  // namespace cxtls
