#include "cxtls/protocol/tls13/post_handshake.hpp"

#include "support/wire_laws.hpp"
#include "vectors/rfc8448_messages.hpp"

using namespace cxtls;
using namespace cxtls::test;
namespace trace = rfc8448::messages;

namespace {
constexpr auto not_requested = octets(0);
constexpr auto requested = octets(1);
std::vector<std::uint8_t> ticket_of(std::size_t nonce, std::size_t ticket, std::size_t extensions) {
  return std::vector<std::uint8_t>(8) + prefixed(1, nonce) + prefixed(2, ticket) + prefixed(2, extensions, 0);
}
}  // namespace

TEST_CASE("C50: RFC 8448's NewSessionTicket") {
  obeys_the_laws<NewSessionTicket, trace::new_session_ticket>();
  BOTH(parse<NewSessionTicket>(trace::new_session_ticket)->ticket_lifetime == 30);
  BOTH(parse<NewSessionTicket>(trace::new_session_ticket)->ticket_age_add == 0xfad6aac5);
  BOTH(equal(parse<NewSessionTicket>(trace::new_session_ticket)->ticket_nonce, octets(0, 0)));
  BOTH(parse<NewSessionTicket>(trace::new_session_ticket)->ticket.size() == 0xb2);
  BOTH(std::get<TicketEarlyDataIndication>(
           parse<NewSessionTicket>(trace::new_session_ticket)->extensions.front().extension_data)
           .max_early_data_size == 1024);
}

TEST_CASE("C50: a ticket is not empty; its nonce may be") {
  CHECK(refusal<NewSessionTicket>(ticket_of(0, 0, 0)) == errc::length_out_of_range);
  CHECK(refusal<NewSessionTicket>(ticket_of(0, 1, 0)) == errc::none);
  CHECK(refusal<NewSessionTicket>(ticket_of(255, 65535, 0)) == errc::none);
}

TEST_CASE("C50: a ticket's extensions have at most 2^16-2 octets") {
  // One server_name, which means nothing here, fills them.
  const auto filled = [](std::size_t n) {
    auto raw = ticket_of(0, 1, n);
    const std::size_t at = raw.size() - n;
    raw[at + 2] = static_cast<std::uint8_t>((n - 4) >> 8);
    raw[at + 3] = static_cast<std::uint8_t>(n - 4);
    return raw;
  };
  CHECK(refusal<NewSessionTicket>(filled(65533)) == errc::none);
  CHECK(refusal<NewSessionTicket>(filled(65534)) == errc::none);
  CHECK(refusal<NewSessionTicket>(filled(65535)) == errc::length_out_of_range);
}

TEST_CASE("C50: a KeyUpdate requests or doesn't, and nothing else") {
  obeys_the_laws<KeyUpdate, not_requested>();
  obeys_the_laws<KeyUpdate, requested>();
  BOTH(parse<KeyUpdate>(requested)->request_update == KeyUpdateRequest::update_requested);
  BOTH(refusal<KeyUpdate>(octets(2)) == errc::unknown_value);
  BOTH(build_refusal(KeyUpdate{KeyUpdateRequest{2}}) == errc::unknown_value);
}
