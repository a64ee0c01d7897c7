// Names of the public API, for headers that only mention them.
#pragma once

namespace cxtls {

struct error;
struct step;
struct client_config;
struct connection_info;
class dns_name;
class ip_address;
class pinned_keys;
template <class S>
class client_context;
template <class S>
class client;

namespace x509 {
class trust_store;
class certificate_chain;
class profile;
}  // namespace x509

}  // namespace cxtls
