// first-error: session store: `std::optional<buffer> take(session_identifier const&, unix_time)` is missing
#include "../../support/toy_backend.hpp"
#include "cxtls/session/stateful_tickets.hpp"

using namespace cxtls;

// Without take(), two connections could resume one session.
struct own_store {
  status put(session_identifier const&, buffer, unix_time, unix_time) { return done{}; }
  void erase(session_identifier const&) {}
};
void use(test::toy_backend const& b, own_store& store) {
  stateful_tickets<test::toy_backend, own_store> tickets(b, store);
}
