// The shim as a client: what its flags mean for a client_config.
#include "client_side.hpp"

#include "common_config.hpp"
#include "cxtls/client.hpp"
#include "exchange.hpp"

namespace bogo {
namespace {

struct shim_tls : cxtls::stack<backend, everything> {};
using context = cxtls::client_context<shim_tls>;

// The name in all of the runner's certificates that no test has another for.
constexpr std::string_view default_name = "test";

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
  if (auto bad = narrow_schemes(config, o)) return bad;
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
