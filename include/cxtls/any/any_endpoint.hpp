// A connection whose stack isn't in its type: for programs that choose the backend at run time, and for files that use
// connections without compiling one. The stacks stay what they are; a virtual call stands before each function.
#pragma once
#include <span>

#include "cxtls/base/error.hpp"
#include "cxtls/base/result.hpp"
#include "cxtls/handshake/answers.hpp"
#include "cxtls/handshake/channel_binding.hpp"
#include "cxtls/handshake/info.hpp"
#include "cxtls/protocol/registry/alert_description.hpp"
#include "cxtls/transport/step.hpp"
#include "cxtls/x509/certificate_list.hpp"

namespace cxtls {

// What any_client and any_server have in common; endpoint.hpp says what each function does.
class any_endpoint {
 public:
  virtual ~any_endpoint() = default;

  virtual mutable_bytes prepare() = 0;
  virtual step commit(std::size_t n, unix_time now) = 0;
  virtual step receive(bytes input, unix_time now) = 0;
  virtual step proceed(unix_time now) = 0;
  virtual status transport_closed() = 0;

  virtual bytes outgoing() const = 0;
  virtual void sent(std::size_t n) = 0;

  result<std::size_t> send(bytes data) { return send(std::span<const bytes>(&data, 1)); }
  virtual result<std::size_t> send(std::span<const bytes> pieces) = 0;
  virtual status close() = 0;
  virtual status abort(AlertDescription why) = 0;
  virtual status update_keys(bool request_peer = false) = 0;

  virtual machine::resumed resume(machine::continuation<Verified>&& question, Verified const& value) = 0;
  virtual machine::resumed resume(machine::continuation<Signature>&& question, Signature const& value) = 0;
  virtual machine::resumed refuse(machine::continuation<Verified>&& question, errc why = refusal_of<Verified>) = 0;
  virtual machine::resumed refuse(machine::continuation<Signature>&& question, errc why = refusal_of<Signature>) = 0;
  // While a signature is wanted: what to sign, how, and with whose key.
  struct signature_request {
    SignatureScheme scheme{};
    bytes content{};      // good until the signature is given
    bytes certificate{};  // DER: the leaf whose key signs
  };
  virtual std::optional<signature_request> to_be_signed() const = 0;

  virtual condition now() const = 0;
  virtual bool may_send() const = 0;
  virtual bool may_receive() const = 0;
  virtual std::size_t unused_input() const = 0;
  virtual connection_info const& info() const = 0;
  virtual x509::certificate_list const& peer_certificates() const = 0;
  virtual error failure() const = 0;
  virtual std::optional<AlertDescription> alert_sent() const = 0;
  virtual std::optional<AlertDescription> alert_received() const = 0;
  virtual std::string_view state_name() const = 0;
  virtual status export_keying_material(std::string_view label, std::optional<bytes> context,
                                        mutable_bytes out) const = 0;
  virtual result<channel_binding> tls_exporter() const = 0;
  virtual void trim() = 0;

 protected:
  constexpr any_endpoint() = default;
  constexpr any_endpoint(any_endpoint&&) = default;
  constexpr any_endpoint& operator=(any_endpoint&&) = default;
};

namespace detail {

// Any, over a connection of one type.
template <class Any, class Connection>
class erased_endpoint : public Any {
 public:
  template <class... Args>
    requires std::is_constructible_v<Connection, Args...>
  explicit erased_endpoint(Args&&... args) : c_(std::forward<Args>(args)...) {}

  // The connection itself, for what only its type can do.
  Connection& typed() { return c_; }
  Connection const& typed() const { return c_; }

  mutable_bytes prepare() final { return c_.prepare(); }
  step commit(std::size_t n, unix_time now) final { return c_.commit(n, now); }
  step receive(bytes input, unix_time now) final { return c_.receive(input, now); }
  step proceed(unix_time now) final { return c_.proceed(now); }
  status transport_closed() final { return c_.transport_closed(); }

  bytes outgoing() const final { return c_.outgoing(); }
  void sent(std::size_t n) final { c_.sent(n); }

  using Any::send;
  result<std::size_t> send(std::span<const bytes> pieces) final { return c_.send(pieces); }
  status close() final { return c_.close(); }
  status abort(AlertDescription why) final { return c_.abort(why); }
  status update_keys(bool request_peer = false) final { return c_.update_keys(request_peer); }

  using Any::refuse;
  using Any::resume;
  machine::resumed resume(machine::continuation<Verified>&& question, Verified const& value) final {
    return c_.resume(std::move(question), value);
  }
  machine::resumed resume(machine::continuation<Signature>&& question, Signature const& value) final {
    return c_.resume(std::move(question), value);
  }
  machine::resumed refuse(machine::continuation<Verified>&& question, errc why = refusal_of<Verified>) final {
    return c_.refuse(std::move(question), why);
  }
  machine::resumed refuse(machine::continuation<Signature>&& question, errc why = refusal_of<Signature>) final {
    return c_.refuse(std::move(question), why);
  }

  condition now() const final { return c_.now(); }
  bool may_send() const final { return c_.may_send(); }
  bool may_receive() const final { return c_.may_receive(); }
  std::size_t unused_input() const final { return c_.unused_input(); }
  connection_info const& info() const final { return c_.info(); }
  x509::certificate_list const& peer_certificates() const final { return c_.peer_certificates(); }
  error failure() const final { return c_.failure(); }
  std::optional<AlertDescription> alert_sent() const final { return c_.alert_sent(); }
  std::optional<AlertDescription> alert_received() const final { return c_.alert_received(); }
  std::string_view state_name() const final { return c_.state_name(); }
  status export_keying_material(std::string_view label, std::optional<bytes> context, mutable_bytes out) const final {
    return c_.export_keying_material(label, context, out);
  }
  result<channel_binding> tls_exporter() const final { return c_.tls_exporter(); }
  void trim() final { c_.trim(); }

 protected:
  Connection c_;
};

}  // namespace detail
}  // namespace cxtls
