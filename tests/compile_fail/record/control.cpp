// What the other files of this folder get wrong, done right.
#include <utility>

#include "../../support/toy_backend.hpp"
#include "cxtls/record/any_opener.hpp"
#include "cxtls/record/any_protector.hpp"
#include "cxtls/record/record.hpp"

using backend = cxtls::test::toy_backend;

void control(cxtls::record::key<backend>& k, cxtls::record::protector<backend>& p, cxtls::record::opener<backend>& o,
             cxtls::mutable_bytes octets) {
  cxtls::record::key<backend> moved = std::move(k);
  cxtls::record::protector<backend> moved_too = std::move(p);
  using padding = cxtls::record::padding_policy::to_multiple<16>;
  (void)moved_too.seal_all<padding>(cxtls::ContentType::application_data, {}, octets);
  (void)o.open(octets);
}

void control12(backend const& b, cxtls::record::tls12::key<backend>& k, cxtls::record::tls12::protector<backend>& p,
               cxtls::crypto::tls12::write_keys<cxtls::crypto::sender::client> const& keys) {
  cxtls::record::tls12::key<backend> moved = std::move(k);
  (void)p.install(b, keys);
}
