// What every step of a connection answers.
#pragma once
#include <optional>
#include <variant>

#include "cxtls/base/bytes.hpp"
#include "cxtls/base/clock.hpp"
#include "cxtls/handshake/early_data.hpp"
#include "cxtls/handshake/ticket.hpp"
#include "cxtls/machine/answer.hpp"

namespace cxtls {

// The three ends (closed, truncated, failed) are distinct.
enum class condition : std::uint8_t {
  handshaking,
  parked,       // waits for an answer from the application; output still moves
  connected,
  peer_closed,  // authenticated: the peer's close_notify; we may go on sending (RFC 8446, 6.1)
  closed,       // authenticated on both sides
  truncated,    // the transport ended without the peer's close_notify
  failed,       // client::failure() says why
};

struct Verified;
struct Signature;
struct SessionChoice;
struct CredentialChoice;
struct ClientCredentialChoice;

// Things that happened, for the application to act on.
struct no_event {};
struct connected {};  // the handshake is complete; data may flow
struct peer_closed {};
struct verification_wanted {  // resume() with Verified, or refuse()
  using answer = Verified;
  machine::continuation<Verified> question;
};
struct signature_wanted {  // resume() with a Signature over to_be_signed(), or refuse()
  using answer = Signature;
  machine::continuation<Signature> question;
};
struct session_wanted {  // of a server: resume() with a SessionChoice among offered_sessions()
  using answer = SessionChoice;
  machine::continuation<SessionChoice> question;
};
struct credential_wanted {  // of a server: resume() with a CredentialChoice, or with a credential of its own
  using answer = CredentialChoice;
  machine::continuation<CredentialChoice> question;
};
struct client_credential_wanted {  // of a client: as credential_wanted, by what certificate_request() shows
  using answer = ClientCredentialChoice;
  machine::continuation<ClientCredentialChoice> question;
};
using event = std::variant<no_event, connected, ticket, verification_wanted, signature_wanted, session_wanted,
                           credential_wanted, client_credential_wanted, peer_closed, early_data, early_data_refused>;

// Why a handshake fails whose question for an Answer was refused without a reason.
template <class Answer>
inline constexpr errc refusal_of = errc::refused_by_application;
template <>
inline constexpr errc refusal_of<Verified> = errc::certificate_refused_by_application;
template <>
inline constexpr errc refusal_of<Signature> = errc::signing_failed;
template <>
inline constexpr errc refusal_of<CredentialChoice> = errc::unrecognized_name;

struct step {
  std::size_t consumed = 0;     // octets of the input that were taken
  std::size_t to_send = 0;      // octets in outgoing()
  mutable_bytes plaintext{};    // application data; valid until the next call that isn't const
  std::optional<unix_time> deadline{};  // when the connection wants to be stepped without input; absent: never
  bool can_take_more = false;   // false: answer the question first, or it is over
  bool again = false;           // input is left over: call proceed()
  condition now = condition::handshaking;
  event what{};
};

}  // namespace cxtls
