// The shim as a client: what its flags mean for a client_config.
#include "client_side.hpp"

#include "common_config.hpp"
#include "cxtls/client.hpp"
#include "exchange.hpp"

namespace bogo {
namespace {

struct shim_tls : cxtls::stack<backend, everything> {};
// -max-cert-list: how long messages may be is the policy's.
struct short_messages : everything {
  static constexpr cxtls::memory_limits memory{.message = 16384};
};
struct short_tls : cxtls::stack<backend, short_messages> {};

// The name in all of the runner's certificates that no test has another for.
constexpr std::string_view default_name = "test";

// -available-client-cert-types: which types the client says that it has, in their order. Here the certificates say that.
std::optional<problem> order_by_type(options const& o, std::vector<loaded>& own) {
  if (o.available_client_cert_types.empty()) return std::nullopt;
  std::vector<loaded> ordered;
  for (std::uint16_t type : o.available_client_cert_types) {
    const std::size_t before = ordered.size();
    for (loaded& c : own)
      if (static_cast<std::uint16_t>(c.chain.type()) == type) ordered.push_back(std::move(c));
    if (ordered.size() == before) return unimplemented("offering a certificate type without a certificate");
  }
  own = std::move(ordered);
  return std::nullopt;
}

// Whom the client wants to talk to.
cxtls::result<cxtls::identity> wanted_peer(options const& o) {
  if (accepted_keys(o) != cxtls::raw_public_keys::off) return cxtls::identity(cxtls::pinned_keys(expected_pin(o)));
  auto name = cxtls::dns_name::parse(o.host_name.empty() ? default_name : std::string_view(o.host_name));
  if (!name) return name.error();
  return cxtls::identity(std::move(*name));
}

// -new-psk-credential: the server is whoever has the key.
std::optional<problem> wanted_key(options const& o, std::optional<cxtls::client_psk>& key) {
  for (credential_options const& c : o.credentials) {
    if (!c.pre_shared_key) continue;
    if (key) return unimplemented("offering several pre-shared keys");
    if (o.verify_peer) return unimplemented("certificates in place of a pre-shared key");
    auto made = import <cxtls::client_psk>(c);
    if (!made) return explain(made.error());
    key.emplace(std::move(*made));
  }
  return std::nullopt;
}

std::optional<problem> configure(options const& o, std::vector<loaded>& own, cxtls::client_config& config) {
  auto trust = trusted(o);
  if (!trust) return explain(trust.error());
  config.trust = std::move(*trust);
  config.profile = cxtls::profile::private_pki;
  config.ask_application_to_verify = true;  // BoringSSL's shim always has a verify callback
  for (std::uint16_t code : o.curves)
    if (!config.groups.push(static_cast<cxtls::NamedGroup>(code))) return unimplemented("so many -curves");
  if (o.no_ticket) return unimplemented("-no-ticket at clients");
  config.ask_application_for_credential = o.fail_cert_callback;
  if (o.key_shares) {
    config.key_share_groups.emplace();
    for (std::uint16_t code : *o.key_shares)
      if (!config.key_share_groups->push(static_cast<cxtls::NamedGroup>(code))) return unimplemented("so many shares");
  }
  if (auto bad = narrow_schemes(config, o)) return bad;
  if (auto bad = narrow_versions(config, o)) return bad;
  if (o.advertise_alpn)
    for (std::string_view rest = *o.advertise_alpn; !rest.empty();) {
      const std::size_t size = static_cast<std::uint8_t>(rest[0]);
      if (size >= rest.size()) return mismatch("-advertise-alpn is no list");
      if (!config.alpn.push(rest.substr(1, size))) return mismatch("-advertise-alpn has an empty name, or too many");
      rest.remove_prefix(1 + size);
    }
  config.raw_public_keys = accepted_keys(o);
  if (auto bad = order_by_type(o, own)) return bad;
  config.request_ocsp_staple = o.enable_ocsp_stapling;
  config.request_signed_certificate_timestamps = o.enable_signed_cert_timestamps;
  config.reverify_on_resume = o.reverify_on_resume;
  config.certificate_compressions = installed(o);
  config.early_data = o.enable_early_data;
  // It would be gone before the certificates are judged, and so cxtls offers none.
  if (o.enable_early_data && o.reverify_on_resume) return unimplemented("early data with -reverify-on-resume");
  config.grease = o.enable_grease;
  config.never_anonymous = !own.empty();  // as BoringSSL's clients
  for (loaded& c : own)
    if (!config.certificates.push(std::move(c.shown))) return explain({cxtls::errc::out_of_memory});
  return std::nullopt;
}

template <class Tls>
std::optional<problem> run(all_options const& all) {
  clock time;
  std::optional<cxtls::ticket> session;  // the last that came
  for (unsigned i = 0; i <= all.initial.resume_count; ++i) {
    options const& o = i == 0 ? all.initial : all.resume;
    auto own = load_credentials(o);
    if (!own) return refused(own.error());
    cxtls::client_config config;
    if (auto bad = configure(o, *own, config)) return bad;
    auto made = cxtls::client_context<Tls>::create(std::move(config));
    if (!made) return refused(made.error());
    auto peer = wanted_peer(o);
    if (!peer) return explain(peer.error());
    auto end = wire_end::connect(o);
    if (!end) return mismatch("the runner isn't there");
    observed seen;
    if (i != 0 && !session) return mismatch("no ticket to resume with");
    std::optional<cxtls::client_psk> key;
    if (auto bad = wanted_key(o, key)) return bad;
    cxtls::client<Tls> tls = key && !session ? cxtls::client<Tls>(*made, std::move(*key), watcher{&seen})
                                             : cxtls::client<Tls>(*made, std::move(*peer),
                                                                  std::exchange(session, std::nullopt), watcher{&seen});
    exchange talk(tls, *end, o, all.retry, seen, *own, time, i != 0);
    if (auto bad = talk.run()) return bad;
    if (!talk.tickets().empty()) session = std::move(talk.tickets().back());
    time.ahead += o.resumption_delay;
  }
  return std::nullopt;
}

}  // namespace

std::optional<problem> run_client(all_options const& all) {
  const unsigned longest = all.initial.max_cert_list;
  if (longest == 0) return run<shim_tls>(all);
  if (longest != short_messages::memory.message) return unimplemented("such a -max-cert-list");
  return run<short_tls>(all);
}

}  // namespace bogo
