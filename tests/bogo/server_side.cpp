// The shim as a server: what its flags mean for a server_config.
#include "server_side.hpp"

#include "common_config.hpp"
#include "cxtls/server.hpp"
#include "cxtls/session/single_use_store.hpp"
#include "cxtls/session/stateful_tickets.hpp"
#include "cxtls/session/stateless_tickets.hpp"
#include "cxtls/session/ticket_keys.hpp"
#include "exchange.hpp"

namespace bogo {
namespace {

struct shim_tls : cxtls::stack<backend, everything> {};
using context = cxtls::server_context<shim_tls>;
using ticket_keys = cxtls::rotating_ticket_keys<backend>;

// BoringSSL's server seals sessions into tickets, and keeps those of clients without tickets.
class shim_sessions final : public cxtls::session_provider {
 public:
  cxtls::status issue(cxtls::session const& what, cxtls::unix_time now, cxtls::buffer& ticket) override {
    return sealed_.issue(what, now, ticket);
  }
  cxtls::machine::answer<cxtls::found_session> find(cxtls::bytes ticket, cxtls::unix_time now) override {
    return ticket.size() == cxtls::session_identifier{}.size() ? kept_.find(ticket, now) : sealed_.find(ticket, now);
  }
  bool keeps_sessions() const override { return true; }
  cxtls::status keep(cxtls::bytes id, cxtls::session const& what, cxtls::unix_time now) override {
    return kept_.keep(id, what, now);
  }
  void forget(cxtls::bytes ticket) override { kept_.forget(ticket); }

 private:
  ticket_keys keys_{backend{}};
  cxtls::stateless_tickets<backend, ticket_keys> sealed_{backend{}, keys_};
  cxtls::memory_session_store store_;
  cxtls::stateful_tickets<backend, cxtls::memory_session_store> kept_{backend{}, store_};
};

// -reject-alpn: a server that speaks something else than all of the runner's protocols.
constexpr std::string_view unheard_of = "not one of the runner's";

// Whom a server trusts that is told to ask for certificates and not whose: nobody but itself. (A cxtls server that asks
// has to trust somebody, and BoringSSL's shim believes everybody then.)
cxtls::result<cxtls::trust_store> trusted_by_server(options const& o) {
  if (!o.trust_cert.empty() || (!o.verify_peer && !o.require_any_client_certificate)) return trusted(o);
  const auto pem = read_file(o.credential.cert_file);
  if (!pem) return cxtls::errc::trust_store_unreadable;
  return cxtls::trust_store::from_pem(*pem);
}

std::optional<problem> configure_alpn(options const& o, cxtls::server_config& config) {
  if (o.select_empty_alpn) return unimplemented("an empty application protocol");
  if (o.decline_alpn) return std::nullopt;
  std::string_view const only = o.reject_alpn ? unheard_of : std::string_view(o.select_alpn);
  if (!only.empty() && !config.alpn.push(only)) return unimplemented("so long an application protocol");
  return std::nullopt;
}

std::optional<problem> configure(options const& o, std::vector<loaded>& own, cxtls::server_config& config,
                                 cxtls::session_provider& sessions, cxtls::single_use_store& once) {
  if (o.trust_cert.empty() && o.credential.cert_file.empty() && (o.verify_peer || o.require_any_client_certificate))
    return unimplemented("asking for certificates that nobody vouches for");
  auto trust = trusted_by_server(o);
  if (!trust) return explain(trust.error());
  config.trust = std::move(*trust);
  config.profile = cxtls::profile::private_pki;
  // As BoringSSL's shim has it: -verify-peer lets clients in that have no certificate, whatever else is said.
  if (o.verify_peer) {
    config.clients = cxtls::client_authentication::optional;
  } else if (o.require_any_client_certificate) {
    config.clients = cxtls::client_authentication::required;
  }
  config.client_raw_public_keys = accepted_keys(o);
  if (!config.client_pins.push(expected_pin(o))) return explain({cxtls::errc::out_of_memory});
  config.ask_application_to_verify = true;  // BoringSSL's shim always has a verify callback
  config.reverify_on_resume = o.reverify_on_resume;
  config.ask_application_for_credential = o.fail_cert_callback || o.use_ocsp_callback;
  // What is told are the names of trust anchors; no list of its own can be given.
  config.name_authorities = false;
  if (!o.use_client_ca_list.empty() && o.use_client_ca_list != "<EMPTY>" && o.use_client_ca_list != "<NULL>")
    return unimplemented("-use-client-ca-list with names");
  for (std::uint16_t code : o.curves)
    if (!config.groups.push(static_cast<cxtls::NamedGroup>(code))) return unimplemented("so many -curves");
  config.certificate_compressions = installed(o);
  if (auto bad = narrow_schemes(config, o)) return bad;
  if (auto bad = narrow_versions(config, o)) return bad;
  if (auto bad = configure_alpn(o, config)) return bad;
  if (!o.no_ticket) config.sessions = &sessions;
  if (o.skip_ticket) config.tickets = 0;
  if (o.enable_early_data && !o.no_ticket) {
    config.max_early_data_size = cxtls::max_early_data;
    config.single_use = &once;
  }
  if (o.no_server_name_ack) return unimplemented("-no-server-name-ack");
  for (credential_options const& c : o.credentials) {
    if (!c.pre_shared_key) continue;
    auto key = import <cxtls::server_psk>(c);
    if (!key) return explain(key.error());
    if (!config.imported_psks.push(std::move(*key))) return explain({cxtls::errc::out_of_memory});
  }
  // The callback chooses when it is asked, of a certificate without a staple and the same with one.
  if (o.use_ocsp_callback && !own.empty()) {
    auto bare = own.front().shown.duplicate();
    if (!bare) return explain(bare.error());
    bare->ocsp_response.clear();
    if (!config.certificates.push(std::move(*bare))) return explain({cxtls::errc::out_of_memory});
  }
  for (loaded& c : own)
    if (!config.certificates.push(std::move(c.shown))) return explain({cxtls::errc::out_of_memory});
  return std::nullopt;
}

}  // namespace

std::optional<problem> run_server(all_options const& all) {
  clock time;
  shim_sessions sessions;
  // As if it had been there for long: it knows what it hasn't seen.
  cxtls::memory_single_use_store once(time.now() + (-cxtls::early_data_window));
  for (unsigned i = 0; i <= all.initial.resume_count; ++i) {
    options const& o = i == 0 ? all.initial : all.resume;
    auto own = load_credentials(o);
    if (!own) return refused(own.error());
    cxtls::server_config config;
    if (auto bad = configure(o, *own, config, sessions, once)) return bad;
    auto made = context::create(std::move(config));
    if (!made) return refused(made.error());
    auto end = wire_end::connect(o);
    if (!end) return mismatch("the runner isn't there");
    observed seen;
    cxtls::server<shim_tls> tls(*made, watcher{&seen});
    exchange talk(tls, *end, o, all.retry, seen, *own, time, i != 0);
    if (auto bad = talk.run()) return bad;
    time.ahead += o.resumption_delay;
  }
  return std::nullopt;
}

}  // namespace bogo
