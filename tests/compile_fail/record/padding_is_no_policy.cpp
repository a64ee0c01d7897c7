// error: PaddingPolicy
#include "../../support/toy_backend.hpp"
#include "cxtls/record/record.hpp"

struct sixteen {};

auto sealed(cxtls::record::protector<cxtls::test::toy_backend>& p, cxtls::mutable_bytes out) {
  return p.seal_all<sixteen>(cxtls::ContentType::application_data, {}, out);
}
