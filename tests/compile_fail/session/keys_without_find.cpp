// first-error: ticket keys: `std::optional<ticket_key> find(ticket_key_name const&, unix_time)` is missing
#include "../../support/toy_backend.hpp"
#include "cxtls/session/stateless_tickets.hpp"

using namespace cxtls;

struct own_keys {
  result<ticket_key> current(unix_time) { return errc::random_failed; }
};
void use(test::toy_backend const& b, own_keys& keys) {
  stateless_tickets<test::toy_backend, own_keys> tickets(b, keys);
}
