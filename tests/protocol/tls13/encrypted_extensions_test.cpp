#include "cxtls/protocol/tls13/encrypted_extensions.hpp"

#include "support/wire_laws.hpp"
#include "vectors/rfc8448_messages.hpp"

using namespace cxtls;
using namespace cxtls::test;
namespace trace = rfc8448::messages;

TEST_CASE("C50: RFC 8448's EncryptedExtensions") {
  obeys_the_laws<EncryptedExtensions, trace::encrypted_extensions>();
  obeys_the_laws<EncryptedExtensions, trace::resuming_encrypted_extensions>();
  BOTH(parse<EncryptedExtensions>(trace::encrypted_extensions)->extensions.size() == 3);
  BOTH(parse<EncryptedExtensions>(trace::resuming_encrypted_extensions)->extensions.size() == 4);
  BOTH(parse<EncryptedExtensions>(trace::encrypted_extensions)->extensions.front().type() ==
       ExtensionType::supported_groups);
}

TEST_CASE("C50: EncryptedExtensions may be none, but not missing") {
  BOTH(round_trips<EncryptedExtensions>(octets(0, 0)));
  BOTH(refusal<EncryptedExtensions>({}) == errc::truncated);
}
