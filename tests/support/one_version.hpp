// Clients and servers of other policies than the one under test. Each policy is compiled by a file of its own, so that what
// its object holds can be looked at (tests/handshake/one_version_test.py).
#pragma once
#include <memory>
#include <optional>

#include "cxtls/any/any_client.hpp"
#include "cxtls/any/any_server.hpp"
#include "cxtls/config.hpp"
#include "cxtls/handshake/policy.hpp"
#include "cxtls/server_config.hpp"
#include "cxtls/session/session.hpp"

namespace cxtls::test {

// With all that it needs to live.
template <class Connection>
struct party {
  std::shared_ptr<void const> context;
  std::unique_ptr<Connection> connection;
};

// P: policy::tls13 or policy::tls12. They throw what is wrong with a configuration. The client talks to server.example.
template <class P>
party<any_client> client_of(client_config config, std::optional<ticket> resume = {});
template <class P>
party<any_server> server_of(server_config config);
// As its octets say: what sealed tickets and stores do with it.
template <class P>
result<session> again(session const& s);

template <>
party<any_client> client_of<policy::tls13>(client_config config, std::optional<ticket> resume);
template <>
party<any_server> server_of<policy::tls13>(server_config config);
template <>
result<session> again<policy::tls13>(session const& s);
template <>
party<any_client> client_of<policy::tls12>(client_config config, std::optional<ticket> resume);
template <>
party<any_server> server_of<policy::tls12>(server_config config);
template <>
result<session> again<policy::tls12>(session const& s);

}  // namespace cxtls::test
