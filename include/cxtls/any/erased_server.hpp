// A server<S> as an any_server.
#pragma once
#include "cxtls/any/any_server.hpp"
#include "cxtls/server.hpp"

namespace cxtls {

// Takes what server<S> is made of, or a server<S>. Where it lies is the caller's choice.
template <class S>
class erased_server final : public detail::erased_endpoint<any_server, server<S>> {
  using base = detail::erased_endpoint<any_server, server<S>>;
  using base::c_;

 public:
  using base::base;

  using base::send;
  result<std::size_t> send(half_rtt early) override { return c_.send(early); }
  status send_ticket() override { return c_.send_ticket(); }
  bool may_send_half_rtt() const override { return c_.may_send_half_rtt(); }

  using base::refuse;
  using base::resume;
  machine::resumed resume(machine::continuation<SessionChoice>&& question, SessionChoice const& value) override {
    return c_.resume(std::move(question), value);
  }
  machine::resumed resume(machine::continuation<CredentialChoice>&& question, CredentialChoice const& value) override {
    return c_.resume(std::move(question), value);
  }
  machine::resumed refuse(machine::continuation<SessionChoice>&& question,
                          errc why = refusal_of<SessionChoice>) override {
    return c_.refuse(std::move(question), why);
  }
  machine::resumed refuse(machine::continuation<CredentialChoice>&& question,
                          errc why = refusal_of<CredentialChoice>) override {
    return c_.refuse(std::move(question), why);
  }
  std::optional<any_endpoint::signature_request> to_be_signed() const override {
    const auto wanted = c_.to_be_signed();
    if (!wanted) return std::nullopt;
    return any_endpoint::signature_request{wanted->scheme, wanted->content, wanted->credential->chain().leaf()};
  }
  std::optional<ClientHello> client_hello() const override {
    const bytes message = c_.client_hello_message();
    if (message.empty()) return std::nullopt;
    return *parse<ClientHello>(message.subspan(handshake_header_size));
  }
};

}  // namespace cxtls
