// first-error: records are padded to 1 to 2^14 octets
#include "cxtls/record/padding.hpp"

constexpr auto padding = cxtls::record::padding_policy::to_multiple<0>::padding(1);
