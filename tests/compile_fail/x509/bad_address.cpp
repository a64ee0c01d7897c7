// first-error-gcc: the_literal_is_no_ip_address
// error-clang: the_literal_is_no_ip_address
#include "cxtls/x509/identity.hpp"

cxtls::identity peer = cxtls::ip_address{"192.0.2.256"};
