// first-error: sealing needs an AEAD with 256-bit keys, and the backend lists none
#include "../../support/toy_backend.hpp"
#include "cxtls/session/stateless_tickets.hpp"

using namespace cxtls;

struct mine : test::toy_backend {
  static constexpr crypto::capabilities aeads{crypto::aead_algorithm::aes_128_gcm};
};
void use(mine const& b, rotating_ticket_keys<mine>& keys) { stateless_tickets tickets(b, keys); }
