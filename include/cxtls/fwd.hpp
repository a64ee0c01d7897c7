// Names of the public API, for headers that only mention them.
#pragma once

namespace cxtls {

struct error;
struct step;
struct client_config;
struct server_config;
struct session;
struct connection_info;
class dns_name;
class ip_address;
class pinned_keys;
class external_psk;
class session_provider;
class cookie_protector;
template <class S>
class client_context;
template <class S>
class client;
template <class S>
class server_context;
template <class S>
class server;

namespace x509 {
class trust_store;
class certificate_chain;
class profile;
}  // namespace x509

}  // namespace cxtls
