// The shim as a client: what its flags mean for a client_config.
#include "client_side.hpp"

#include "cxtls/client.hpp"
#include "exchange.hpp"

namespace bogo {
namespace {

struct shim_tls : cxtls::stack<backend, everything> {};
using context = cxtls::client_context<shim_tls>;

// The name in all of the runner's certificates that no test has another for.
constexpr std::string_view default_name = "test";

// Without -verify-prefs: what BoringSSL verifies by default. Ed25519 is not among it, and tests rely on that.
constexpr std::uint16_t default_verify_prefs[] = {0x0403, 0x0804, 0x0401, 0x0503, 0x0805, 0x0501, 0x0806, 0x0601};

template <class Config>
bool narrow_schemes(Config& config, options const& o) {
  if constexpr (requires { config.signature_schemes; }) {
    std::span<const std::uint16_t> wanted = o.verify_prefs;
    if (wanted.empty()) wanted = default_verify_prefs;
    for (std::uint16_t code : wanted)
      if (!config.signature_schemes.push(static_cast<cxtls::SignatureScheme>(code))) return false;
    return true;
  } else {
    return o.verify_prefs.empty();
  }
}

std::optional<problem> configure(options const& o, std::vector<loaded>& own, cxtls::client_config& config) {
  auto trust = trusted(o);
  if (!trust) return explain(trust.error());
  config.trust = std::move(*trust);
  config.profile = cxtls::profile::private_pki;
  config.ask_application_to_verify = o.use_custom_verify_callback || o.verify_fail;
  for (std::uint16_t code : o.curves)
    if (!config.groups.push(static_cast<cxtls::NamedGroup>(code))) return unimplemented("so many -curves");
  // One share goes out, of the group that is preferred most.
  if (o.key_shares && (o.key_shares->size() != 1 || o.curves.empty() || o.key_shares->front() != o.curves.front()))
    return unimplemented("-key-shares other than the first of -curves");
  if (!narrow_schemes(config, o)) return unimplemented("-verify-prefs");
  if (o.advertise_alpn)
    for (std::string_view rest = *o.advertise_alpn; !rest.empty();) {
      const std::size_t size = static_cast<std::uint8_t>(rest[0]);
      if (size >= rest.size()) return mismatch("-advertise-alpn is no list");
      if (!config.alpn.push(rest.substr(1, size))) return mismatch("-advertise-alpn has an empty name, or too many");
      rest.remove_prefix(1 + size);
    }
  if (o.enable_ocsp_stapling || o.enable_signed_cert_timestamps || !o.expect_ocsp_response.empty() ||
      !o.expect_signed_cert_timestamps.empty())
    return unimplemented("stapling at clients");
  if (o.reverify_on_resume) return unimplemented("-reverify-on-resume");
  for (loaded& c : own)
    if (!config.certificates.push(std::move(c.shown))) return explain({cxtls::errc::out_of_memory});
  return std::nullopt;
}

// What cxtls doesn't have isn't failed, it is not implemented.
problem refused(cxtls::error why) {
  switch (why.code) {
    case cxtls::errc::config_unsupported_by_backend:
    case cxtls::errc::certificate_algorithm_unsupported:
    case cxtls::errc::private_key_malformed:  // the runner's are well-formed: one of ML-DSA, say
    case cxtls::errc::certificate_key_too_small:
      return unimplemented(std::string(name_of(why.code)) + " " + std::string(why.field));
    default:
      return explain(why);
  }
}

}  // namespace

std::optional<problem> run_client(all_options const& all) {
  clock time;
  for (unsigned i = 0; i <= all.initial.resume_count; ++i) {
    options const& o = i == 0 ? all.initial : all.resume;
    auto own = load_credentials(o);
    if (!own) return refused(own.error());
    cxtls::client_config config;
    if (auto bad = configure(o, *own, config)) return bad;
    auto made = context::create(std::move(config));
    if (!made) return refused(made.error());
    auto name = cxtls::dns_name::parse(o.host_name.empty() ? default_name : std::string_view(o.host_name));
    if (!name) return explain(name.error());
    auto end = wire_end::connect(o);
    if (!end) return mismatch("the runner isn't there");
    observed seen;
    cxtls::client<shim_tls> tls(*made, cxtls::identity(std::move(*name)), watcher{&seen});
    exchange talk(tls, *end, o, seen, *own, time, i != 0);
    if (auto bad = talk.run()) return bad;
    time.ahead += o.resumption_delay;
  }
  return std::nullopt;
}

}  // namespace bogo
