// A client<S> as an any_client.
#pragma once
#include "cxtls/any/any_client.hpp"
#include "cxtls/client.hpp"

namespace cxtls {

// Takes what client<S> is made of, or a client<S>. Where it lies is the caller's choice:
//   std::unique_ptr<any_client> tls = std::make_unique<erased_client<my_tls>>(context, dns_name{"example.com"});
template <class S>
class erased_client final : public detail::erased_endpoint<any_client, client<S>> {
  using base = detail::erased_endpoint<any_client, client<S>>;
  using base::c_;

 public:
  using base::base;

  step start(unix_time now) override { return c_.start(now); }

  using base::refuse;
  using base::resume;
  machine::resumed resume(machine::continuation<ClientCredentialChoice>&& question,
                          ClientCredentialChoice const& value) override {
    return c_.resume(std::move(question), value);
  }
  machine::resumed refuse(machine::continuation<ClientCredentialChoice>&& question,
                          errc why = refusal_of<ClientCredentialChoice>) override {
    return c_.refuse(std::move(question), why);
  }
  std::optional<credential_request> certificate_request() const override { return c_.certificate_request(); }
  bytes certificate_request_message() const override { return c_.certificate_request_message(); }
  std::optional<any_endpoint::signature_request> to_be_signed() const override {
    const auto wanted = c_.to_be_signed();
    if (!wanted) return std::nullopt;
    return any_endpoint::signature_request{wanted->scheme, wanted->content, wanted->credential->chain().leaf()};
  }
  bytes peer_ocsp_response() const override { return c_.peer_ocsp_response(); }
  bytes peer_signed_certificate_timestamps() const override { return c_.peer_signed_certificate_timestamps(); }
};

}  // namespace cxtls
