// Compiled once for each policy::CXTLS_TEST_POLICY.
#include "support/one_version.hpp"

#include "cxtls/any/erased_client.hpp"
#include "cxtls/any/erased_server.hpp"
#include "support/linked_backend.hpp"

namespace cxtls::test {

namespace {

using P = policy::CXTLS_TEST_POLICY;
struct only : stack<linked_backend, P> {};

template <class T>
std::shared_ptr<T> must(result<T> r) {
  if (!r) throw r.error().code;
  return std::make_shared<T>(std::move(*r));
}

}  // namespace

template <>
party<any_client> client_of<P>(client_config config, std::optional<ticket> resume) {
  const auto context = must(client_context<only>::create(std::move(config)));
  return {context, std::make_unique<erased_client<only>>(*context, dns_name{"server.example"}, std::move(resume))};
}

template <>
party<any_server> server_of<P>(server_config config) {
  const auto context = must(server_context<only>::create(std::move(config)));
  return {context, std::make_unique<erased_server<only>>(*context)};
}

template <>
result<session> again<P>(session const& s) {
  buffer octets;
  if (const status encoded = s.encode(octets); !encoded) return encoded.error();
  return session::decode(octets.view());
}

}  // namespace cxtls::test
