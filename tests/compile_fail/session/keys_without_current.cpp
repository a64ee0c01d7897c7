// first-error: ticket keys: `result<ticket_key> current(unix_time)` is missing
#include "../../support/toy_backend.hpp"
#include "cxtls/session/stateless_tickets.hpp"

using namespace cxtls;

struct own_keys {
  std::optional<ticket_key> find(ticket_key_name const&, unix_time) { return std::nullopt; }
};
void use(test::toy_backend const& b, own_keys& keys) {
  stateless_tickets<test::toy_backend, own_keys> tickets(b, keys);
}
