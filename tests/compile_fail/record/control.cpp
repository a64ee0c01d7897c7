// What the other files of this folder get wrong, done right.
#include <utility>

#include "../../support/toy_backend.hpp"
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
