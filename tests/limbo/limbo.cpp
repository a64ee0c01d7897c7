// limbo CASES EXPECTED.TSV [TABLE]: does our verifier agree with x509-limbo, case by case? The exceptions are listed, each
// with its reason, and the list has to be exact: a case that begins to agree must leave it.
#include <cstdio>
#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "cxtls/backend/boringssl.hpp"
#include "cxtls/protocol/error_table.hpp"
#include "cxtls/x509/verify.hpp"

namespace {

using namespace cxtls;

std::vector<std::string> split(std::string const& text, char at) {
  std::vector<std::string> parts;
  std::string part;
  for (std::istringstream in(text); std::getline(in, part, at);) parts.push_back(part);
  return parts;
}

buffer decoded(std::string const& base64) {
  buffer out;
  if (x509::append_base64(base64, out) != errc::none) std::fprintf(stderr, "bad base64 in the list of cases\n");
  return out;
}

struct limbo_case {
  std::string id, expected, kind, name_kind, name, time, depth, anchors, leaf, intermediates;
};

// webpki:: and online:: are about the public web; the rest follows RFC 5280.
x509::profile profile_for(limbo_case const& c) {
  const bool web = c.id.starts_with("webpki::") || c.id.starts_with("online::");
  const x509::profile p = web ? profile::webpki : profile::rfc5280;
  return c.depth == "-" ? p : p.at_most_intermediates(static_cast<std::uint32_t>(std::stoul(c.depth)));
}

error run(limbo_case const& c) {
  x509::trust_store trust;
  for (std::string const& pem : split(c.anchors, ','))
    if (const status s = trust.add(decoded(pem).view()); !s) return s.error();
  std::vector<buffer> ders;
  ders.push_back(decoded(c.leaf));
  for (std::string const& one : split(c.intermediates, ',')) ders.push_back(decoded(one));
  std::vector<bytes> chain;
  for (buffer const& der : ders) chain.push_back(der.view());

  const backend::boringssl b;
  const unix_time now{std::stoll(c.time)};
  if (c.kind == "client") {
    const auto v = x509::verify_client(b, profile_for(c), trust, chain, now);
    return v ? error{} : v.error();
  }
  const auto against = [&](auto const& name) -> error {
    if (!name) return name.error();
    const auto v = x509::verify_server(b, profile_for(c), trust, chain, identity{*name}, now);
    return v ? error{} : v.error();
  };
  if (c.name_kind == "ip") return against(ip_address::parse(c.name));
  return against(dns_name::parse(c.name));
}

struct score {
  int agreed = 0, all = 0;
};

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) return 2;
  std::ifstream cases(argv[1]), listed(argv[2]);
  std::map<std::string, std::string> exceptions;
  for (std::string line; std::getline(listed, line);)
    if (!line.empty() && line[0] != '#') exceptions[split(line, '\t')[0]] = line;
  std::ofstream table;
  if (argc > 3) table.open(argv[3]);

  std::map<std::string, score> scores;
  int wrong = 0;
  for (std::string line; std::getline(cases, line);) {
    const auto f = split(line, '\t');
    if (f.size() < 9) return 2;
    const limbo_case c{f[0], f[1], f[2], f[3], f[4], f[5], f[6], f[7], f[8], f.size() > 9 ? f[9] : ""};
    const error e = run(c);
    const bool agrees = (c.expected == "ok") == !e;
    const std::string family = c.id.substr(0, c.id.find("::"));
    for (std::string const& group : {family, std::string(family == "bettertls" ? "BetterTLS" : "core")}) {
      scores[group].agreed += agrees;
      ++scores[group].all;
    }
    const std::string got =
        e ? std::string(describe(e.code)) + (e.field.empty() ? "" : ": " + std::string(e.field)) : "ok";
    if (table) table << c.id << '\t' << c.expected << '\t' << got << '\n';
    const bool excepted = exceptions.erase(c.id) > 0;
    if (agrees != excepted) continue;
    ++wrong;
    std::printf("%s: expected %s, got %s%s\n", c.id.c_str(), c.expected.c_str(), got.c_str(),
                agrees ? " (agrees now: take it out of the list)" : "");
  }
  for (auto const& [id, line] : exceptions) {
    ++wrong;
    std::printf("%s: listed as an exception, but there is no such case\n", id.c_str());
  }
  for (auto const& [group, s] : scores) std::printf("%s: agreed on %d of %d\n", group.c_str(), s.agreed, s.all);
  return wrong == 0 ? 0 : 1;
}
